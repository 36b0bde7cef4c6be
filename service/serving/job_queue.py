"""Work in threads, one after the other: Python runs one at a time, and together they only keep each other waiting."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

THREADS = 4  # of which one works; the others may have to wait for the database
PATIENCE = 0.05  # seconds for a job, before the next one begins beside it


class JobQueue:
    """A queue of jobs: the next begins when one is done, or when it takes long, as when it waits for the database."""

    def __init__(self):
        self._idle = [ThreadPoolExecutor(1, "job") for _ in range(THREADS)]
        self._free = asyncio.Semaphore(THREADS)
        self._first = asyncio.Lock()  # held by who is next

    async def run(self, job, *arguments):
        """The result of ``job(*arguments)``; who asks first comes first."""
        async with self._first:
            await self._free.acquire()
            thread = self._idle.pop()  # the one that was used last: what it read of the database, it still has
            done = asyncio.get_running_loop().run_in_executor(thread, job, *arguments)
            done.add_done_callback(lambda _: self._give_back(thread))
            await asyncio.wait({done}, timeout=PATIENCE)
        return await asyncio.shield(done)  # who asked may be gone; the job is done all the same

    def _give_back(self, thread):
        self._idle.append(thread)
        self._free.release()
