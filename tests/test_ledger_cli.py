"""The commands that keep a ledger, as a user types them."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from tests.ledger_notation import records
from typer.testing import CliRunner, Result

from reportedly.cli.main import app
from reportedly.run.ledger import LedgerFile, settle
from reportedly.store.database import writing

REPORTS = [
    {
        "id": "r1",
        "published": "2022-01-07",
        "outlet": "Steppe Wire",
        "text": "Police in Kazakhstan detained 3,811 people during the riots in Kazakhstan, the Interior Ministry said on Friday.",
    },
    {
        "id": "r2",
        "published": "2022-01-08",
        "outlet": "Almaty Evening",
        "text": "Police in Kazakhstan detained 4,266 people during the riots in Kazakhstan, the Interior Ministry said on Saturday.",
    },
]


def run(*arguments: str | Path) -> Result:
    """What a command does."""
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


@pytest.fixture(scope="module")
def crisis(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of two reports."""
    folder = tmp_path_factory.mktemp("crisis")
    listing = folder / "reports.jsonl"
    listing.write_text("\n".join(json.dumps(report) for report in REPORTS), encoding="utf-8")
    result = run("add", listing, "--ledger", folder / "crisis.sqlite")
    assert result.exit_code == 0, result.output
    assert "2 new reports" in result.output
    return folder / "crisis.sqlite"


def test_adding_again_changes_nothing(crisis: Path) -> None:
    before = run("ledger", "--json", "--ledger", crisis).output
    result = run("add", crisis.parent, "--ledger", crisis)
    assert "0 new reports" in result.output
    assert "2 known already" in result.output
    assert run("ledger", "--json", "--ledger", crisis).output == before


def test_figures_are_listed(crisis: Path) -> None:
    result = run("figures", "--measure", "detained", "--ledger", crisis)
    assert "3,811 people detained" in result.output
    assert "Interior Ministry (Almaty Evening)  raises" in result.output
    table = list(csv.DictReader(io.StringIO(run("figures", "--measure", "detained", "--csv", "--ledger", crisis).output)))
    assert [row["number"] for row in table] == ["3811", "4266"]
    assert [row["stands"] for row in table] == ["False", "True"]
    entries = json.loads(run("figures", "--as-of", "2022-01-07", "--json", "--ledger", crisis).output)
    assert [entry["figure"]["number"] for entry in entries] == [3811]


def test_a_table_holds_no_formula(tmp_path: Path) -> None:
    path = tmp_path / "hostile.sqlite"
    with LedgerFile(path, create=True) as file:
        for record in records("2022-01-07 =HYPERLINK(1)\n  - | 12 people killed | Kazakhstan"):
            file.keep(record, "2022-02-01T12:00:00+00:00")
        with writing(file.engine) as connection:
            settle(connection)
    for command in (("figures",), ("search", "killed")):
        (row,) = csv.DictReader(io.StringIO(run(*command, "--csv", "--ledger", path).stdout))
        assert row["outlet"] == "'=HYPERLINK(1)"


def test_the_ledger_shows_what_stands(crisis: Path) -> None:
    assert "4,266 people detained" in run("ledger", "--ledger", crisis).output
    assert "3,811 people detained" in run("ledger", "--as-of", "2022-01-07", "--ledger", crisis).output
    found = json.loads(run("ledger", "--json", "--ledger", crisis).output)
    (series,) = found["situations"][0]["series"]
    assert [entry["report"] for entry in series["entries"]] == ["r1", "r2"]
    assert series["position"]["best"] == 4266


def test_changes_explain_and_review_answer(crisis: Path) -> None:
    assert "raises" in run("changes", "--since", "2022-01-08", "--ledger", crisis).output
    figure = json.loads(run("figures", "--json", "--ledger", crisis).output)[0]["figure"]["id"]
    explained = run("explain", figure, "--ledger", crisis).output
    assert "the first figure of its series" in explained
    assert "does not count: replaced by" in explained
    assert run("review", "--ledger", crisis).exit_code == 0


def test_a_person_decides_and_takes_it_back(crisis: Path) -> None:
    before = run("ledger", "--json", "--ledger", crisis).output
    figure = json.loads(run("figures", "--json", "--ledger", crisis).output)[1]["figure"]["id"]
    decided = run("decide", "reject", figure, "--by", "A. Reader", "--why", "another crisis", "--ledger", crisis)
    assert decided.exit_code == 0, decided.output
    assert "3,811 people detained" in run("ledger", "--ledger", crisis).output
    assert "A. Reader decided to reject" in run("explain", figure, "--ledger", crisis).output
    assert run("undo", decided.output.strip(), "--by", "A. Reader", "--why", "no", "--ledger", crisis).exit_code == 0
    assert run("ledger", "--json", "--ledger", crisis).output == before


def test_verify_reads_all_of_it_again(crisis: Path) -> None:
    result = run("verify", "--ledger", crisis)
    assert result.exit_code == 0
    assert "in 2 reports stand where they should" in result.output


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("figures", "--ledger", "nowhere.sqlite"), 1, "make one with: reportedly add"),
        (("add", "nowhere.txt"), 2, "there is no such file"),
        (("figures", "--as-of", "soon"), 2, "ISO 8601"),
        (("ledger", "--policy", "best"), 2, "range, conservative, estimates, ranked"),
        (("ledger", "--policy", "ranked"), 2, "--rank"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(arguments: tuple[str, ...], code: int, said: str) -> None:
    result = run(*arguments)
    assert result.exit_code == code
    assert said in result.output


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("decide", "reject", "f-000000000000"), "list them with: reportedly figures"),
        (("decide", "praise", "f-000000000000"), "accept, reject, correct"),
        (("undo", "d-000000000000"), "none of that id"),
    ],
)
def test_what_cannot_be_decided_is_said_in_a_sentence(crisis: Path, arguments: tuple[str, ...], said: str) -> None:
    result = run(*arguments, "--by", "A. Reader", "--why", "so", "--ledger", crisis)
    assert result.exit_code == 1
    assert said in result.output


def test_one_bad_line_never_stops_a_run(tmp_path: Path) -> None:
    lines = [
        '{"text": "Police detained 12 people in Almaty."}',
        "no json",
        '{"title": "no text"}',
        '{"text": "\\ud800 Two died.", "published": "soon"}',
    ]
    (tmp_path / "feed.jsonl").write_text("\n".join(lines), encoding="utf-8")
    (tmp_path / "page.txt").write_bytes(b"\x00\x01\xff" * 9)
    result = run("add", tmp_path, "--ledger", tmp_path / "crisis.sqlite")
    assert result.exit_code == 0, result.output
    assert "2 new reports" in result.output
    for said in ("feed.jsonl:2", "feed.jsonl:3", "a binary file was found", "ISO 8601 date of publication"):
        assert said in result.output
    assert run("verify", "--ledger", tmp_path / "crisis.sqlite").exit_code == 0


def test_a_report_that_breaks_a_step_is_kept_with_its_issue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError("by a test")

    monkeypatch.setattr("reportedly.run.pipeline._extract", fail)
    (tmp_path / "report.txt").write_text("Police detained 12 people in Almaty on Friday, and released them.")
    result = run("add", tmp_path / "report.txt", "--ledger", tmp_path / "crisis.sqlite")
    assert result.exit_code == 0, result.output
    assert "1 new report with 0 figures" in result.output
    assert "ZeroDivisionError" in result.output
