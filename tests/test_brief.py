"""The brief: every number leads to its words, nothing of a report is obeyed, and the same ledger gives the same bytes."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pypdfium2
import pytest
from tests.test_desk import attacked, browser, kazakhstan, the_situation  # noqa: F401 - fixtures
from typer.testing import CliRunner

from reportedly.cli.main import app
from reportedly.ontology.load import load
from reportedly.present.brief.contents import Brief
from reportedly.present.brief.markdown import as_markdown, plain
from reportedly.present.brief.page import as_html
from reportedly.present.brief.words import neutral, say_moment, say_range, say_subject
from reportedly.run import printing
from reportedly.run.brief import brief
from reportedly.run.ledger import LedgerFile
from reportedly.run.views import Asked, ledger

DOCS = Path(__file__).parent.parent / "docs"
COMMANDS = CliRunner()


@pytest.fixture(scope="module")
def made(kazakhstan: Path) -> Brief:  # noqa: F811 - a fixture
    """The brief of the example."""
    with LedgerFile(kazakhstan) as file:
        return brief(file)


def of_words(text: str) -> str:
    """Markdown or HTML without what stands in quotation marks."""
    return re.sub(r"“[^”]*”|<q>.*?</q>", "", re.sub(r'aria-label="[^"]*"', "", text), flags=re.DOTALL)


class Seen(HTMLParser):
    """Tags, ids and addresses of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.ids: list[str] = []
        self.addresses: list[str] = []
        self.handlers: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        for name, value in attrs:
            self.ids += [value or ""] if name == "id" else []
            self.addresses += [value or ""] if name in ("href", "src", "action", "xlink:href") else []
            self.handlers += [name] if name.startswith("on") else []


def test_the_example_is_what_the_program_prints(made: Brief) -> None:
    assert as_markdown(made) == (DOCS / "brief-example.md").read_text(encoding="utf-8")


def test_the_command_prints_the_same_each_time(kazakhstan: Path, made: Brief) -> None:  # noqa: F811 - a fixture
    for kind, text in (("markdown", as_markdown(made)), ("html", as_html(made))):
        said = COMMANDS.invoke(app, ["brief", "Kazakhstan", "--ledger", str(kazakhstan), "--format", kind])
        assert said.exit_code == 0, said.output
        assert said.stdout_bytes.decode() == text


def test_changes_are_told_since_a_moment(kazakhstan: Path) -> None:  # noqa: F811 - a fixture
    with LedgerFile(kazakhstan) as file:
        text = as_markdown(brief(file, None, Asked(since="2022-01-10", as_of="2022-01-10")))
    assert "no figure of people killed in Kazakhstan stands: all that was said was taken back or denied" in text
    assert "- Raised: people detained in Kazakhstan: from about 5,800 to 7,939 — Interior Ministry (in Almaty Evening)" in text
    assert "- Taken back: 164 people killed in Kazakhstan — Health Ministry of Kazakhstan (in Steppe Wire)" in text
    assert "230" not in text


def test_footnotes_lead_both_ways(made: Brief) -> None:
    seen = Seen(as_html(made))
    assert len(seen.ids) == len(set(seen.ids))
    within = {each[1:] for each in seen.addresses if each.startswith("#")}
    assert within <= set(seen.ids)
    assert {each for each in seen.ids if each.startswith(("ref-", "note-"))} <= within
    text = as_markdown(made)
    called, told = set(re.findall(r"\[\^(\d+)\](?!:)", text)), re.findall(r"^\[\^(\d+)\]:", text, re.MULTILINE)
    assert told == [str(number) for number in range(1, len(made.notes) + 1)]
    assert called == set(told)


def test_every_footnote_quotes_the_ledger(made: Brief, kazakhstan: Path) -> None:  # noqa: F811 - a fixture
    known = {each.figure.id: each for series in the_situation(kazakhstan).series for each in series.entries}
    for note in made.notes:
        assert note.quote == " ".join(known[note.figure].figure.evidence.quote.split())


def test_a_page_stands_alone(made: Brief) -> None:
    text = as_html(made)
    seen = Seen(text)
    assert not seen.tags & {"script", "link", "img", "iframe", "object", "embed", "base", "form"}
    assert all(each.startswith("#") for each in seen.addresses)
    assert "url(" not in text
    assert "@import" not in text
    assert "://" not in text.replace("http://www.w3.org/2000/svg", "")


def test_labels_stand_in_quotation_marks_alone(made: Brief) -> None:
    labels = re.compile(rf"\b({'|'.join(load('labels')['labels'])})s?\b", re.IGNORECASE)
    assert labels.search(as_markdown(made))  # there are some to keep in
    assert not labels.search(of_words(as_markdown(made)))
    assert not labels.search(re.sub(r"<[^>]*>", " ", of_words(as_html(made))))


def test_a_label_of_a_name_gets_quotation_marks() -> None:
    assert neutral("Rebels of the north") == "“Rebels” of the north"
    assert neutral("said “bandits” and terrorists") == "said “bandits” and “terrorists”"


def test_a_hostile_ledger_is_text(attacked: Path) -> None:  # noqa: F811 - a fixture
    with LedgerFile(attacked) as file:
        for found in ledger(file).situations:
            made = brief(file, found.id)
            text, page = as_markdown(made), as_html(made)
            seen = Seen(page)
            assert not seen.handlers
            assert not seen.tags & {"script", "img", "iframe", "object", "embed", "base", "form", "animate", "foreignobject"}
            assert all(each.startswith("#") for each in seen.addresses)
            assert "<" not in text
            assert not re.search(r"(?<!\\)\[(?!\^\d+\])", text)
            assert not re.search(r"https?:|javascript:|\u202e|\x1b", text)
            assert len(text) + len(page) < 1_500_000


@pytest.mark.parametrize(
    ("hostile", "shown"),
    [
        ("[a](http://b.example)", r"\[a\](http&#58;//b.example)"),
        ("![x](y)", r"!\[x\](y)"),
        ("<b>&amp;", "&#60;b&#62;&#38;amp;"),
        ("a | b `c` *d* _e_", r"a &#124; b \`c\` \*d\* \_e\_"),
        ("# head\n\nline", r"\# head line"),
        ("1. item", r"1\. item"),
        ("0.1.0", "0.1.0"),
        ("www.x.example", "www&#46;x.example"),
        ("a\u202eb", r"a\u202eb".replace("\\", r"\\")),
    ],
)
def test_markdown_shows_and_does_not_obey(hostile: str, shown: str) -> None:
    assert plain(hostile) == shown


def test_bounds_and_moments_are_words() -> None:
    assert say_range(5135, 5800) == "between 5,135 and 5,800"
    assert say_range(164, None) == "at least 164"
    assert say_range(None, 9) == "at most 9"
    assert say_subject("police vehicle") == "police vehicles"
    assert say_subject("police vehicle", one=True) == "police vehicle"
    assert say_subject("security") == "security personnel"
    assert say_moment("2022-03-15T12:00:00+06:00") == "15 March 2022, 12:00 (+06:00)"


def test_what_there_is_is_listed_where_nothing_is_as_asked(kazakhstan: Path, attacked: Path) -> None:  # noqa: F811 - fixtures
    said = COMMANDS.invoke(app, ["brief", "Lisbon", "--ledger", str(kazakhstan)])
    assert said.exit_code == 1
    assert f"there are {the_situation(kazakhstan).id} (Kazakhstan, January 2022, killing)" in said.stderr
    assert "by then" in COMMANDS.invoke(app, ["brief", "--as-of", "2021-01-01", "--ledger", str(kazakhstan)]).stderr
    assert COMMANDS.invoke(app, ["brief", "--format", "docx", "--ledger", str(kazakhstan)]).exit_code == 2


def test_a_file_is_not_written_over(kazakhstan: Path, tmp_path: Path) -> None:  # noqa: F811 - a fixture
    path = tmp_path / "brief.md"
    path.write_text("mine")
    assert COMMANDS.invoke(app, ["brief", "--ledger", str(kazakhstan), "--out", str(path)]).exit_code == 2
    assert path.read_text() == "mine"
    assert COMMANDS.invoke(app, ["brief", "--ledger", str(kazakhstan), "--out", str(path), "--force"]).exit_code == 0
    assert path.read_text().startswith("# Kazakhstan")


def test_without_a_browser_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch, kazakhstan: Path) -> None:  # noqa: F811 - a fixture
    monkeypatch.setenv("CHROMIUM", "/nowhere/chromium")
    said = COMMANDS.invoke(app, ["brief", "--ledger", str(kazakhstan), "--format", "pdf"])
    assert said.exit_code == 1
    assert "apt install chromium" in said.stderr


@pytest.mark.skipif(printing.browser() is None, reason="no Chromium was found; name one with CHROMIUM=/path/to/chromium")
def test_paper_has_pages_and_the_key_figure(made: Brief) -> None:
    document = pypdfium2.PdfDocument(printing.printed(as_html(made)))
    assert len(document) > 1
    assert "230 people killed in Kazakhstan" in document[0].get_textpage().get_text_range()


def test_the_desk_shows_and_hands_it_out(kazakhstan: Path, made: Brief) -> None:  # noqa: F811 - a fixture
    path = f"/brief/{made.making.situation}"
    with browser(kazakhstan) as client:
        assert client.get(f"{path}.md").text == as_markdown(made)
        assert client.get(f"{path}.html").text == as_html(made)
        assert client.get(f"{path}.html").headers["content-disposition"].startswith("attachment")
        text = client.get(f"{path}?as_of=2022-01-10&since=2022-01-09").text
    assert "no figure of people killed in Kazakhstan stands" in text
    assert f"{path}.pdf?since=2022-01-09&amp;as_of=2022-01-10" in text
