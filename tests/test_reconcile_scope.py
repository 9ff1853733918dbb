"""What narrows a figure, as its own sentence tells."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.ledger_notation import records

import reportedly
from reportedly.model.evidence import Evidence
from reportedly.reconcile.scope import detail_of


@pytest.mark.parametrize(
    ("sentence", "measure", "detail"),
    [
        ("About 300 people were detained on the border while leaving", "detained", "at the border"),
        ("300 people were detained while trying to cross the state border", "detained", "at the border"),
        ("207 people were detained at markets", "detained", "at markets"),
        ("83 of them were in serious condition", "injured", "seriously"),
        ("about 250 people are still held hostage", "hostages", "still held"),
        ("134 people were taken hostage and 80 others were rescued", "abducted", "still held"),
        ("182 people were taken hostage", "abducted", None),
        ("5,135 people were detained during the riots", "detained", None),
    ],
)
def test_a_circumstance_narrows(sentence: str, measure: str, detail: str | None) -> None:
    (record,) = records("2022-01-09 Wire\n  - | 5 people killed | Almaty\n")
    text = f"It was a long day. {sentence}. More will follow."
    start = text.index(sentence)
    figure = replace(record.figures[0], measure=measure, evidence=Evidence.of(text, start, start + len(sentence)))
    assert detail_of(figure, text) == detail


def test_what_went_before_narrows_nothing() -> None:
    text = "The death toll rose to 19 after four of the wounded died in hospital."
    figure = next(each for each in reportedly.read(text).figures if each.number == 19)
    assert detail_of(figure, text) is None
