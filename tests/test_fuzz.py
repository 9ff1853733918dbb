"""A short run of each harness of `fuzz/`, the same in every run, and all that was once a fault.

`make fuzz` runs as many as anybody wants.
"""

from __future__ import annotations

import resource
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from random import Random
from time import process_time

import pytest
from fuzz import running
from fuzz.__main__ import main
from fuzz.harnesses import HARNESSES
from fuzz.holding import Broken, hold, record_holds
from fuzz.parsing import parse_by_lot
from fuzz.running import Harness, fault_of, smaller
from fuzz.sample import CORPUS, Sample, corpus, load

from reportedly import read
from reportedly.extract import numbers
from reportedly.intake.received import Received
from reportedly.intake.reporting import report_of
from reportedly.intake.text import read_text
from reportedly.model.mentions import Amount
from reportedly.model.record import Record
from reportedly.run.pipeline import record_of

MANY = {"grammars": 600, "trees": 250, "readers": 100, "ledgers": 6, "pipeline": 30}
KEPT = [(name, path) for name in HARNESSES for path in corpus(name)]


@pytest.mark.parametrize("name", HARNESSES)
def test_a_short_run_finds_nothing(name: str) -> None:
    harness = HARNESSES[name]
    faults = {number: fault for number in range(MANY[name]) if (fault := fault_of(harness, harness.make(number))) is not None}
    assert faults == {}


@pytest.mark.parametrize(("name", "path"), KEPT, ids=[path.stem for _, path in KEPT])
def test_what_was_once_a_fault_is_none(name: str, path: Path) -> None:
    assert fault_of(HARNESSES[name], load(path)) is None


def test_every_seed_is_small_and_of_a_harness() -> None:
    paths = list(CORPUS.rglob("*.json"))
    assert len(paths) == len(KEPT) > 5
    assert all(path.stat().st_size < 10_000 for path in paths)


@pytest.mark.parametrize("name", HARNESSES)
def test_a_number_makes_one_input(name: str) -> None:
    harness = HARNESSES[name]
    assert [harness.make(number) for number in range(8)] == [harness.make(number) for number in range(8)]
    assert len({harness.make(number).text for number in range(20)}) > 15


SAID = "Police in Almaty said on Friday that {} people died in Astana and {} cars were burned. He told Reuters that {} were detained. "


def test_a_paragraph_without_end_costs_no_more_a_word() -> None:
    """The records of 100 and of 600 such sentences in one line, the parse not counted; the square would be 36 times as much."""

    def cost(many: int) -> float:
        report = Received("".join(SAID.format(each + 2, each * 3 + 5, each * 7 + 11) for each in range(many)), published="2022-01-09")
        parsed = parse_by_lot(report.text, Random(1))  # noqa: S311 - the same parse in every run
        begun = process_time()
        record_of(report_of(report, "en"), report, parsed)
        return process_time() - begun

    cost(10)  # what is loaded once is loaded now
    assert min(cost(600), cost(600)) < 15 * cost(100)


# --- the harnesses find what is there to be found --------------------------------------------------------------------


def test_a_wrong_offset_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    right: Callable[..., Amount] = numbers._amount
    monkeypatch.setattr(numbers, "_amount", lambda *given: replace(right(*given), end=10_000))
    sample = Sample("Police said 12 people died in Almaty.", published="2022-01-09")
    fault = fault_of(HARNESSES["grammars"], sample)
    assert fault is not None
    assert "the span of an amount lies in the text" in fault.kind


@pytest.mark.parametrize(
    "wrong",
    [
        {"low": 13, "high": 12, "qualifier": "between"},
        {"number": float("inf"), "qualifier": "vague"},
        {"attribution": "a-none"},
        {"place": None, "why_empty": {}},
    ],
    ids=["bounds", "infinite", "link", "reason"],
)
def test_a_record_that_breaks_its_promises_is_found(wrong: dict[str, object], record: Record) -> None:
    record_holds(record)
    figure = replace(record.figures[0], **wrong)  # type: ignore[arg-type]
    with pytest.raises(Broken):
        record_holds(replace(record, figures=(figure,)))


@pytest.fixture(scope="module")
def record() -> Record:
    return read("Police said 12 people were killed.", published="2022-01-09")


def test_reaching_for_a_file_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    from reportedly.intake.formats import text as reader

    def curious(raw: bytes, charset: str | None) -> Received:
        Path("/etc/passwd").read_bytes()
        return read_text(raw, charset)

    monkeypatch.setattr(reader, "read_text", curious)
    fault = fault_of(HARNESSES["readers"], Sample.of(b"Two died.", "a.txt"))
    assert fault is not None
    assert "reading reaches for nothing" in fault.kind


def test_an_input_that_takes_too_long_is_found() -> None:
    def loops(_: Sample) -> None:
        while True:
            pass

    fault = fault_of(Harness("loops", lambda _: Sample(""), loops, seconds=0.05), Sample(""))
    assert fault is not None
    assert fault.kind == "TooLong"


def test_a_fault_is_made_small() -> None:
    harness = Harness("needle", lambda _: Sample(""), lambda sample: hold("x" not in sample.text, "there is no x"), seconds=5.0)
    sample = Sample("a long text with an x in it and much else")
    fault = fault_of(harness, sample)
    assert fault is not None
    assert smaller(harness, sample, fault).text == "x"


def test_a_run_goes_on_where_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    asked: list[int] = []

    def make(number: int) -> Sample:
        asked.append(number)
        return Sample("x" if number == 3 else "")

    harness = Harness("needle", make, lambda sample: hold(not sample.text, "there is nothing"), seconds=5.0)
    monkeypatch.setattr(running, "CHUNK", 2)
    monkeypatch.setattr(running, "MEMORY", resource.RLIM_INFINITY)
    monkeypatch.setitem(HARNESSES, "needle", harness)
    command = ["run", "needle", "--alone", "--log", str(tmp_path / "log.jsonl"), "--found", str(tmp_path / "found")]
    assert main([*command, "--count", "4"]) == 1
    asked.clear()
    assert main([*command, "--count", "6"]) == 1
    assert sorted(set(asked)) == [0, 4, 5]
    assert "6 inputs" in capsys.readouterr().out
    assert load(tmp_path / "found" / "needle" / "3.json").text == "x"
