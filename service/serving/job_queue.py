"""Work in threads, one after the other: Python runs one at a time, and together they only keep each other waiting."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

THREADS = 4
PATIENCE = 0.05  # seconds


class Turns:
    """A queue of work: the next begins when one is done, or when it takes long, as when it waits for the database."""

    def __init__(self):
        self._idle = [ThreadPoolExecutor(1, "turn") for _ in range(THREADS)]
        self._free = asyncio.Semaphore(THREADS)
        self._turn = asyncio.Lock()

    async def take(self, work, *arguments):
        """The result of ``work(*arguments)``; who asks first comes first."""
        async with self._turn:
            await self._free.acquire()
            thread = self._idle.pop()  # the one that was used last: what it read of the database, it still has
            done = asyncio.get_running_loop().run_in_executor(thread, work, *arguments)
            done.add_done_callback(lambda _: self._give_back(thread))
            await asyncio.wait({done}, timeout=PATIENCE)
        return await asyncio.shield(done)  # who asked may be gone; the work is done all the same

    def _give_back(self, thread):
        self._idle.append(thread)
        self._free.release()
