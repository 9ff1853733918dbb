"""Files that are made to harm, and files that are merely broken: each a refusal within the limits, and never an exception.

Broken files are made by Hypothesis out of sound ones. REPORTEDLY_FUZZ says how many of each kind; a few are run by default.
"""

from __future__ import annotations

import gzip
import io
import os
import stat
import time
import zipfile
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pyarrow
import pyarrow.parquet
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.pdfs import column, pdf
from tests.test_readers import PAGE, archive, codes, outcomes, warc

from reportedly.intake.formats.feed import feed_entries
from reportedly.intake.formats.pdf_layout import Line, Page, laid_out
from reportedly.intake.item import Noted
from reportedly.intake.limits import LIMITS, MB
from reportedly.intake.received import Received
from reportedly.intake.refusal import Refused
from reportedly.intake.robots import read_robots
from reportedly.intake.web import Answer
from reportedly.intake.wellformed import well_formed
from reportedly.reconcile.situations import days_around
from reportedly.run.watching import _retry_after

EXAMPLES = int(os.environ.get("REPORTEDLY_FUZZ", "40"))
fuzzed = settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))

# --- bombs -----------------------------------------------------------------------------------------------------------

LAUGHS = '<?xml version="1.0"{0}?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>{1}'


@pytest.mark.parametrize(
    "body",
    [
        "<rss version='2.0'><channel><title>&b;</title></channel></rss>",
        "<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><url><loc>&b;</loc></url></urlset>",
    ],
    ids=["feed", "sitemap"],
)
def test_a_billion_laughs_are_refused_before_they_are_parsed(body: str) -> None:
    assert codes(LAUGHS.format("", body).encode(), "a.xml") == ["bomb"]
    assert codes(LAUGHS.format(' encoding="utf-16"', body).encode("utf-16"), "a.xml") == ["bomb"]


def test_a_zip_that_swells_is_refused() -> None:
    assert codes(archive(("a.txt", b"\0" * (60 * MB))), "a.zip") == ["bomb"]


def test_a_gzip_that_swells_is_refused() -> None:
    small = replace(LIMITS, free=2 * MB, line=MB)
    assert codes(gzip.compress(b"\n" * (3 * MB)), "a.jsonl.gz", limits=small) == ["bomb"]
    assert codes(gzip.compress(b'{"text": "' + b"a" * (30 * MB)), "a.jsonl.gz", limits=small) == ["bomb"]


def test_archives_within_archives_end() -> None:
    raw = archive(("a.txt", "Two died."))
    for _ in range(8):
        raw = archive(("b.zip", raw))
    assert codes(raw, "a.zip") == ["too-deep"]


def test_a_zip_of_too_many_members_is_refused() -> None:
    raw = archive(*((f"{number}.txt", "x") for number in range(12)))
    assert codes(raw, "a.zip", limits=replace(LIMITS, entries=10)) == ["bomb"]


def test_paths_links_and_locks_in_a_zip_are_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for name in ("../up.txt", "/root.txt", "a/../../up.txt", "C:/x.txt", "..\\up.txt"):
            packed.writestr(name, "x")
        link = zipfile.ZipInfo("link.txt")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        packed.writestr(link, "/etc/passwd")
    assert sorted(codes(out.getvalue(), "a.zip")) == ["link", *["unsafe-name"] * 5]


def test_a_pdf_that_swells_is_refused_within_its_memory() -> None:
    import zlib

    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(b"( ) Tj " * 150_000) for _ in range(600)) + packer.flush()
    raw = pdf(column("x"), packed=packed)
    limits = replace(LIMITS, memory=500 * MB, seconds=20.0)
    begun = time.monotonic()
    assert codes(raw, "a.pdf", limits=limits) in (["bomb"], ["scanned"], ["too-large"])
    assert time.monotonic() - begun < 40


def test_a_pdf_of_too_many_pages_or_letters_is_refused() -> None:
    raw = pdf(*[column("Two died.")] * 5)
    assert codes(raw, "a.pdf", limits=replace(LIMITS, pages=4)) == ["too-large"]
    assert codes(raw, "a.pdf", limits=replace(LIMITS, report=20)) == ["too-large"]
    assert codes(raw, "a.pdf", limits=replace(LIMITS, seconds=0.01)) == ["bomb"]


@pytest.mark.parametrize(("depth", "refused"), [(40, []), (5000, ["too-deep"])])
def test_a_message_in_a_message_in_a_message_is_refused(depth: int, refused: list[str]) -> None:
    inside = "".join(f'Content-Type: multipart/mixed; boundary="{n}"\n\n--{n}\n' for n in range(depth))
    raw = f"Subject: x\nMIME-Version: 1.0\n{inside}Content-Type: text/plain\n\nTwo died.\n".encode()
    assert codes(raw, "a.eml") == refused


@pytest.mark.parametrize("length", [b"-1", b"99999999999999999999", b"many", b""])
def test_a_web_archive_that_lies_about_lengths_is_no_harm(length: bytes) -> None:
    lines = (b"WARC/1.0", b"WARC-Type: resource", b"WARC-Target-URI: http://a.example/a.txt", b"Content-Type: text/plain")
    raw = b"\r\n".join([*lines, b"Content-Length: " + length, b"", b"Two died.", b"", b""])
    assert all(isinstance(each, Received | Refused | Noted) for each in outcomes(raw, "a.warc"))


def test_giant_lines_and_deep_nesting_are_refused() -> None:
    small = replace(LIMITS, line=1000)
    assert codes(b'{"text": "' + b"a" * 5000 + b'"}\n{"text": "ok"}', "a.jsonl", limits=small) == ["too-large"]
    assert codes(b'{"text": ' + b"[" * 200_000 + b"\n", "a.jsonl") == ["not-json"]
    assert codes(b"text\n" + b"a" * 5000, "a.csv", limits=small) == ["too-large"]
    assert codes(b'{"text": ' + b"1" * 10_000 + b"}\n", "a.jsonl") == ["not-json"]


def test_a_page_nested_too_deeply_is_read_or_refused_in_time() -> None:
    begun = time.monotonic()
    outcomes(b"<!DOCTYPE html><html><body>" + b"<div>" * 50_000 + b"Two died.", "a.html")
    outcomes(b"<rss version='2.0'><channel>" + b"<item>" * 20_000, "a.rss")
    assert time.monotonic() - begun < 30


# --- broken files ----------------------------------------------------------------------------------------------------


def parquet() -> bytes:
    out = io.BytesIO()
    pyarrow.parquet.write_table(pyarrow.table({"text": ["Two died.", "Three died."]}), out)
    return out.getvalue()


FEED = b"<?xml version='1.0'?><rss version='2.0'><channel><title>W</title><item><link>http://a.example/1</link><description>Two.</description></item></channel></rss>"
SOUND = {
    "a.txt": b"Two died.\r\nThree were hurt.",
    "a.md": b"---\ntitle: x\n---\n# Riots\n\n**12** died in [Almaty](http://a.example).\n",
    "a.html": PAGE.encode(),
    "a.jsonl": b'{"text": "Two died.", "published": "2022-01-09"}\n{"text": "Three."}\n',
    "a.csv": b'text,date\n"Two died.",2022-01-09\nThree;x,\n',
    "a.parquet": parquet(),
    "a.rss": FEED,
    "sitemap.xml": b"<?xml version='1.0'?><urlset><url><loc>http://a.example/</loc><lastmod>2022-01-09</lastmod></url></urlset>",
    "a.urls": b"http://a.example/1\nhttp://a.example/2\n",
    "a.warc": warc(("http://a.example/a.txt", "text/plain", b"Two died."), packed=False),
    "a.warc.gz": warc(("http://a.example/a.html", "text/html", PAGE.encode())),
    "a.eml": b"Subject: x\nDate: Sun, 09 Jan 2022 10:00:00 +0600\nContent-Type: multipart/mixed; boundary=B\n\n--B\n\nTwo died.\n--B--\n",
    "a.mbox": b"From a\nSubject: x\n\nTwo died.\n\nFrom b\n\nThree.\n",
    "a.zip": archive(("a.txt", "Two died."), ("b.jsonl", '{"text": "x"}')),
}
PIECES = [
    b"\x00", b"\xff\xfe", b"\n", b"\r", b"<", b">", b"]]>", b"&#0;", b'"', b"{", b"[", b"--B", b"From ", b"=?utf-8?b?",
    b"Content-Length: 9",
    b"%00", b"\xf0\x9f", b"<!DOCTYPE x [", b"charset=zlib", b"\xed\xa0\x80", b"PK\x03\x04", b"\x1f\x8b\x08", b"9" * 30,
]  # fmt: skip
edits = st.lists(
    st.tuples(st.floats(0, 1), st.integers(0, 12), st.one_of(st.sampled_from(PIECES), st.binary(max_size=6))), min_size=1, max_size=6
)


def broken(raw: bytes, changes: list[tuple[float, int, bytes]]) -> bytes:
    """Bytes of which some were cut and others put in their place."""
    for where, cut, put in changes:
        start = int(where * len(raw))
        raw = raw[:start] + put + raw[start + cut :]
    return raw


@pytest.mark.parametrize("name", sorted(SOUND))
@fuzzed
@given(changes=edits)
def test_what_is_broken_is_read_or_refused(name: str, changes: list[tuple[float, int, bytes]]) -> None:
    for outcome in outcomes(broken(SOUND[name], changes), name):
        if isinstance(outcome, Received):
            assert isinstance(outcome.text, str)
            assert all(outcome.text[each.start : each.end] for each in outcome.pages)
        else:
            assert isinstance(outcome, Refused | Noted)
            assert outcome.message.count(";") >= 1 or isinstance(outcome, Noted)


@settings(fuzzed, max_examples=max(4, EXAMPLES // 10))
@given(changes=edits)
def test_a_broken_pdf_is_read_or_refused(changes: list[tuple[float, int, bytes]]) -> None:
    assert outcomes(broken(pdf(column("Two people died in Almaty on Sunday."), column("Three.")), changes), "a.pdf")


words = st.text(st.sampled_from("ab -­\ufffe.9•A\n"), min_size=1, max_size=12)
places = st.floats(0, 800, allow_nan=False)
lines = st.lists(st.builds(Line, words, places, places, places, places), max_size=12)


@settings(fuzzed, max_examples=EXAMPLES * 5)
@given(pages=st.lists(st.builds(Page, st.just(842.0), st.builds(tuple, lines)), max_size=5))
def test_every_stretch_of_a_page_is_in_the_text(pages: list[Page]) -> None:
    laid = laid_out(pages)
    ends = [0, *(each.end for each in laid.pages)]
    assert all(before <= each.start <= each.end <= len(laid.text) for before, each in zip(ends, laid.pages, strict=False))
    assert [each.page for each in laid.pages] == sorted({each.page for each in laid.pages})


@settings(fuzzed, max_examples=EXAMPLES * 5)
@given(text=st.text(st.sampled_from("User-agent:*Disallow/$#\n aré%2"), max_size=200), path=st.text(max_size=30))
def test_any_robots_are_read(text: str, path: str) -> None:
    assert read_robots(text, "reportedly").allows(f"http://a.example/{path}") in {True, False}


# --- what fuzzing found ----------------------------------------------------------------------------------------------


def test_a_feed_that_is_the_name_of_a_file_or_an_address_opens_nothing(tmp_path: Path) -> None:
    secret = tmp_path / "secret.rss"
    secret.write_bytes(FEED)
    assert feed_entries(FEED, "a.rss")
    for name in (str(secret), secret.as_uri(), "http://127.0.0.1:9/"):
        assert feed_entries(name.encode(), "a.rss") == []
        assert codes(name.encode(), "a.rss", type="application/rss+xml") == ["empty"]


def test_a_feed_with_references_to_no_character_is_read() -> None:
    raw = FEED.replace(b"Two.", b"Two&#xD800; died&#9999999;, said&#" + b"9" * 9000 + b"; he&#8217;s.")
    (entry,) = outcomes(raw, "a.rss")
    assert isinstance(entry, Received)
    assert entry.text == "Two\ufffd died\ufffd, said\ufffd he’s."


def test_what_came_with_a_report_can_be_written_down_too() -> None:
    (row,) = outcomes(b'{"text": "Two died.", "id": "\\ud800", "outlet": "a\\u0000", "title": "\\udfff"}\n', "a.jsonl")
    assert isinstance(row, Received)
    ready = well_formed(row)
    assert (ready.external_id, ready.outlet, ready.title) == ("\ufffd", "a\ufffd", "\ufffd")


def test_libraries_say_nothing_in_the_words_of_the_file(capfd: pytest.CaptureFixture[str]) -> None:
    raw = warc(("http://a.example/ \x1b[31m.txt", "text/plain", b"Two died."), packed=False)
    assert len(outcomes(raw.replace(b"\r\n\r\n\r\n", b"\x1b[2J\r\n\r\n"), "a.warc")) > 0
    assert len(outcomes(raw, "a.warc")) == 1
    assert capfd.readouterr() == ("", "")


def test_every_file_is_told_of() -> None:
    assert codes(b"Subject: x\nContent-Type: image/png\n\nx", "a.eml") == ["no-text"]
    assert codes(archive(("__MACOSX/a.txt", "x")), "a.zip") == ["empty"]


def test_a_member_that_is_not_what_was_packed_is_refused() -> None:
    raw = archive(("a.txt", "Two died in Almaty on Sunday, police said."))
    at = raw.index(b"PK\x01\x02") + 16  # the sum in the list of members
    assert codes(raw[:at] + b"\0\0\0\0" + raw[at + 4 :], "a.zip") == ["broken-file"]


@pytest.mark.parametrize(
    "asked", ["Sun, 09 Jan 99999999999999999999 10:00:00 GMT", "Sun, 09 Jan 2022 10:00:00 +99999999999999", "9" * 400, "-1"]
)
def test_a_wait_that_no_calendar_has_is_none(asked: str) -> None:
    assert _retry_after(Answer("http://a.example/", 429, headers={"retry-after": asked}), datetime(2022, 1, 9, tzinfo=UTC)) == timedelta(0)


@pytest.mark.parametrize(("day", "around"), [("0001-01-01", "0001-01-01"), ("9999-12-31", "9999-12-31")])
def test_the_days_around_the_ends_of_the_calendar(day: str, around: str) -> None:
    found = days_around(day)
    assert found is not None
    assert around in found
