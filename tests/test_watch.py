"""A watch over feeds, sitemaps and pages, against a real server that redirects, stalls, lies, truncates and changes its texts."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from typer.testing import CliRunner

from reportedly.cli.main import app
from reportedly.intake import web
from reportedly.intake.clock import Clock
from reportedly.intake.polite import Polite
from reportedly.intake.robots import read_robots
from reportedly.intake.web import Patience
from reportedly.run.alone import Locked
from reportedly.run.ledger import LedgerFile
from reportedly.run.verify import verify
from reportedly.run.views import ledger_json
from reportedly.run.watch_list import BadWatchList, watch_list
from reportedly.run.watch_state import Address, State
from reportedly.run.watching import Happened, Stopped, Watch
from reportedly.store import kept
from reportedly.store.database import reading

BEGIN = datetime(2022, 1, 9, 12, tzinfo=UTC)


def page(count: str, hour: int = 10, modified: int | None = None) -> str:
    """A page that says how many were detained."""
    changed = f'<meta property="article:modified_time" content="2022-01-09T{modified}:00:00Z">' if modified else ""
    return f"""<!DOCTYPE html><html><head><title>Riots in Almaty</title><meta property="og:site_name" content="Steppe Wire">
<meta property="article:published_time" content="2022-01-09T{hour:02}:00:00Z">{changed}</head><body><article><h1>Riots in Almaty</h1>
<p>Police in Kazakhstan have detained {count} people during the riots in Almaty, the Interior Ministry said in a statement on Sunday.</p>
<p>The ministry did not say how many of them were still held, and it gave no further details of the operation in the city.</p>
</article></body></html>"""


def feed(*entries: tuple[str, str]) -> str:
    """A feed: paths of pages with the time of their last change."""
    items = "".join(
        f"<entry><id>{path}</id><title>Riots</title><link href='{path}'/><updated>{changed}</updated><summary>Short.</summary></entry>"
        for path, changed in entries
    )
    return f"<?xml version='1.0'?><feed xmlns='http://www.w3.org/2005/Atom'><title>Steppe Wire</title>{items}</feed>"


@dataclass
class Answer:
    """What the server says at a path."""

    body: str | bytes = ""
    status: int = 200
    type: str = "text/html; charset=utf-8"
    headers: dict[str, str] = field(default_factory=dict)
    stalls: bool = False
    cut: bool = False


class Site:
    """A server whose answers a test sets."""

    def __init__(self) -> None:
        self.answers: dict[str, Answer] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.let_go = threading.Event()
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.asked.append((self.path, {name.lower(): value for name, value in self.headers.items()}))
                site.give(self)

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=partial(self.server.serve_forever, 0.02), daemon=True).start()

    def give(self, request: BaseHTTPRequestHandler) -> None:
        answer = self.answers.get(request.path, Answer(status=404))
        body = answer.body.replace("HERE", self.url).encode() if isinstance(answer.body, str) else answer.body
        etag = answer.headers.get("ETag")
        if etag is not None and request.headers.get("If-None-Match") == etag:
            request.send_response(304)
            request.end_headers()
            return
        request.send_response(answer.status)
        for name, value in {"Content-Type": answer.type, **answer.headers}.items():
            request.send_header(name, value)
        request.send_header("Content-Length", str(len(body) + (1000 if answer.cut else 0)))
        request.end_headers()
        if answer.stalls:
            self.let_go.wait(5)
        request.wfile.write(body)

    def paths(self) -> list[str]:
        """What was asked since this was last called."""
        paths = [path for path, _ in self.asked if path != "/robots.txt"]
        self.asked.clear()
        return paths


@pytest.fixture
def site() -> Iterator[Site]:
    made = Site()
    yield made
    made.let_go.set()
    made.server.shutdown()
    made.server.server_close()


class Time:
    """A clock on which a wait takes no time, and which ends the watch at a given moment."""

    def __init__(self) -> None:
        self.moment, self.end, self.slept = BEGIN, BEGIN, 0.0

    def sleep(self, seconds: float) -> None:
        if self.moment + timedelta(seconds=seconds) > self.end:
            self.moment = self.end
            raise Stopped
        self.moment += timedelta(seconds=seconds)
        self.slept += seconds

    def clock(self) -> Clock:
        return Clock(lambda: self.moment, self.sleep)


class Watched:
    """A watch that a test lets run for some time."""

    def __init__(self, folder: Path, site: Site, sources: str) -> None:
        self.folder, self.site, self.time = folder, site, Time()
        self.watched = watch_list(sources.replace("HERE", site.url))
        self.happened: list[Happened] = []

    def run(self, **hours: float) -> list[str]:
        """Watch for so long. Returns what happened, as events with their paths."""
        self.time.end = self.time.moment + timedelta(**hours)
        self.happened.clear()
        clock = self.time.clock()
        get = partial(web.get, patience=Patience(0.3, 0.6))
        with LedgerFile(self.folder / "l.sqlite", create=True) as ledger, State(self.folder / "state", clock.now()) as state:
            Watch(self.watched, ledger, state, Polite(True, self.watched.delay, clock, get), clock, self.happened.append).run()
            verify(ledger)
        return [
            f"{each.event} {each.url.removeprefix(self.site.url)}" for each in self.happened if each.event not in {"unchanged", "listed"}
        ]

    def versions(self) -> list[tuple[str, str]]:
        """Dates of publication and amounts of the reports, in order."""
        with LedgerFile(self.folder / "l.sqlite") as ledger, reading(ledger.engine) as connection:
            records = list(kept.records(connection))
        return [(str(each.report.published), str(each.figures[0].number) if each.figures else "-") for each in records]


FEED = '[[feed]]\nurl = "HERE/feed"\nevery = "15m"\nrevisit = "6h"\nfor = "20h"\n'


@pytest.fixture
def feeding(tmp_path: Path, site: Site) -> Watched:
    """A watch over a feed of one page."""
    site.answers["/feed"] = Answer(feed(("HERE/a", "2022-01-09T10:00:00Z")), type="application/atom+xml", headers={"ETag": '"1"'})
    site.answers["/a"] = Answer(page("3,811"))
    return Watched(tmp_path, site, FEED)


def test_what_is_new_is_added_once_and_not_asked_more_than_needed(feeding: Watched, site: Site) -> None:
    assert feeding.run(minutes=70) == ["new /a"]
    assert site.paths() == ["/feed", "/a", *["/feed"] * 4]
    assert feeding.versions() == [("2022-01-09T10:00:00+00:00", "3811")]
    assert feeding.time.slept > 0
    assert feeding.run(minutes=5) == []  # it remembers, and asks nothing before it is due
    assert site.paths() == []


def test_the_marks_of_the_server_are_sent_back(feeding: Watched, site: Site) -> None:
    feeding.run(minutes=20)
    asked = [headers.get("if-none-match") for path, headers in site.asked if path == "/feed"]
    assert asked == [None, '"1"']


def test_a_changed_text_is_the_next_version(feeding: Watched, site: Site) -> None:
    feeding.run(minutes=20)
    site.answers["/feed"] = Answer(feed(("HERE/a", "2022-01-09T14:00:00Z")), type="application/atom+xml", headers={"ETag": '"2"'})
    site.answers["/a"] = Answer(page("4,266", modified=13))
    assert feeding.run(minutes=20) == ["changed /a"]
    assert feeding.versions() == [("2022-01-09T10:00:00+00:00", "3811"), ("2022-01-09T13:00:00+00:00", "4266")]
    site.answers["/a"] = Answer(page("5,135"))  # changed again, and the page does not say when: seen when it is visited anew
    assert feeding.run(hours=7) == ["changed /a"]
    assert feeding.versions()[-1][0].startswith("2022-01-09T18:")
    with LedgerFile(feeding.folder / "l.sqlite") as ledger:
        (situation,) = json.loads(ledger_json(ledger))["situations"]
        assert [entry["relation"]["kind"] for entry in situation["series"][0]["entries"]] == ["new", "raises", "raises"]


def test_a_page_that_is_due_when_its_feed_says_that_it_was_changed_is_asked_once(feeding: Watched, site: Site) -> None:
    feeding.run(minutes=1)
    site.answers["/feed"] = Answer(feed(("HERE/a", "2022-01-09T14:00:00Z")), type="application/atom+xml")
    site.answers["/a"] = Answer(page("4,266", modified=13))
    site.paths()
    feeding.time.moment += timedelta(hours=7)
    assert feeding.run(minutes=20) == ["changed /a"]
    assert site.paths() == ["/feed", "/a", "/feed"]


def test_another_page_around_the_same_text_is_no_new_version(feeding: Watched, site: Site) -> None:
    feeding.run(minutes=20)
    site.answers["/a"] = Answer(page("3,811").replace("</body>", "<footer>Read by 2,000 people</footer></body>"))
    assert feeding.run(hours=7) == []
    assert len(feeding.versions()) == 1


def test_a_page_is_left_alone_after_its_days(feeding: Watched, site: Site) -> None:
    feeding.run(hours=21)
    site.paths()
    feeding.run(hours=8)
    assert set(site.paths()) == {"/feed"}


def test_what_fails_is_asked_later_and_later_and_what_comes_back_is_read(feeding: Watched, site: Site) -> None:
    whole = site.answers["/feed"]
    site.answers["/feed"] = Answer(status=500)
    assert feeding.run(hours=4) == ["failed /feed"] * 5  # after 0, 15, 45, 105, 225 minutes
    site.answers["/feed"] = whole
    assert feeding.run(hours=5) == ["new /a"]


@pytest.mark.parametrize("until", ["7200", "Sun, 09 Jan 2022 14:00:00 GMT"])
def test_retry_after_is_honoured(feeding: Watched, site: Site, until: str) -> None:
    site.answers["/feed"] = Answer(status=429, headers={"Retry-After": until})
    feeding.run(minutes=110)
    assert site.paths() == ["/feed"]
    feeding.run(minutes=15)
    assert site.paths() == ["/feed"]


def test_a_page_that_is_gone_three_times_is_asked_no_more(feeding: Watched, site: Site) -> None:
    del site.answers["/a"]
    assert feeding.run(days=1) == ["failed /a", "failed /a", "gone /a"]


def test_robots_are_obeyed(feeding: Watched, site: Site) -> None:
    site.answers["/robots.txt"] = Answer("User-agent: *\nDisallow: /a\nCrawl-delay: 30\n", type="text/plain")
    feeding.run(minutes=10)
    assert [each.code for each in feeding.happened if each.event == "failed"] == ["robots"]
    assert site.paths() == ["/feed"]


def test_a_site_that_does_not_give_its_robots_is_left_alone_for_now(feeding: Watched, site: Site) -> None:
    site.answers["/robots.txt"] = Answer(status=503)
    feeding.run(minutes=10)
    assert [each.code for each in feeding.happened] == ["robots-missing"]
    site.answers["/robots.txt"] = Answer(status=404)
    assert feeding.run(hours=2) == ["new /a"]


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (Answer(page("3,811"), stalls=True), "stalled"),
        (Answer(page("3,811"), cut=True), "broken-answer"),
        (Answer(b"\x89PNG", type="image/png"), "not-text"),
        (Answer(b"\x00\x01\xff" * 50), "not-text"),
        (Answer("<html><body></body></html>"), "no-text-in-page"),
        (Answer(status=302, headers={"Location": "/a"}), "redirects"),
        (Answer(status=302, headers={"Location": "ftp://example.org/"}), "bad-address"),
        (Answer("a" * 10_000_001, type="text/plain"), "too-large"),
    ],
    ids=["stalls", "truncated", "picture", "lie", "no text", "turns round", "leads away", "large"],
)
def test_a_page_that_misbehaves_is_a_failure_and_the_others_are_read(feeding: Watched, site: Site, answer: Answer, code: str) -> None:
    site.answers["/b"] = site.answers["/a"]
    site.answers["/feed"].body = feed(("HERE/a", "2022-01-09T10:00:00Z"), ("HERE/b", "2022-01-09T10:00:00Z"))
    site.answers["/a"] = answer
    assert feeding.run(minutes=10) == ["failed /a", "new /b"]
    assert next(each.code for each in feeding.happened if each.event == "failed") == code


def test_a_redirect_is_followed_and_a_lie_about_the_type_does_no_harm(feeding: Watched, site: Site) -> None:
    site.answers["/b"] = Answer(page("3,811"), type="application/pdf")
    site.answers["/a"] = Answer(status=301, headers={"Location": "/b"})
    assert feeding.run(minutes=10) == ["new /a"]
    assert feeding.versions() == [("2022-01-09T10:00:00+00:00", "3811")]


def test_a_feed_that_became_a_page_is_a_failure(feeding: Watched, site: Site) -> None:
    site.answers["/feed"] = Answer(page("1"), type="application/atom+xml")
    feeding.run(minutes=10)
    assert [(each.event, each.code) for each in feeding.happened] == [("failed", "not-a-feed")]


def test_a_sitemap_and_a_page_are_watched(tmp_path: Path, site: Site) -> None:
    head = '<?xml version="1.0"?><{0} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{1}</{0}>'
    site.answers["/map"] = Answer(head.format("sitemapindex", "<sitemap><loc>HERE/news</loc></sitemap>"), type="application/xml")
    listed = "<url><loc>HERE/a</loc><lastmod>2022-01-09T10:00:00Z</lastmod></url>"
    site.answers["/news"] = Answer(head.format("urlset", listed), type="application/xml")
    site.answers["/a"] = Answer(page("3,811"))
    site.answers["/live"] = Answer(page("4,266", hour=11))
    watched = Watched(tmp_path, site, '[[sitemap]]\nurl = "HERE/map"\n[[page]]\nurl = "HERE/live"\nevery = "30m"\n')
    assert sorted(watched.run(minutes=20)) == ["new /a", "new /live"]
    site.answers["/live"] = Answer(page("5,135", hour=11))
    assert watched.run(minutes=30) == ["changed /live"]
    assert [number for _, number in watched.versions()] == ["3811", "4266", "5135"]


def test_the_words_of_a_feed_may_be_enough(tmp_path: Path, site: Site) -> None:
    site.answers["/feed"] = Answer(feed(("HERE/a", "2022-01-09T10:00:00Z")).replace("Short.", "Police detained 12 people in Almaty."))
    assert Watched(tmp_path, site, FEED + "pages = false\n").run(minutes=40) == ["new /a"]
    assert set(site.paths()) == {"/feed"}


def test_a_memory_that_was_cut_off_or_lost_loses_nothing(feeding: Watched, site: Site) -> None:
    feeding.run(minutes=10)
    state = feeding.folder / "state"
    state.write_text(state.read_text() + '{"url": "http://x.example", "ki')
    assert feeding.run(minutes=10) == []
    state.unlink()
    assert feeding.run(minutes=10) == []
    assert len(feeding.versions()) == 1


def test_one_watch_at_a_time(tmp_path: Path) -> None:
    with State(tmp_path / "state", BEGIN), pytest.raises(Locked):
        State(tmp_path / "state", BEGIN)


def test_addresses_that_are_asked_no_more_are_forgotten(tmp_path: Path) -> None:
    with State(tmp_path / "state", BEGIN) as state:
        state.put(Address("http://a.example/", "page", "http://a.example/feed", until="2022-01-09T12:00:00+00:00"))
    with State(tmp_path / "state", BEGIN + timedelta(days=29)) as state:
        assert len(state.addresses) == 1
    with State(tmp_path / "state", BEGIN + timedelta(days=31)) as state:
        assert not state.addresses


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "the file names nothing"),
        ("[[feed]", "as TOML"),
        ('[feed]\nurl = "http://a.example"', "two brackets"),
        ('[[feed]]\nurl = "file:///etc/passwd"', "an http or https address"),
        ('[[feed]]\nurl = "http://a.example"\nevery = "soon"', 'such as "15m"'),
        ('[[feed]]\nurl = "http://a.example"\nevry = "15m"', "evry"),
        ('feeds = 1\n[[feed]]\nurl = "http://a.example"', "'feeds' was found"),
    ],
)
def test_a_list_that_cannot_be_read_is_said_in_a_sentence(text: str, said: str) -> None:
    with pytest.raises(BadWatchList, match=said):
        watch_list(text)


@pytest.mark.parametrize(
    ("rules", "path", "allowed"),
    [
        ("User-agent: *\nDisallow: /private", "/private/x", False),
        ("User-agent: *\nDisallow: /private\nAllow: /private/open", "/private/open/x", True),
        ("User-agent: other\nDisallow: /", "/x", True),
        ("User-agent: reportedly\nDisallow:\n\nUser-agent: *\nDisallow: /", "/x", True),
        ("User-agent: other\nUser-agent: Reportedly\nDisallow: /", "/x", False),
        ("User-agent: *\nDisallow: /*.pdf$", "/a/b.pdf", False),
        ("User-agent: *\nDisallow: /*.pdf$", "/a/b.pdf?x", True),
        ("User-agent: *\nDisallow: /a%2Fb", "/a%2fb/c", False),
        ("User-agent: *\nDisallow: /" + "*a" * 5000, "/" + "a" * 4000, True),
        ("<html>not found</html>", "/x", True),
    ],
)
def test_robots(rules: str, path: str, allowed: bool) -> None:
    assert read_robots(rules, "reportedly").allows(f"http://a.example{path}") is allowed


# --- as a user types it ----------------------------------------------------------------------------------------------


@contextmanager
def written(folder: Path, site: Site) -> Iterator[Path]:
    (folder / "feeds.toml").write_text(f"delay = 0\n{FEED}".replace("HERE", site.url), encoding="utf-8")
    yield folder / "feeds.toml"


def test_once_from_the_command_line(tmp_path: Path, site: Site, feeding: Watched) -> None:
    with written(tmp_path, site) as feeds:
        arguments = ["watch", str(feeds), "--ledger", str(tmp_path / "c.sqlite"), "--once", "--log-json"]
        refused = CliRunner().invoke(app, arguments)
        assert json.loads(refused.stderr.splitlines()[0])["code"] == "private-address"
        (tmp_path / "c.sqlite.watch.jsonl").unlink()
        result = CliRunner().invoke(app, [*arguments, "--allow-private"])
    assert result.exit_code == 0, result.output
    assert [json.loads(line)["event"] for line in result.stderr.splitlines()] == ["listed", "new"]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_stops_cleanly(tmp_path: Path, site: Site, number: signal.Signals) -> None:
    site.answers["/feed"] = Answer(feed(), type="application/atom+xml")
    with written(tmp_path, site) as feeds:
        command = [sys.executable, "-m", "reportedly", "watch", str(feeds), "--ledger", str(tmp_path / "c.sqlite"), "--allow-private"]
        code = "import sys; from reportedly.cli.main import app; sys.argv[0] = 'reportedly'; app()"
        command = [sys.executable, "-c", code, *command[3:]]
        process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env={**os.environ, "NO_COLOR": "1"})
        assert process.stderr is not None
        assert "listed" in process.stderr.readline()
        process.send_signal(number)
        assert process.wait(20) == 0
        assert process.stderr.read() == ""


def test_nothing_here_waits_for_real() -> None:
    begun = time.monotonic()
    timed = Time()
    timed.end = BEGIN + timedelta(days=1)
    timed.sleep(3600)
    assert time.monotonic() - begun < 1
