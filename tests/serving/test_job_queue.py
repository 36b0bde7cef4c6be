"""Requests are jobs in a queue, and those who changed something share a bake."""

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from service.publishing import bake_schedule
from service.serving import job_queue
from service.serving.django_handler import Bakes
from service.serving.job_queue import JobQueue


@pytest.fixture
def patient(monkeypatch):
    """No job makes way for the next before it is done."""
    monkeypatch.setattr(job_queue, "PATIENCE", 3600)


def run(coroutine):
    """Its result, by a loop in a thread of its own: this one may have the loop of a browser."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, coroutine).result()


def test_one_works_at_a_time_in_the_order_of_asking(patient):
    inside, seen = threading.Lock(), []

    def work(number):
        assert inside.acquire(blocking=False)
        seen.append(number)
        inside.release()
        return number

    async def ask():
        queue = JobQueue()
        return await asyncio.gather(*(queue.run(work, number) for number in range(20)))

    assert run(ask()) == seen == list(range(20))


def test_one_that_takes_long_lets_the_next_begin(monkeypatch):
    monkeypatch.setattr(job_queue, "PATIENCE", 0.01)
    done = threading.Event()

    async def ask():
        queue = JobQueue()
        slow = asyncio.ensure_future(queue.run(done.wait, 60))
        await queue.run(done.set)
        return await slow

    assert run(ask())


def test_who_goes_away_leaves_the_others_their_turn_and_their_threads(patient):
    enough = threading.Event()

    async def ask():
        queue = JobQueue()
        for _ in range(2 * job_queue.THREADS):
            enough.clear()
            asked = asyncio.ensure_future(queue.run(enough.wait, 60))
            await asyncio.sleep(0)
            asked.cancel()
            enough.set()
        return await queue.run(lambda: "still here")

    assert run(ask()) == "still here"


def test_an_error_is_told_to_who_asked_and_the_next_is_served(patient):
    async def ask():
        queue = JobQueue()
        with pytest.raises(ZeroDivisionError):
            await queue.run(lambda: 1 / 0)
        return await queue.run(lambda: "next")

    assert run(ask()) == "next"


def test_those_who_ask_before_its_turn_share_a_bake(patient, monkeypatch):
    baked, enough = [], threading.Event()
    monkeypatch.setattr(bake_schedule, "bake_changed", baked.append)

    async def ask():
        queue = JobQueue()
        bakes = Bakes(queue)
        busy = asyncio.ensure_future(queue.run(enough.wait, 60))
        first, second = bakes.of({"follow-up"}), bakes.of({"follow-up", "thank-you"})
        await asyncio.sleep(0)
        assert first is second and not baked
        enough.set()
        await first
        await bakes.of({"preparing"})
        await busy

    run(ask())
    assert baked == [{"follow-up", "thank-you"}, {"preparing"}]


def test_a_bake_that_fails_keeps_nobody_waiting(patient, monkeypatch, caplog):
    def fail(slugs):
        raise OSError("the disk is full")

    monkeypatch.setattr(bake_schedule, "bake_changed", fail)

    async def ask():
        await Bakes(JobQueue()).of({"follow-up"})

    run(ask())
    assert "Pages of follow-up could not be baked" in caplog.text
