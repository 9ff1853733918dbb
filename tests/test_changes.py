"""What a change gains and loses: items before and after, compared as a reader sees them."""

from __future__ import annotations

from pathlib import Path

import pytest
from bench import changes
from bench.__main__ import main
from bench.changes import Change, Item, compare

import reportedly


def item(line: str, start: int = 0, **fields: str) -> Item:
    return Item(line, start, fields)


def test_the_same_items_are_no_change() -> None:
    assert compare([item("a"), item("b", 5)], [item("a"), item("b", 5)]) == Change(same=2, unseen={})


def test_items_on_the_same_words_have_changed_others_are_gained_or_lost() -> None:
    before = [item("> 400 cars", 10), item("12 people", 40)]
    after = [item("> 400 cars destroyed", 10), item("3 people", 70)]
    assert compare(before, after) == Change(("3 people",), ("12 people",), (("> 400 cars", "> 400 cars destroyed"),), 0, {})


def test_of_two_items_that_read_alike_one_may_be_lost() -> None:
    change = compare([item("5 killed", 0), item("5 killed", 90)], [item("5 killed", 90)])
    assert (change.lost, change.same) == (("5 killed",), 1)


def test_fields_that_the_line_does_not_show_are_counted() -> None:
    assert compare([item("5 killed", rules="a", unit="people")], [item("5 killed", rules="b", unit="people")]).unseen == {"rules": 1}


def test_items_are_said_in_the_readers_notation() -> None:
    record = reportedly.read(
        "The ministry said that rioters had burned more than 400 cars, of which 346 were police cars.", published="2022-01-09"
    )
    figures = [each.line for each in changes.items(record, "figures")]
    assert figures == ["> 400 cars burned — ministry", "346 police cars burned (of which, of: > 400 cars burned) — ministry"]
    assert [each.line for each in changes.items(record, "attributions")] == [
        "ministry — said: rioters had burned more than 400 cars, of which 346 were police cars"
    ]
    assert [each.line.partition(" ")[0] for each in changes.items(record, "events")] == ["arson"]


def test_changes_are_told_by_text_with_counts_at_the_end() -> None:
    none = {"events": Change(), "attributions": Change(same=1)}
    quiet, loud = {"figures": Change(same=3), **none}, {"figures": Change(("g",), ("l",), (("b", "a"),), 2, {"rules": 1}), **none}
    assert list(changes.lines([("first", quiet), ("second", loud)])) == [
        "second",
        "  - l",
        "  + g",
        "  ~ b",
        "    a",
        "",
        "figures       1 gained, 1 lost, 1 changed, 5 as they were",
        "events        0 gained, 0 lost, 0 changed, 0 as they were",
        "attributions  0 gained, 0 lost, 0 changed, 2 as they were",
        "in fields that no line shows: figures.rules 1",
    ]


def test_our_own_texts_need_no_shared_data(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("REPORTEDLY_SHARED", str(tmp_path))
    names = [name for name, _ in changes.texts()]
    assert names
    assert len(names) == len(set(names))


def test_either_side_is_read_by_its_own_package(tmp_path: Path) -> None:
    package = tmp_path / "reportedly"
    (package / "model").mkdir(parents=True)
    (package / "model" / "__init__.py").touch()
    (package / "model" / "codec.py").write_text("encode = dict\n")
    (package / "__init__.py").write_text(
        "REPORT = ('id', 'title', 'outlet', 'url', 'published', 'language', 'sha256')\n"
        "LISTS = ('figures', 'events', 'attributions', 'dates', 'places', 'actors', 'issues')\n"
        "def read(text, **rest):\n"
        "    return {'report': dict.fromkeys(REPORT, '') | {'text': text.upper()}} | {key: [] for key in LISTS}\n"
    )
    (record,) = changes.read_with(tmp_path, [{"text": "read by another"}])
    assert record.report.text == "READ BY ANOTHER"


def test_an_unknown_revision_is_said(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("REPORTEDLY_SHARED", str(tmp_path))
    assert main(["diff", "--base", "no-such-revision", "--sample", "0"]) == 1
    assert "no-such-revision was asked for" in capsys.readouterr().err
