"""What must hold whatever happens to the processes."""

import gzip
import os
import signal
import socket
import threading
import time
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from harness.running import command, family, free_port, gone, serving, start
from tests.serving.asking import get, post
from tests.serving.killing import Promised, rounds, torn

MODULE = "harness.small"


def article(service, slug="follow-up"):
    return httpx.get(f"{service.url}/{slug}/").text


def edit(data, words):
    """Change the built text of an article as a new build would: another file in the place of the old one."""
    path = data / "output/follow-up/index.html"
    beside = path.with_suffix(".new")
    beside.write_text(path.read_text().replace("<main>", f"<main><p>{words}</p>"))
    beside.replace(path)


def attends(pid):
    """Whether it is the process beside the server."""
    return "attend" in Path(f"/proc/{pid}/cmdline").read_text()


@contextmanager
def readers(service, path, number=3):
    """Readers who ask for a page over and over; yields the list of all that they got."""
    got, stop = [], threading.Event()

    def ask():
        while not stop.is_set():
            got.append(get(service.port, path))

    threads = [threading.Thread(target=ask) for _ in range(number)]
    for thread in threads:
        thread.start()
    try:
        yield got
    finally:
        stop.set()
        for thread in threads:
            thread.join()


def test_a_comment_survives_a_build_a_release_and_a_restart(tmp_path):
    with serving(tmp_path, MODULE, MODERATION="none") as service:
        posted = post(service.url, "I shall be here for good.")
        assert posted.status_code == 303
        assert "I shall be here for good." in article(service)
        edit(tmp_path, "Another edition.")
        assert service.command("release").returncode == 0
        assert "I shall be here for good." in article(service)
        assert "Another edition." in article(service)
        assert service.stop() == 0
    with serving(tmp_path, MODULE) as service:
        assert "I shall be here for good." in article(service)
        assert service.command("check").returncode == 0


def test_readers_never_see_a_release_being_made(tmp_path):
    with serving(tmp_path, MODULE, MODERATION="none") as service:
        accepted = [f"Accepted number {number}." for number in range(3)]
        for body in accepted:
            post(service.url, body)
        with readers(service, "/follow-up/") as got:
            for number in range(4):
                edit(tmp_path, f"Edition {number}.")
                assert service.command("release").returncode == 0
                post(service.url, f"While edition {number} is out.")
    assert len(got) > 20
    for answer in got:
        assert answer.status == 200
        assert answer.body.endswith(b"<!--end of follow-up-->")
        assert len(answer.body) == int(answer.headers["content-length"])
        assert all(body.encode() in answer.body for body in accepted)


def test_one_etag_never_stands_for_two_pages(tmp_path):
    with serving(tmp_path, MODULE, MODERATION="none") as service, readers(service, "/follow-up/") as got:
        for number in range(10):
            post(service.url, f"Letter {number}.")
    pages = {}
    for answer in got:
        assert pages.setdefault(answer.headers["etag"], answer.body) == answer.body
    assert len(pages) > 1


def test_nothing_that_was_acknowledged_is_lost_to_kill_9(tmp_path):
    for losses in rounds(tmp_path, seed=1, count=5, busy=False):
        assert losses == []


@pytest.mark.parametrize("name", ["index.html", "index.html.gz"])
def test_a_torn_page_would_be_found(tmp_path, name):
    with serving(tmp_path, MODULE, MODERATION="none") as service:
        post(service.url, "A letter.")
    site = tmp_path / "current/site"
    assert torn(site) == []
    path = site / "follow-up" / name
    content = path.read_bytes()
    path.write_bytes(content[:-20] if name.endswith("l") else gzip.compress(b"another text"))
    assert any(str(path) in words for words in torn(site))


def test_a_comment_that_was_lost_would_be_found(tmp_path):
    promised = Promised({"Never sent."}, {"Never shown."})
    with serving(tmp_path, MODULE) as service:
        losses = promised.losses(service)
    assert losses == ["not in the record: Never sent.", "not accepted: Never shown.", "not in its page: Never shown."]


@pytest.mark.parametrize("sent", [signal.SIGTERM, signal.SIGINT])
def test_a_stop_finishes_in_time_and_leaves_no_child(tmp_path, sent):
    with serving(tmp_path, MODULE) as service, socket.create_connection(("127.0.0.1", service.port)) as idle:
        idle.sendall(b"GET / HT")
        everybody = family(service.process)
        assert len(everybody) == 3
        began = time.monotonic()
        service.process.send_signal(sent)
        assert service.process.wait(15) == 0
        assert time.monotonic() - began < 5.5
        assert gone(everybody)


def test_a_request_under_way_is_finished_before_the_stop(tmp_path):
    with serving(tmp_path, MODULE, MODERATION="none") as service:
        token = httpx.get(f"{service.url}/comments/follow-up/token/").json()["token"]
        body = f"body=Just+in+time.&token={token}".encode()
        head = (
            "POST /comments/follow-up/ HTTP/1.1\r\nHost: 127.0.0.1\r\n"
            f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        with socket.create_connection(("127.0.0.1", service.port), timeout=20) as connection:
            connection.sendall(head.encode() + body[:5])
            get(service.port, "/health")  # the service has read the head by now
            service.process.terminate()
            connection.sendall(body[5:])
            assert connection.recv(100).startswith(b"HTTP/1.1 303")
        service.process.wait(15)
    assert "Just in time." in command(tmp_path, "export").stdout


def test_a_kill_9_of_the_main_process_alone_leaves_no_worker(tmp_path):
    service = start(tmp_path, MODULE)
    everybody = family(service.process)
    service.process.kill()
    service.process.wait()
    service.process.stdout.close()
    assert gone(everybody)


def test_a_worker_that_was_killed_is_replaced(tmp_path):
    with serving(tmp_path, MODULE) as service:
        worker = next(pid for pid in family(service.process) - {service.process.pid} if not attends(pid))
        os.kill(worker, signal.SIGKILL)
        assert gone([worker])
        end = time.monotonic() + 15
        while time.monotonic() < end:
            try:
                assert get(service.port, "/thank-you/").status == 200
                return
            except (OSError, EOFError):
                continue
        raise AssertionError("no other worker took its place")


def test_the_process_beside_the_server_is_begun_again_when_it_was_killed(tmp_path):
    with serving(tmp_path, MODULE, MODERATION="none") as service:
        (attendant,) = [pid for pid in family(service.process) if attends(pid)]
        os.kill(attendant, signal.SIGKILL)
        assert gone([attendant])
        assert post(service.url, "Alone for a moment.").status_code == 303
        end = time.monotonic() + 30
        while "Alone for a moment." not in httpx.get(f"{service.url}/comments.atom").text:
            assert time.monotonic() < end
        everybody = family(service.process)
    assert gone(everybody)


def test_a_port_that_is_taken_is_named_in_one_sentence(tmp_path):
    port = free_port()
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", port))
        taken.listen()
        result = command(tmp_path, "serve", PORT=port)
    assert result.returncode == 1
    assert result.stderr == (
        f"Port {port} is taken by another program; stop it or choose another: make serve PORT={port + 1}\n"
    )


def test_a_data_folder_that_cannot_be_one_is_named_in_one_sentence(tmp_path):
    (tmp_path / "file").write_text("")
    result = command(tmp_path / "file" / "data", "serve", PORT=free_port(), SECRET_KEY="x" * 40)
    assert result.returncode == 1
    assert "where nothing can be written" in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_a_command_reads_the_settings_of_the_last_start_and_a_variable_wins(tmp_path):
    with serving(tmp_path, MODULE, MODERATION="all") as service:
        assert post(service.url, "For a moderator.").headers["location"].startswith("/comments/mine/")
    assert "MODERATION is 'some'" in command(tmp_path, "check", MODERATION="some").stderr
    with serving(tmp_path, MODULE, MODERATION="none") as service:
        assert "#comment-" in post(service.url, "For everybody.").headers["location"]
    kept = (tmp_path / "settings.json").read_text()
    assert '"MODERATION": "none"' in kept


def test_check_says_what_is_wrong(tmp_path):
    result = command(tmp_path, "check")
    assert result.returncode == 1
    assert "WRONG database:" in result.stdout
    assert "start the command serve once" in result.stdout
