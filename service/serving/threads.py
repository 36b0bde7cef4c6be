"""Django in a fixed pool of threads: a request stays in one thread, and a thread keeps its database connection.

Django's own ASGI handler changes threads at each middleware, and takes a new thread, and with it a new connection, for
each request: several milliseconds of a comment's way into its page.
"""

import asyncio
import io
from concurrent.futures import ThreadPoolExecutor

from django.core import signals
from django.core.handlers.asgi import ASGIHandler, get_script_prefix
from django.core.handlers.base import BaseHandler
from django.urls import set_script_prefix

from service.publishing import stages

AT_ONCE = 4  # requests that Django works on; the others wait


class ThreadedHandler(ASGIHandler):
    """An ASGI application for requests whose body arrives in one piece; ``limits`` sees to that."""

    def __init__(self):
        BaseHandler.__init__(self)
        self.load_middleware(is_async=False)
        self._threads = ThreadPoolExecutor(AT_ONCE, "django")

    async def __call__(self, scope, receive, send):
        body = (await receive())["body"]
        loop = asyncio.get_running_loop()
        response, bakes = await loop.run_in_executor(self._threads, self._answer, scope, body)
        if bakes:  # no thread is held by waiting, and those who wait together get one bake
            await asyncio.wait(map(asyncio.wrap_future, bakes), timeout=stages.LONGEST_IN_A_REQUEST)
        await self.send_response(response, send)

    def _answer(self, scope, body):
        set_script_prefix(get_script_prefix(scope))
        signals.request_started.send(sender=self.__class__, scope=scope)
        request, response = self.create_request(scope, io.BytesIO(body))
        if request:
            response = self.get_response(request)
        response._handler_class = self.__class__
        response.close()  # in the thread whose connection it has used; what it says stays
        return response, stages.asked()
