"""The search, as a user types it."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from tests.ledger_notation import records
from tests.test_ledger_cli import run
from tests.test_reconcile_ledger import CRISIS

from reportedly.model.search import Facet
from reportedly.present.search_lines import facet_lines
from reportedly.run.ledger import LedgerFile, settle
from reportedly.store.database import writing


@pytest.fixture(scope="module")
def crisis(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of a made-up crisis."""
    path = tmp_path_factory.mktemp("search") / "crisis.sqlite"
    with LedgerFile(path, create=True) as file:
        for record in records(CRISIS):
            file.keep(record, "2022-02-01T12:00:00+00:00")
        with writing(file.engine) as connection:
            settle(connection)
    return path


def test_words_find_figures_and_say_by_what_they_can_be_divided(crisis: Path) -> None:
    result = run("search", "detained", "--ledger", crisis)
    assert result.exit_code == 0, result.output
    assert "9,900 people detained" in result.output
    assert "Interior Ministry 3" in result.output  # a facet
    assert "results 1 to 5 of 5" in result.output
    assert "in reports (--in reports)" in result.output


def test_facets_narrow_and_pages_go_on(crisis: Path) -> None:
    narrowed = run("search", "people", "--measure", "killed", "--place", "Almaty", "--ledger", crisis).output
    assert "103 people killed" in narrowed
    assert "164" not in narrowed
    first, second = (run("search", "detained", "--limit", "2", "--page", page, "--ledger", crisis).output for page in ("1", "2"))
    assert "results 1 to 2 of 5" in first
    assert "results 3 to 4 of 5" in second


def test_results_are_handed_on(crisis: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(run("search", "rescued", "--csv", "--ledger", crisis).stdout)))
    assert [row["number"] for row in rows] == ["40"]
    found = json.loads(run("search", "rescued", "--in", "reports", "--json", "--ledger", crisis).stdout)
    assert (found["count"], found["counts"]) == (1, {"figure": 1, "statement": 1, "report": 1})
    assert any(matched for _, matched in found["hits"][0]["pieces"])


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("detained", "--in", "pictures"), 2, "figures, statements, reports"),
        (("detained", "--month", "January"), 2, "written as 2022-01"),
        (("detained", "--as-of", "soon"), 2, "ISO 8601"),
        (("xyzzy",), 0, "nothing is found"),
        (('" OR NEAR(', "*"), 0, "nothing is found"),
    ],
)
def test_what_cannot_be_searched_is_said_in_a_sentence(crisis: Path, arguments: tuple[str, ...], code: int, said: str) -> None:
    result = run("search", *arguments, "--ledger", crisis)
    assert result.exit_code == code, result.output
    assert said in result.output


def test_an_endless_name_does_not_fill_the_screen() -> None:
    endless = "Ministry of " + "very " * 200_000 + "long names"
    (told,) = facet_lines([Facet("source", ((endless, 3), ("Interior Ministry", 2)))])
    words = "".join(piece.text for piece in told.pieces)
    assert "… 3 · Interior Ministry 2" in words
    assert len(words) < 120
