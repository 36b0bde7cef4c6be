"""Django in a fixed pool of threads: a request stays in one thread, and a thread keeps its database connection.

Django's own ASGI handler changes threads at each middleware, and takes a new thread, and with it a new connection, for
each request: several milliseconds of a comment's way into its page.
"""

import asyncio
import io
import logging
import threading
from typing import Any

from django.core import signals
from django.core.handlers.asgi import ASGIHandler, get_script_prefix
from django.core.handlers.base import BaseHandler
from django.db import close_old_connections
from django.urls import set_script_prefix

from service.publishing import bake, bake_schedule
from service.serving.job_queue import JobQueue

_log = logging.getLogger(__name__)


class ThreadedHandler(ASGIHandler):
    """An ASGI application for requests whose body arrives in one piece; ``request_limits`` sees to that."""

    def __init__(self):
        BaseHandler.__init__(self)
        self.load_middleware(is_async=False)
        self._jobs = JobQueue()
        self._bakes = Bakes(self._jobs)

    async def __call__(self, scope, receive, send):
        body = (await receive())["body"]
        response, changed = await self._jobs.run(self._answer, scope, body)
        if changed:
            await asyncio.wait({self._bakes.of(changed)}, timeout=bake.LONGEST_IN_A_REQUEST)
        await self.send_response(response, send)

    def _answer(self, scope, body):
        set_script_prefix(get_script_prefix(scope))
        signals.request_started.send(sender=self.__class__, scope=scope)
        request, refusal = self.create_request(scope, io.BytesIO(body))
        response: Any = self.get_response(request) if request else refusal
        response._handler_class = self.__class__
        response.close()  # in the thread whose connection it has used; what it says stays
        return response, bake_schedule.changed()


class Bakes:
    """Bakes in the queue of jobs; those who ask before its turn has come share one."""

    def __init__(self, jobs):
        self._jobs = jobs
        self._lock = threading.Lock()
        self._next, self._slugs = None, set()

    def of(self, slugs):
        """A future that is done when these threads are in their pages, or could not be put there for now."""
        with self._lock:
            self._slugs |= slugs
            if self._next is None:
                self._next = asyncio.ensure_future(self._jobs.run(self._bake))
            return self._next

    def _bake(self):
        with self._lock:
            slugs, self._slugs, self._next = self._slugs, set(), None
        close_old_connections()
        try:
            bake_schedule.bake_changed(slugs)
        except Exception:  # the comments are stored; the reconciler bakes them within a minute
            _log.exception("Pages of %s could not be baked; it is tried again within a minute", ", ".join(slugs))
