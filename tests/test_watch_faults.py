"""A watch that is killed: nothing is lost, nothing doubled, and the next one goes on where it was.

A site changes in steps. At each of them a watch is killed (SIGKILL) at a moment that a seed gives, and another goes on after it. In the
end the ledger is that of a watch which was never killed, and so is what the watch remembers.
"""

from __future__ import annotations

import multiprocessing
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from http.server import BaseHTTPRequestHandler, HTTPServer
from multiprocessing.sharedctypes import Synchronized
from pathlib import Path

import pytest
from bench.ledger_scale import made
from tests.test_faults import SEEDS, killed
from tests.test_watch import BEGIN, Time, feed, page

from reportedly.intake.polite import Polite
from reportedly.intake.received import Received
from reportedly.intake.reporting import report_of
from reportedly.model.evidence import Evidence
from reportedly.model.identity import content_id
from reportedly.model.record import Record
from reportedly.run.ledger import Added, LedgerFile
from reportedly.run.taking_in import Refused
from reportedly.run.verify import verify
from reportedly.run.views import ledger_json
from reportedly.run.watch_list import watch_list
from reportedly.run.watch_state import Address, State
from reportedly.run.watching import Watch
from reportedly.store import kept
from reportedly.store.database import reading

STEPS = 3  # at which the site changes
PAGES = 3
STATEMENTS = 120  # to the database, within which a watch is killed
LISTS = """
delay = 0
[[feed]]
url = "HERE/feed"
revisit = "6h"
[[feed]]
url = "HERE/words"
pages = false
[[page]]
url = "HERE/live"
"""
COUNT = re.compile(r"detained (\d+) people")


def version(number: int, step: int) -> int:
    """Which version of a page the site has at a step: at each, every other page changes."""
    return (number + step) // 2


def answer(path: str, step: int) -> str:
    """What the site says at a step."""
    days = [f"2022-01-09T{10 + version(number, step):02}:00:00Z" for number in range(PAGES + 1)]
    if path == "/feed":
        return feed(*((f"HERE/{number}", days[number]) for number in range(PAGES)))
    if path == "/words":
        return feed(("HERE/said", days[0])).replace("Short.", f"Police detained {900 + step} people in Almaty.")
    number = PAGES if path == "/live" else int(path[1:])
    return page(str(100 * (number + 1) + version(number, step)), modified=10 + version(number, step) if version(number, step) else None)


@dataclass(frozen=True, slots=True)
class Site:
    """A server in a process of its own.

    Attributes:
        url: Its address.
        step: At which step it is; set by the test.
    """

    url: str
    step: Synchronized[int]


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    context = multiprocessing.get_context("fork")
    step: Synchronized[int] = context.Value("i", 0)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            found = self.path != "/robots.txt"
            body = answer(self.path, step.value).replace("HERE", url).encode() if found else b""
            self.send_response(200 if found else 404)
            self.send_header("Content-Type", "application/atom+xml" if b"<feed" in body else "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    class Server(HTTPServer):
        def handle_error(self, *_: object) -> None:
            """Who asked was killed."""

    with Server(("127.0.0.1", 0), Handler) as server:
        url = f"http://127.0.0.1:{server.server_port}"
        process = context.Process(target=server.serve_forever, daemon=True)
        process.start()
        yield Site(url, step)
        process.kill()
        process.join()


def read(received: Received) -> Record:
    """The record of a page: how many were detained."""
    report = report_of(received, "en")
    found = COUNT.search(report.text)
    assert found is not None
    count, words = int(found[1]), Evidence.of(report.text, *found.span())
    figure = replace(
        made(0).figures[0], id=content_id("f", report.id), number=count, low=count, high=count, measure="detained", attribution=None,
        evidence=words, amount=Evidence.of(report.text, *found.span(1)),
    )  # fmt: skip
    return Record(report, (figure,))


@dataclass(frozen=True, slots=True)
class Quickly:
    """A ledger whose reports are read in no time."""

    file: LedgerFile

    def add(self, reports: Iterable[Received | Refused], taken_in: str) -> Added:
        return self.file.add(reports, taken_in, read)


def watch(site: Site, path: Path, _seed: int = 0) -> None:
    """Ask what is due at the site's step, until nothing is."""
    timed = Time()
    timed.moment = timed.end = BEGIN + timedelta(hours=7 * site.step.value)
    clock = timed.clock()
    with LedgerFile(path, create=True) as file, State(path.with_suffix(".state"), clock.now()) as state:
        watched = watch_list(LISTS.replace("HERE", site.url))
        Watch(watched, Quickly(file), state, Polite(True, 0, clock), clock, lambda _: None).run(once=True)


def remembered(path: Path) -> dict[str, Address]:
    with State(path.with_suffix(".state"), BEGIN) as state:
        return state.addresses


def told(path: Path) -> tuple[str, list[tuple[str | None, str | None, str]]]:
    """The ledger, and all versions that it has."""
    with LedgerFile(path) as file:
        verify(file)
        with reading(file.engine) as connection:
            versions = [(each.report.url, each.report.published, each.report.text) for each in kept.records(connection)]
        return ledger_json(file), versions


@pytest.fixture(scope="module")
def undisturbed(site: Site, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, int]:
    """A watch that was never killed; and how many versions the site had."""
    path = tmp_path_factory.mktemp("undisturbed") / "l.sqlite"
    for step in range(STEPS):
        site.step.value = step
        watch(site, path)
    versions = {(number, version(number, step)) for number in range(PAGES + 1) for step in range(STEPS)}
    return path, len(versions) + STEPS


@pytest.mark.parametrize("seed", SEEDS[::STEPS])
def test_a_watch_that_is_killed(seed: int, site: Site, undisturbed: tuple[Path, int], tmp_path: Path) -> None:
    whole, versions = undisturbed
    path = tmp_path / "l.sqlite"
    for step in range(STEPS):
        site.step.value = step
        killed(partial(watch, site), path, seed + step, STATEMENTS)
        watch(site, path)
    ledger, had = told(path)
    assert len(had) == len(set(had)) == versions
    assert (ledger, had) == told(whole)
    assert remembered(path) == remembered(whole)
