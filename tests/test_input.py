"""How a report comes in: text, pages, addresses, its date and its language."""

from __future__ import annotations

import contextlib
import gzip
import io
import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.intake import web
from reportedly.intake.html import read_html
from reportedly.intake.language import detect_language
from reportedly.intake.published import date_report
from reportedly.intake.received import Received
from reportedly.intake.refusal import LARGEST, CannotRead, FetchError
from reportedly.intake.source import receive
from reportedly.intake.text import read_text

PAGE = """<!DOCTYPE html><html lang="en"><head><title>Two hurt in port fire</title>
<meta property="og:site_name" content="Harbour Gazette"><meta property="article:published_time" content="2022-01-09T10:00:00Z"></head>
<body><nav><a href="/">Home</a><a href="/news">News</a></nav><article><h1>Two hurt in port fire</h1>
<p>Two dock workers were hurt on Sunday when a fire broke out in the northern port, the fire service said in a statement.</p>
<p>The blaze destroyed three warehouses. Nobody was killed, and the cause is still being investigated by the city's police.</p>
</article><footer>All rights reserved 2019</footer></body></html>"""


# --- bytes to text ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (b"One.\r\nTwo.\r\n", "One.\nTwo.\n"),
        (b"\xef\xbb\xbf Tokayev\xe2\x80\x99s", " Tokayev’s"),
        ("Zürich".encode("utf-16"), "Zürich"),
        (b"", ""),
    ],
)
def test_text_is_kept_as_received(raw: bytes, text: str) -> None:
    assert read_text(raw) == Received(text)


def test_what_is_not_utf_8_is_read_as_windows_1252_and_said_so() -> None:
    received = read_text("Çatak’s mayor".encode("windows-1252"))
    assert received.text == "Çatak’s mayor"
    assert [issue.code for issue in received.issues] == ["not-utf-8"]


@pytest.mark.parametrize("raw", [b"%PDF-1.7 \xff\xfe", b"PK\x03\x04\x9d\xff", b"\x00\x01\xff" * 9])
def test_binary_files_are_refused_with_advice(raw: bytes) -> None:
    with pytest.raises(CannotRead, match=r"text or HTML was asked for; .* found; extract"):
        read_text(raw)


@given(raw=st.binary(max_size=200))
def test_any_bytes_are_text_or_refused(raw: bytes) -> None:
    with contextlib.suppress(CannotRead):
        read_text(raw)


# --- pages -----------------------------------------------------------------------------------------------------------


def test_a_page_gives_its_article_and_what_it_says_of_itself() -> None:
    received = read_html(PAGE.encode())
    assert "Two dock workers were hurt" in received.text
    assert "\n\nThe blaze destroyed" in received.text
    assert "Home" not in received.text
    assert (received.title, received.outlet, received.published) == (
        "Two hurt in port fire",
        "Harbour Gazette",
        "2022-01-09T10:00:00+00:00",
    )
    assert received.published_basis == "metadata"


def test_a_page_without_an_article_is_an_issue() -> None:
    assert [issue.code for issue in read_html(b"<html><body></body></html>").issues] == ["no-text-in-page"]


def test_content_and_not_the_name_says_what_a_file_is(tmp_path: Path) -> None:
    page, text = tmp_path / "report.txt", tmp_path / "report.html"
    page.write_text(PAGE)
    text.write_text("Two dock workers were hurt.")
    assert receive(str(page)).outlet == "Harbour Gazette"
    assert receive(str(text)).text == "Two dock workers were hurt."
    assert receive("-", io.BytesIO(b"From a pipe.")).text == "From a pipe."


def test_a_large_file_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "large.txt"
    file.write_bytes(b"a" * (LARGEST + 1))
    with pytest.raises(CannotRead, match="at most 10 MB"):
        receive(str(file))


def test_a_missing_file_is_missing() -> None:
    with pytest.raises(FileNotFoundError):
        receive("no-such-report.txt")


# --- date of publication ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "day", "basis", "quote"),
    [
        (" date 2022-01-09 In all regions it was quiet.", "2022-01-09", "first line", "2022-01-09"),
        ("2022-01-09\nIt was quiet.", "2022-01-09", "first line", "2022-01-09"),
        ("Quiet at last\n\nPublished: January 9, 2022, 10:30\n\nIt was quiet.", "2022-01-09", "first line", "January 9, 2022"),
        ("Sunday, January 9, 2022\n\nIt was quiet.", "2022-01-09", "first line", "Sunday, January 9, 2022"),
        ("Fire in the port January 9, 2022 5:05 PM\n\nIt was quiet.", "2022-01-09", "first line", "January 9, 2022"),
        ("Unrest\nSituation Report No. 5\n\n9 January 2022\n\nIt was quiet.", "2022-01-09", "first line", "9 January 2022"),
        ("Unrest\nReport No. 5 | As of 9 January 2022\n\nIt was quiet.", "2022-01-09", "first line", "9 January 2022"),
        ("KYIV, Ukraine — Jan. 5, 2022 — It was quiet.", "2022-01-05", "dateline", "Jan. 5, 2022"),
        ("SAN LORENZO, 3 JAN 90 (AGENCY) -- [TEXT] It was quiet.", "1990-01-03", "dateline", "3 JAN 90"),
        ("Nairobi, 8 August 1998 (AGENCY) - It was quiet.", "1998-08-08", "dateline", "8 August 1998"),
        ("Kalpetta, July 31, 2024: It was quiet.", "2024-07-31", "dateline", "July 31, 2024"),
        ("COTONOU (Agency) | Friday 10 January 2025 - It was quiet.", "2025-01-10", "dateline", "Friday 10 January 2025"),
    ],
)
def test_the_text_gives_the_date_of_publication(text: str, day: str, basis: str, quote: str) -> None:
    received = date_report(Received(text))
    assert (received.published, received.published_basis) == (day, basis)
    assert received.published_evidence is not None
    assert received.published_evidence.quote == quote
    assert received.published_evidence.holds_in(text)


@pytest.mark.parametrize(
    ("name", "text", "day", "basis"),
    [
        ("almaty-2022-01-09.txt", "It was quiet.", "2022-01-09", "file name"),
        ("sitrep_20220109.pdf", "It was quiet.", "2022-01-09", "file name"),
        ("inbox/2022.01.09 almaty.html", "It was quiet.", "2022-01-09", "file name"),
        ("almaty-2022-01-11.txt", "ALMATY, Jan 9 (Agency) - It was quiet.", "2022-01-09", "dateline"),
        ("almaty-2022-01-01.txt", "ALMATY, Dec 31 (Agency) - It was quiet.", "2021-12-31", "dateline"),
        ("almaty-2022-06-11.txt", "ALMATY, 9 January 2022 (Agency) - It was quiet.", "2022-01-09", "dateline"),
        ("almaty-2022-06-11.txt", "ALMATY, Jan 9 (Agency) - It was quiet.", None, "unknown"),
        ("from-2022-01-01-to-2022-01-09.txt", "It was quiet.", None, "unknown"),
        ("2022-13-09.txt", "It was quiet.", None, "unknown"),
        ("120220109.txt", "It was quiet.", None, "unknown"),
    ],
)
def test_the_name_of_a_file_is_asked_last(name: str, text: str, day: str | None, basis: str) -> None:
    received = date_report(Received(text, file_name=name))
    assert (received.published, received.published_basis) == (day, basis)
    assert bool(received.issues) == (day is None)


def test_a_file_of_many_reports_dates_none_of_them(tmp_path: Path) -> None:
    (tmp_path / "inbox-2022-01-09.jsonl").write_text('{"text": "It was quiet."}\n', encoding="utf-8")
    (tmp_path / "quiet-2022-01-09.txt").write_text("It was quiet.", encoding="utf-8")
    many, one = (date_report(receive(str(path))) for path in sorted(tmp_path.iterdir()))
    assert (many.published, one.published) == (None, "2022-01-09")


@pytest.mark.parametrize(
    "text", ["", "January 9, 2022 was a dark day.", "The war of January 9, 2022 - a dark day", "date 2022-13-45 Quiet."]
)
def test_other_dates_are_no_dates_of_publication(text: str) -> None:
    received = date_report(Received(text))
    assert received.published is None
    assert [issue.code for issue in received.issues] == ["no-publication-date"]


def test_a_dateline_without_a_year_gives_none_and_is_shown() -> None:
    text = "ALMATY, Jan 9 (Agency) - It was quiet."
    received = date_report(Received(text))
    (issue,) = received.issues
    assert received.published is None
    assert "no year" in issue.message
    assert text[issue.start : issue.end] == "Jan 9"


def test_what_is_given_comes_before_what_the_text_says() -> None:
    text = "2022-01-09\nIt was quiet."
    assert date_report(Received(text, published="2022-01-10")).published == "2022-01-10"
    assert date_report(Received(text, published="2022-01-11", published_basis="metadata")).published_basis == "metadata"
    with pytest.raises(ValueError, match=r"ISO 8601 date of publication was asked for.*'yesterday' was found"):
        date_report(Received(text, published="yesterday", published_basis="argument"))
    broken = date_report(Received(text, published="yesterday", published_basis="metadata"))
    assert (broken.published, broken.issues[0].code) == ("2022-01-09", "bad-publication-date")


@given(text=st.text(max_size=300))
def test_any_text_is_dated_or_not(text: str) -> None:
    found = date_report(Received(text))
    assert (found.published is None) == (found.published_evidence is None)


# --- language --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Twelve people were killed when the bridge fell into the river.", "en"),
        ("MINISTRY: 5135 DETAINED DURING RIOTS IN KAZAKHSTAN", "en"),
        ("Tokayev, Turgumbayev, Nazarbayev, Almaty, Taldykorgan", "en"),
        ("12 dead.", "en"),
        ("", "en"),
        ("Le ministère a annoncé dimanche que douze personnes avaient été tuées pendant les émeutes.", "fr"),
        ("Bei den Unruhen sind nach Angaben des Ministeriums zwölf Menschen getötet worden.", "de"),
        ("Во время беспорядков погибли двенадцать человек, сообщило министерство.", "ru"),
    ],
)
def test_language(text: str, code: str) -> None:
    assert detect_language(text) == code


# --- web addresses ---------------------------------------------------------------------------------------------------


class Site(BaseHTTPRequestHandler):
    """A small site with good pages and bad manners."""

    def do_GET(self) -> None:
        answers = {
            "/page": (200, {"Content-Type": "text/html; charset=utf-8"}, PAGE.encode()),
            "/packed": (200, {"Content-Type": "text/html", "Content-Encoding": "gzip"}, gzip.compress(PAGE.encode())),
            "/bomb": (200, {"Content-Type": "text/html", "Content-Encoding": "gzip"}, gzip.compress(b"a" * (LARGEST * 3))),
            "/image": (200, {"Content-Type": "image/png"}, b"\x89PNG"),
            "/large": (200, {"Content-Type": "text/plain"}, b"a" * (LARGEST + 1)),
            "/moved": (302, {"Location": "/page"}, b""),
            "/round": (302, {"Location": "/round"}, b""),
            "/away": (302, {"Location": "file:///etc/passwd"}, b""),
        }
        status, headers, body = answers.get(self.path, (404, {}, b""))
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        with contextlib.suppress(OSError):  # the reader hangs up, as it should
            self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://localhost:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("path", ["/page", "/packed", "/moved"])
def test_a_page_is_fetched(site: str, path: str) -> None:
    received = receive(site + path, allow_private=True)
    assert "Two dock workers were hurt" in received.text
    assert received.url == site + ("/page" if path == "/moved" else path)


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("/bomb", "larger"),
        ("/large", "larger"),
        ("/image", "image/png"),
        ("/round", "more than 5"),
        ("/away", "only http"),
        ("/none", "404"),
    ],
)
def test_what_must_not_be_fetched_is_refused(site: str, path: str, found: str) -> None:
    with pytest.raises(CannotRead, match=found):
        receive(site + path, allow_private=True)


def test_private_addresses_are_refused(site: str) -> None:
    for url in (
        site + "/page",
        "http://127.0.0.1/",
        "http://[::1]/",
        "http://169.254.169.254/latest",
        "http://0x7f.1/",
        "http://10.0.0.1/",
    ):
        with pytest.raises(FetchError, match=r"not a public address|cannot be resolved"):
            receive(url)


def test_other_schemes_and_names_in_addresses_are_refused() -> None:
    for url in ("ftp://example.org/", "file:///etc/passwd", "http://user:secret@example.org/", "http://"):
        with pytest.raises(FetchError):
            receive(url)


def test_every_redirect_is_checked(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first host is public, by the look of it; the second is not, and is not connected to."""
    asked: list[str] = []

    def public_once(address: str) -> bool:
        asked.append(address)
        return len(asked) == 1

    monkeypatch.setattr(web, "is_public", public_once)
    with pytest.raises(FetchError, match="not a public address"):
        receive(site.replace("localhost", "127.0.0.1") + "/moved")
    assert asked == ["127.0.0.1", "127.0.0.1"]


class Turncoat:
    """A name server that changes its mind: the public address when it is first asked for the name, the private one ever after."""

    NAME, PUBLIC, PRIVATE = "turncoat.example", "127.0.0.2", "127.0.0.1"  # both are of this machine; the test says which is public

    def __init__(self) -> None:
        self.asked = 0
        self._real = socket.getaddrinfo

    def answer(self, host: str | bytes | None, port: object, *given: object, **known: object) -> list[Any]:
        if host in (self.NAME, self.NAME.encode()):
            self.asked += 1
            host = self.PUBLIC if self.asked == 1 else self.PRIVATE
        return self._real(host, port, *given, **known)  # type: ignore[arg-type]


@pytest.fixture
def turncoat(monkeypatch: pytest.MonkeyPatch) -> Turncoat:
    found = Turncoat()
    monkeypatch.setattr(socket, "getaddrinfo", found.answer)
    monkeypatch.setattr(web, "is_public", lambda address: address == Turncoat.PUBLIC)
    return found


@pytest.fixture
def houses() -> Iterator[tuple[int, list[str]]]:
    """Two servers at one port, one at each address; and which of them was asked for what."""
    asked: list[str] = []

    class House(Site):
        def do_GET(self) -> None:
            asked.append(f"{self.connection.getsockname()[0]}{self.path}")
            super().do_GET()

    public = ThreadingHTTPServer((Turncoat.PUBLIC, 0), House)
    servers = [public, ThreadingHTTPServer((Turncoat.PRIVATE, public.server_port), House)]
    for server in servers:
        threading.Thread(target=server.serve_forever, daemon=True).start()
    yield public.server_port, asked
    for server in servers:
        server.shutdown()
        server.server_close()


def test_a_name_that_changes_its_address_after_the_check_is_not_followed(turncoat: Turncoat, houses: tuple[int, list[str]]) -> None:
    port, asked = houses
    received = receive(f"http://{Turncoat.NAME}:{port}/page")
    assert "Two dock workers were hurt" in received.text
    assert asked == [f"{Turncoat.PUBLIC}/page"]
    assert turncoat.asked == 1
    with socket.create_connection((Turncoat.NAME, port)) as connection:  # what would have asked once more is led to the private house
        assert connection.getpeername()[0] == Turncoat.PRIVATE


def test_a_name_that_changes_its_address_before_a_redirect_is_refused(turncoat: Turncoat, houses: tuple[int, list[str]]) -> None:
    port, asked = houses
    with pytest.raises(FetchError, match=r"127\.0\.0\.1 is not a public address"):
        receive(f"http://{Turncoat.NAME}:{port}/moved")
    assert asked == [f"{Turncoat.PUBLIC}/moved"]
    assert turncoat.asked == 2


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1:248:1893:25c8:1946", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("192.168.0.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),  # noqa: S104 - not bound to
        ("224.0.0.1", False),
        ("::1", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
        ("::ffff:127.0.0.1", False),
        ("::ffff:93.184.216.34", True),
        ("64:ff9b::7f00:1", False),
        ("2002:7f00:1::", False),
    ],
)
def test_public_addresses(address: str, public: bool) -> None:
    assert web.is_public(address) is public
