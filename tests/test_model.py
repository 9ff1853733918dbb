import pytest

from reportedly.model.codec import decode, encode
from reportedly.model.evidence import Evidence
from reportedly.model.figure import Figure
from reportedly.model.identity import content_id
from reportedly.model.issue import Issue
from reportedly.model.record import Record
from reportedly.model.report import Report
from reportedly.model.time import When


def _record() -> Record:
    text = "About 300 people were detained."
    report = Report("r-1", None, None, None, "2022-01-09", "en", "0" * 64, text)
    when = When("2022-01-06", "2022-01-07", "day", "stated")
    figure = Figure(
        "f-1", 300, "about", 300, 300, "detained", "people", "people", None, when, None, None, "asserted", "accomplished",
        None, None, None, Evidence.of(text, 0, 30), {"place": "no place in the text"},
    )  # fmt: skip
    return Record(report, figures=(figure,), issues=(Issue("x", "info", "y"),))


def test_a_record_survives_its_json() -> None:
    record = _record()
    assert decode(Record, encode(record)) == record


def test_intervals_are_written_from_and_to() -> None:
    assert encode(_record())["figures"][0]["when"]["from"] == "2022-01-06"


def test_evidence_is_a_slice() -> None:
    with pytest.raises(ValueError, match="characters 0-3"):
        Evidence.of("abc", 1, 9)


def test_ids_tell_parts_apart() -> None:
    assert content_id("f", "ab", "c") != content_id("f", "a", "bc")
    assert content_id("f", "ab", "c") == content_id("f", "ab", "c")
