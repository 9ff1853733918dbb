"""What people have, read: each kind of file gives its reports, with what is known of them."""

from __future__ import annotations

import gzip
import io
import json
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import openpyxl
import pyarrow
import pyarrow.parquet
import pytest
from tests.pdfs import column, pdf
from typer.testing import CliRunner
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from reportedly.cli.main import app
from reportedly.intake import readers
from reportedly.intake.credits import credited, find_credit
from reportedly.intake.formats.markdown import plain
from reportedly.intake.item import Item, Noted, Outcome, buffered
from reportedly.intake.metadata import metadata_of
from reportedly.intake.readers import Reader, choose, read
from reportedly.intake.received import Received
from reportedly.intake.refusal import CannotRead, Refused
from reportedly.intake.source import interpret, single
from reportedly.intake.stamps import iso_stamp
from reportedly.run.pipeline import read_received
from reportedly.run.taking_in import Given, take_in

SAID = "Police in Kazakhstan detained 3,811 people, the Interior Ministry said on Friday."
PAGE = f"""<!DOCTYPE html><html><head><title>Riots</title><link rel="canonical" href="https://wire.example/riots">
<meta property="og:site_name" content="Steppe Wire"><meta name="author" content="A. Writer">
<meta property="article:published_time" content="2022-01-09T10:30:00+06:00"></head><body><article><h1>Riots</h1><p>{SAID}</p>
<p>The ministry did not say how many of them were still held, and it gave no further details of the operation in the city.</p>
</article></body></html>"""


def outcomes(raw: bytes, name: str = "", **known: object) -> list[Outcome]:
    """What is read of bytes under a name."""
    return list(read(replace(Item(name or "file", buffered(raw), name), **known)))  # type: ignore[arg-type]


def reports(raw: bytes, name: str = "", **known: object) -> list[Received]:
    """The reports of bytes; nothing may have been refused."""
    found = outcomes(raw, name, **known)
    assert not [each for each in found if isinstance(each, Refused)]
    return [each for each in found if isinstance(each, Received)]


def codes(raw: bytes, name: str = "", **known: object) -> list[str]:
    """Why things were refused."""
    return [each.code for each in outcomes(raw, name, **known) if isinstance(each, Refused)]


def warc(*records: tuple[str, str, bytes], status: str = "200 OK", packed: bool = True) -> bytes:
    """A web archive: address, media type and bytes of each page."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=packed)
    for url, kind, body in records:
        headers = StatusAndHeaders(status, [("Content-Type", kind)], protocol="HTTP/1.1")
        said = {"WARC-Date": "2022-01-10T08:00:00Z", "WARC-Record-ID": "<urn:uuid:00000000-0000-0000-0000-000000000001>"}
        writer.write_record(writer.create_warc_record(url, "response", io.BytesIO(body), http_headers=headers, warc_headers_dict=said))
    return out.getvalue()


def archive(*members: tuple[str, bytes | str]) -> bytes:
    """A ZIP file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, body in members:
            packed.writestr(name, body)
    return out.getvalue()


# --- which reader ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("raw", "name", "reader"),
    [
        (b"Two died.", "a.txt", "text"),
        (b"Two died.", "page.html", "text"),
        (PAGE.encode(), "a.txt", "HTML"),
        (b"<div>Two died.</div>", "README.md", "Markdown"),
        (b"%PDF-1.4", "a.txt", "PDF"),
        (b"PK\x03\x04", "a.xlsx", "Excel"),
        (b"PK\x03\x04", "a.wacz", "ZIP and WACZ"),
        (b"{}", "a.jsonl", "JSONL"),
        (b"a,b", "a.CSV", "CSV"),
        (b"\xef\xbb\xbf<?xml version='1.0'?>\n<!-- x -->\n<rss version='2.0'>", "a.xml", "RSS and Atom"),
        (b"<feed xmlns='http://www.w3.org/2005/Atom'>", "", "RSS and Atom"),
        (b"<?xml version='1.0'?><urlset>", "sitemap.xml", "sitemap"),
        (b"# ours\nhttps://a.example/1\nhttps://a.example/2\n", "a.txt", "list of addresses"),
        (b"https://a.example/1 says so", "a.txt", "text"),
        (b"WARC/1.0\r\n", "", "WARC"),
        (b"\x1f\x8b\x08", "a.warc.gz", "gzip"),
        (b"From: a@b.example", "a.eml", "e-mail"),
        (b"From a Sun", "a.mbox", "mailbox"),
    ],
)
def test_what_a_thing_is_its_content_says_before_its_name(raw: bytes, name: str, reader: str) -> None:
    assert choose(Item(name, buffered(raw), name)).name == reader


def test_xml_of_another_kind_is_refused() -> None:
    assert codes(b"<?xml version='1.0'?><invoice/>", "a.xml") == ["unknown-xml"]


# --- text, pages, Markdown -------------------------------------------------------------------------------------------


def test_a_page_says_what_it_is_with_its_words() -> None:
    (page,) = reports(PAGE.encode(), url="https://www.wire.example/riots?from=feed")
    assert (page.outlet, page.author, page.published) == ("Steppe Wire", "A. Writer", "2022-01-09T10:30:00+06:00")
    assert page.url == "https://wire.example/riots"
    (said,) = [each for each in page.stated if each.field == "published"]
    assert (said.where, said.words) == ("meta article:published_time", "2022-01-09T10:30:00+06:00")
    assert read_received(page).report.stated == page.stated


def test_a_page_cannot_pose_as_that_of_another_site() -> None:
    (page,) = reports(PAGE.encode(), url="https://impostor.example/riots")
    assert page.url == "https://impostor.example/riots"


@pytest.mark.parametrize(
    ("head", "published"),
    [
        ('<script type="application/ld+json">{"@graph":[{"@type":"NewsArticle","datePublished":"2022-01-09T10:00:00Z"}]}</script>',
         "2022-01-09T10:00:00+00:00"),
        ('<meta name="DC.date" content="2022-01-09"><meta property="og:published_time" content="2022-01-09T08:00:00Z">',
         "2022-01-09T08:00:00+00:00"),
        ('<meta property="article:published_time" content="soon">', None),
        ('<script type="application/ld+json">' + "[" * 50_000 + "</script>", None),
    ],
)  # fmt: skip
def test_the_hour_of_publication_is_kept(head: str, published: str | None) -> None:
    assert metadata_of(f"<html><head>{head}</head><body><p>x</p></body></html>").first("published") == published


@pytest.mark.parametrize(
    ("charset", "raw"), [("windows-1251", "Погибли 12 человек".encode("windows-1251")), ("utf-8", "Погибли 12 человек".encode())]
)
def test_the_encoding_that_was_sent_is_believed_where_it_fits(charset: str, raw: bytes) -> None:
    assert reports(raw, charset=charset)[0].text == "Погибли 12 человек"


def test_an_encoding_that_unpacks_is_none() -> None:
    assert reports(b"Two died.", charset="zlib_codec")[0].text == "Two died."


@pytest.mark.parametrize(
    ("marked", "words"),
    [
        ("**12 people** were _killed_ in [Almaty](http://a.example/x_(y)).", "12 people were killed in Almaty."),
        ("# Riots #\n\n- At least 40\n* and `5`\n> said", "Riots\n\nAt least 40\nand 5\nsaid"),
        ("2 * 3 and 4 * 5, snake_case_name", "2 * 3 and 4 * 5, snake_case_name"),
        ("1. one\n\n---\n\\*not\\*", "1. one\n\n\n*not*"),
        ("![map](m.png)<!-- hidden -->", "map"),
    ],
)
def test_markdown_loses_its_marks_and_no_word(marked: str, words: str) -> None:
    assert plain(marked) == words


def test_the_head_of_markdown_tells_of_it() -> None:
    (report,) = reports(b"---\ntitle: Riots\ndate: 2022-01-09T10:00:00+06:00\noutlet: Steppe Wire\n---\n# x\n\nTwo died.\n", "a.md")
    assert (report.title, report.outlet, report.published) == ("Riots", "Steppe Wire", "2022-01-09T10:00:00+06:00")
    assert report.text == "x\n\nTwo died.\n"


# --- PDF -------------------------------------------------------------------------------------------------------------

HEADER = (70.0, 40.0, "Unrest | Situation Report No. 5")
SITREP = [
    [
        HEADER,
        (520, 800, "Page 1 of 3"),
        *column(
            "9 January 2022",
            "",
            "At least 164 people were killed in Kazakhstan, includ-",
            "ing 103 in Almaty, the ministry said in its state-",
            "ment on Sunday. Most of those who died were hurt in a two-",
            "day battle for the seat of the government of the city, and the",
        ),
    ],
    [
        HEADER,
        (520, 800, "Page 2 of 3"),
        *column(
            "count may rise. More than 400 vehicles were destroyed.",
            "",
            "- 2,265 people were injured.",
            "- About 5,800 were detained.",
        ),
    ],
    [HEADER, (520, 800, "Page 3 of 3"), *column("Nobody was hurt in Aktau.")],
]
LOCKED = b"/Encrypt << /Filter /Standard /V 1 /R 2 /O (" + b"a" * 32 + b") /U (" + b"b" * 32 + b") /P -4 >> /ID [<00><00>]"


def test_a_pdf_has_whole_sentences_and_its_pages() -> None:
    (report,) = reports(pdf(*SITREP), "a.pdf")
    sentences = (
        "At least 164 people were killed in Kazakhstan, including 103 in Almaty, the ministry said in its statement on Sunday.",
        "Most of those who died were hurt in a two-day battle for the seat of the government of the city, and the count may rise.",
        "More than 400 vehicles were destroyed.",
    )
    paragraphs = ("Unrest | Situation Report No. 5", "9 January 2022", " ".join(sentences))
    lists = ("- 2,265 people were injured.", "- About 5,800 were detained.", "Nobody was hurt in Aktau.")
    assert report.text.split("\n\n") == [*paragraphs, *lists]
    stretches = [report.text[each.start : each.end] for each in report.pages]
    assert [each.page for each in report.pages] == [1, 2, 3]
    assert [each.split()[0] for each in stretches] == ["Unrest", "count", "Nobody"]
    assert stretches[0].endswith("of the city, and the")
    assert "page-furniture" in [issue.code for issue in report.issues]


def test_the_pages_of_a_pdf_are_in_its_record() -> None:
    record = read_received(reports(pdf(*SITREP), "a.pdf")[0])
    figure = next(each for each in record.figures if each.number == 2265)
    (page,) = [each.page for each in record.report.pages if each.start <= figure.evidence.start < each.end]
    assert page == 2
    assert (record.report.published, record.report.published_basis) == ("2022-01-09", "first line")


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (pdf([]), "scanned"),
        (b"%PDF-1.4\nnonsense", "broken-file"),
        (pdf(*SITREP, extra=LOCKED), "encrypted"),
    ],
    ids=["scanned", "broken", "encrypted"],
)  # fmt: skip
def test_a_pdf_without_words_for_us_is_refused_with_advice(raw: bytes, code: str) -> None:
    assert codes(raw, "a.pdf") == [code]


# --- tables ----------------------------------------------------------------------------------------------------------


def test_a_table_is_read_by_the_names_of_its_columns_and_says_so() -> None:
    raw = b'Headline;Body;Source;Date\nOne;"Two died.\nThree were hurt.";Wire;9 January 2022\nTwo;;Wire;\n'
    noted, report, refused = outcomes(raw, "a.csv")
    assert isinstance(noted, Noted)
    assert "text=Body, published=Date, outlet=Source, title=Headline" in noted.message
    assert isinstance(report, Received)
    assert (report.text, report.outlet, report.published) == ("Two died.\nThree were hurt.", "Wire", "2022-01-09")
    assert isinstance(refused, Refused)
    assert refused.code == "no-text"


def test_columns_can_be_said() -> None:
    assert reports(b"a,b\nTwo died.,x\n", "a.csv", columns={"text": "a"})[0].text == "Two died."
    assert codes(b"a,b\nTwo died.,x\n", "a.csv") == ["no-text-column"]
    assert codes(b"a,b\nTwo died.,x\n", "a.csv", columns={"text": "c"}) == ["no-such-column"]


def test_a_cell_in_another_encoding_is_read_and_said_so() -> None:
    (report,) = reports(b"text\nBeyo\xf0lu was quiet.\n", "a.csv")
    assert [issue.code for issue in report.issues] == ["not-utf-8"]


def test_parquet_and_excel_are_tables_too() -> None:
    out = io.BytesIO()
    pyarrow.parquet.write_table(pyarrow.table({"body": ["Two died.", None], "date": ["2022-01-09", None]}), out)
    _, report, refused = outcomes(out.getvalue(), "a.parquet")
    assert isinstance(report, Received)
    assert (report.text, report.published) == ("Two died.", "2022-01-09")
    assert isinstance(refused, Refused)
    book = openpyxl.Workbook()
    book.active.append(["text", "published"])
    book.active.append(["Two died.", "2022-01-09"])
    out = io.BytesIO()
    book.save(out)
    assert reports(out.getvalue(), "a.xlsx")[0].published == "2022-01-09"


def test_a_missing_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    (refused,) = outcomes(b"PAR1 and more", "a.parquet")
    assert isinstance(refused, Refused)
    assert refused.code == "extra-missing"
    assert 'pip install "reportedly[tables]"' in refused.message


@pytest.mark.parametrize(
    ("words", "stamp"),
    [
        ("2022-01-09", "2022-01-09"),
        ("2022-01-09T10:00:00Z", "2022-01-09T10:00:00+00:00"),
        ("Sun, 09 Jan 2022 10:00:00 +0600", "2022-01-09T10:00:00+06:00"),
        ("20220109", "2022-01-09"),
        ("January 9th, 2022", "2022-01-09"),
        ("9 Jan. 2022", "2022-01-09"),
        ("1/9/2022", None),
        ("2022-02-30", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_a_date_that_could_be_two_is_none(words: str, stamp: str | None) -> None:
    assert iso_stamp(words) == stamp


# --- feeds, archives, mail -------------------------------------------------------------------------------------------


def test_a_feed_gives_its_entries() -> None:
    raw = b"""<?xml version="1.0"?><rss version="2.0"><channel><title>Steppe Wire</title>
    <item><title>Riots &amp; more</title><link>https://wire.example/1</link><pubDate>Sun, 09 Jan 2022 10:30:00 +0600</pubDate>
    <description>&lt;p&gt;Two &lt;b&gt;died&lt;/b&gt;.&lt;/p&gt;&lt;p&gt;Three were hurt.&lt;/p&gt;
    &lt;script&gt;x()&lt;/script&gt;</description></item></channel></rss>"""
    (entry,) = reports(raw, "a.rss")
    assert (entry.text, entry.title, entry.outlet) == ("Two died.\n\nThree were hurt.", "Riots & more", "Steppe Wire")
    assert (entry.published, entry.url) == ("2022-01-09T10:30:00+06:00", "https://wire.example/1")
    assert [issue.code for issue in entry.issues] == ["feed-summary"]


def test_a_web_archive_gives_its_pages_with_the_date_of_the_record() -> None:
    raw = warc(("https://wire.example/riots", "text/html", PAGE.encode()), ("https://wire.example/i.png", "image/png", b"\x89PNG"))
    page, noted = outcomes(raw, "a.warc.gz")
    assert isinstance(page, Received)
    assert (page.retrieved, page.published) == ("2022-01-10T08:00:00+00:00", "2022-01-09T10:30:00+06:00")
    assert isinstance(noted, Noted)
    assert "1 image/png" in noted.message
    packed = archive(("datapackage.json", "{}"), ("archive/data.warc.gz", raw), ("pages/pages.jsonl", "{}"))
    assert [each.url for each in reports(packed, "a.wacz")] == ["https://wire.example/riots"]


def test_a_web_archive_that_ends_too_early_gives_what_there_is_and_says_so() -> None:
    raw = warc(("https://wire.example/a.txt", "text/plain", b"Two died.\n" * 50), packed=False)
    found = outcomes(raw[:-300], "a.warc")
    assert [each.code for each in found if isinstance(each, Refused)] == ["truncated"]


def test_a_message_gives_its_own_words_and_its_attachments() -> None:
    raw = (
        b"From: A. Person <press@ministry.example>\nSubject: =?utf-8?q?Update?=\nDate: Sun, 09 Jan 2022 10:00:00 +0600\nMessage-ID: <1@x>\n"
        b"MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=B\n\n--B\nContent-Type: text/plain\n\nTwo died.\n\nOn Sat, B wrote:\n"
        b"> One died.\n--B\nContent-Type: text/csv\nContent-Disposition: attachment; filename=t.csv\n\ntext\nFour died.\n--B--\n"
    )
    message, attached = reports(raw, "a.eml")
    assert (message.text.strip(), message.title, message.outlet) == ("Two died.", "Update", "ministry.example")
    assert (message.published, message.external_id) == ("2022-01-09T10:00:00+06:00", "<1@x>")
    assert "Person" not in json.dumps([each.words for each in message.stated])
    assert attached.text == "Four died."
    assert single(Item("a.eml", buffered(b"Subject: x\n\nTwo died."), "a.eml")).text == "Two died."


def test_a_mailbox_gives_its_messages() -> None:
    raw = b"From a\nSubject: one\n\nTwo died.\n>From there on.\n\nFrom b\nSubject: two\n\nThree died.\n"
    assert [each.text.strip() for each in reports(raw, "a.mbox")] == ["Two died.\nFrom there on.", "Three died."]
    assert codes(b"no mailbox", "a.mbox") == ["not-mail"]


def test_an_archive_gives_what_is_in_it() -> None:
    raw = archive(("b.txt", "Two died."), ("a/c.jsonl.gz", gzip.compress(b'{"text": "Three died."}')), ("__MACOSX/x", "x"), ("e.txt", ""))
    assert [each.text for each in outcomes(raw, "a.zip") if isinstance(each, Received)] == ["Three died.", "Two died."]
    assert codes(raw, "a.zip") == ["empty"]


def test_one_report_is_asked_for_and_many_are_found() -> None:
    with pytest.raises(CannotRead, match="reportedly add"):
        single(Item("a.jsonl", buffered(b'{"text": "a"}\n{"text": "b"}'), "a.jsonl"))
    with pytest.raises(CannotRead, match="it is broken"):
        interpret(b"%PDF-1.7 \xe2\xe3\xcf\xd3")


# --- folders and the like --------------------------------------------------------------------------------------------


def test_nothing_is_passed_over_in_silence(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "a.txt").write_text("Two died.")
    (tmp_path / "full" / "b.xyz").write_text("Two died.")
    (tmp_path / "full" / "out.txt").symlink_to(tmp_path / "secret.txt")
    (tmp_path / "secret.txt").write_text("secret")
    (tmp_path / "nothing.txt").touch()
    notes: list[Noted] = []
    found = list(take_in([tmp_path / "empty", tmp_path / "full", tmp_path / "nothing.txt", "/dev/null"], tell=notes.append))
    assert [each.code for each in found if isinstance(each, Refused)] == ["empty", "link", "empty", "not-a-file"]
    assert [each.text for each in found if isinstance(each, Received)] == ["Two died."]
    assert "1 with .xyz" in notes[0].message


def test_what_the_user_says_goes_before_what_a_page_says_and_fills_gaps_of_rows(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(PAGE)
    (tmp_path / "b.jsonl").write_text('{"text": "Two died.", "published": "2022-01-07"}\n')
    found = [each for each in take_in([tmp_path], Given("2022-02-02", "Given")) if isinstance(each, Received)]
    assert [(each.published, each.published_basis, each.outlet) for each in found] == [
        ("2022-02-02", "argument", "Given"),
        ("2022-01-07", "argument", "Given"),
    ]


def test_a_list_within_an_archive_is_not_followed() -> None:
    def fetch(url: str) -> Item:
        raise AssertionError(url)

    assert codes(archive(("a.urls", "http://a.example/")), "a.zip", fetch=fetch) == ["not-followed"]


def test_a_list_of_addresses_is_fetched() -> None:
    def fetch(url: str) -> Item:
        if url.endswith("2"):
            raise CannotRead("a", "b", "c", "http-404")
        return Item(url, buffered(PAGE.encode()), url=url)

    found = outcomes(b"# ours\nhttps://wire.example/1\nhttps://wire.example/2\n", "a.txt", fetch=fetch)
    assert [getattr(each, "code", "report") for each in found] == ["list", "report", "http-404"]


# --- credits ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "agency", "words"),
    [
        ("LONDON, Jan 9 (Reuters) - Two died.", "Reuters", "(Reuters)"),
        ("(TASS) - Two died.", "TASS", "(TASS)"),
        ("MOSCOW, January 9. /TASS/. Two died.", "TASS", "/TASS/"),
        ("ALMATY, Kazakhstan (AP) — Two died.", "Associated Press", "(AP)"),
        ("Riots\n\nBy A. Writer, Associated Press\n\nTwo died.", "Associated Press", "Associated Press"),
        ("Two died.\n\nSource: Xinhua", "Xinhua", "Source: Xinhua"),
        ("Two died. (AFP)", "Agence France-Presse", "(AFP)"),
    ],
)
def test_a_credit_line_is_the_first_link_of_the_chain(text: str, agency: str, words: str) -> None:
    credit = find_credit(text)
    assert credit is not None
    assert (credit.agency, credit.evidence.quote) == (agency, words)
    assert credit.evidence.holds_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "The agency Reuters (Reuters) said two died.",
        "Two died, TASS said.",
        "NUR-SULTAN (Steppe Wire) - Two died.",
        "He told the (AP) desk - no.",
        "",
    ],
)
def test_other_mentions_of_an_agency_are_no_credit(text: str) -> None:
    assert find_credit(text) is None


def test_an_agency_needs_no_credit_for_its_own_report() -> None:
    assert credited(Received("LONDON (Reuters) - Two died.", outlet="Reuters")).credit is None
    record = read_received(Received("LONDON, Jan 9 (Reuters) - Two people died in Almaty.", outlet="Steppe Wire"))
    assert record.report.credit is not None
    assert record.report.credit.agency == "Reuters"


# --- readers of others -----------------------------------------------------------------------------------------------


def test_another_package_adds_a_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    """The worked example of docs/input.md: its entry point is found where it is installed, and its reader is asked."""
    monkeypatch.syspath_prepend(str(Path(__file__).parent.parent / "examples" / "reader-plugin"))
    readers.readers.cache_clear()
    try:
        (found,) = [reader for reader in readers.readers() if reader.origin != "reportedly"]
        assert isinstance(found, Reader)
        (report,) = reports(b"NNNN 090422\nTWO DIED IN AKTAU.\n", "a.telex")
        assert report.text == "TWO DIED IN AKTAU.\n"
        listed = CliRunner().invoke(app, ["formats"]).output
        assert "telex: .telex" in listed
        assert "reportedly_telex" in listed
    finally:
        readers.readers.cache_clear()


def test_the_table_of_formats_is_in_the_documents() -> None:
    page = (Path(__file__).parent.parent / "docs" / "input.md").read_text(encoding="utf-8")
    for reader in readers.READERS:
        assert f"| {reader.name} |" in page
        assert all(suffix in page for suffix in reader.suffixes)
    listed = json.loads(CliRunner().invoke(app, ["formats", "--json"]).output)
    assert [each["name"] for each in listed["read"]] == [reader.name for reader in readers.READERS]
