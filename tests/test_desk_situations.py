"""Deciding about a situation at the desk: its name, what it is put together with, what is set apart, and taking it back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from httpx2 import Response
from tests.ledger_notation import records

from reportedly.desk.app import desk
from reportedly.desk.guard import Settings
from reportedly.run.ledger import LedgerFile, settle
from reportedly.run.verify import verify
from reportedly.run.views import heads, ledger_json
from reportedly.store.database import writing

SETTINGS = Settings(token="the token of these tests")  # noqa: S106 - no secret
NOON = "2022-01-12T12:00:00+00:00"
TWO_CRISES = """
2022-01-05 Reuters topic=unrest
  Interior Ministry | 18 people killed | Kazakhstan
2022-01-06 TASS topic=unrest
  Interior Ministry | 40 people killed | Kazakhstan
2022-01-06 Fjord Post topic=ferry
  - | 7 people missing | Norland
"""


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """Two crises."""
    path = tmp_path / "two.sqlite"
    with LedgerFile(path, create=True) as file:
        for record in records(TWO_CRISES):
            file.keep(record, NOON)
        with writing(file.engine) as connection:
            settle(connection)
    return path


@pytest.fixture
def page(ledger: Path) -> Iterator[TestClient]:
    """A browser at its desk."""
    with TestClient(desk(ledger, SETTINGS), base_url="http://127.0.0.1:8321", follow_redirects=False) as client:
        yield client


def titles(path: Path) -> dict[str, str]:
    """The situations of a ledger: ids and titles."""
    with LedgerFile(path) as file:
        verify(file)
        return {each.id: each.title for each in heads(file)}


def decide(page: TestClient, situation: str, **fields: str) -> Response:
    """Send the form of a situation's page."""
    given = {"token": SETTINGS.token, "by": "A. Reader", "why": "read both", "seen": "0"} | fields
    return page.post(f"/situation/{situation}", data=given)


def test_a_situation_is_named_and_the_name_taken_back(page: TestClient, ledger: Path) -> None:
    before = titles(ledger)
    one = next(iter(before))
    answer = decide(page, one, kind="name", name="The January protests")
    assert answer.status_code == 303
    shown = page.get(answer.headers["location"]).text
    assert "The January protests" in shown
    assert titles(ledger)[one] == "The January protests"
    made = re.findall(r'name="decision" value="([^"]+)"', shown)
    assert len(made) == 1
    assert decide(page, one, kind="undo", decision=made[0]).status_code == 303
    assert titles(ledger) == before


def test_two_situations_are_put_together_and_a_report_set_apart_again(page: TestClient, ledger: Path) -> None:
    before = titles(ledger)
    one, other = before
    answer = decide(page, one, kind="merge", into=other)
    assert answer.status_code == 303
    (whole,) = titles(ledger)
    shown = page.get(answer.headers["location"]).text
    reports = re.findall(r'<option value="(r-[^"]+)"', shown)
    assert reports, "a report can be set apart"
    gone = next(each for each in before if each != whole)
    assert page.get(f"/situation/{gone}").headers["location"].startswith(f"/situation/{whole}")
    assert decide(page, whole, kind="split", report=reports[-1]).status_code == 303
    assert len(titles(ledger)) == 2


def test_taking_back_what_was_put_together_or_set_apart_gives_the_same_ledger(page: TestClient, ledger: Path) -> None:
    def told() -> str:
        with LedgerFile(ledger) as file:
            return ledger_json(file)

    one, other = titles(ledger)
    for kind, fields in (("merge", {"into": other}), ("split", {"report": made_of(ledger, one)[-1]})):
        before = told()
        answer = decide(page, one, kind=kind, **fields)
        assert answer.status_code == 303, kind
        assert told() != before
        decision = re.search(r"decided=([^&#]+)", answer.headers["location"])
        assert decision is not None
        home = answer.headers["location"].partition("?")[0].removeprefix("/situation/")
        assert decide(page, home, kind="undo", decision=decision[1]).status_code == 303
        assert told() == before, kind


def made_of(path: Path, situation: str) -> list[str]:
    """The reports of a situation, by their names."""
    with LedgerFile(path) as file:
        return list(next(each for each in heads(file) if each.id == situation).reports)


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"kind": "name", "name": "A", "why": ""}, "say who decides, and why"),
        ({"kind": "split"}, "choose which"),
        ({"kind": "merge", "other": "x-none"}, "x-none"),
        ({"kind": "rename"}, "choose one of name, merge, split"),
        ({"kind": "name", "name": "word " * 200}, "are kept"),
    ],
)
def test_a_form_that_does_not_say_enough_comes_back_with_what_was_typed(
    page: TestClient, ledger: Path, fields: dict[str, str], problem: str
) -> None:
    before = titles(ledger)
    answer = decide(page, next(iter(before)), **fields)
    assert answer.status_code == 400
    assert problem in answer.text
    assert "A. Reader" in answer.text
    assert titles(ledger) == before


def test_without_the_token_nothing_is_decided(page: TestClient, ledger: Path) -> None:
    before = titles(ledger)
    assert decide(page, next(iter(before)), kind="name", name="X", token="").status_code == 403
    assert titles(ledger) == before


def test_what_was_decided_is_told_by_the_api(page: TestClient, ledger: Path) -> None:
    one = next(iter(titles(ledger)))
    decide(page, one, kind="name", name="The January protests")
    answer = page.get(f"/api/situations/{one}/decisions").json()
    assert (answer["count"], answer["decisions"][0]["kind"], answer["decisions"][0]["by"]) == (1, "name", "A. Reader")
