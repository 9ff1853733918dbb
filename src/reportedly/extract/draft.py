"""A number on its way to a figure: what it counts, its measure, and what its own clause says of unit and subject."""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.extract.counted import Counted, is_money, singular, subject_words, unit_of
from reportedly.extract.illness import MEASURE as CASES
from reportedly.extract.measure_words import counted_words_index, measure_words
from reportedly.extract.telling import Reading
from reportedly.syntax.tree import ParsedText

MAGNITUDES = frozenset({"million", "billion", "trillion", "thousand", "hundred", "lakh", "crore", "mln", "bln", "m", "bn"})


@dataclass(frozen=True, slots=True)
class Draft:
    """A number on its way to a figure.

    Attributes:
        item: The number and what it counts.
        reading: Its measure, None while unknown.
        unit: Unit, "" while unknown.
        subject: Words counted, "" while unknown.
        part_of: Position of the whole in the list of drafts.
        previous_of: Position of the draft that replaced it.
        rules: Names of the rules.
        inherited: Whether the measure was taken over from another number.
    """

    item: Counted
    reading: Reading | None
    unit: str
    subject: str
    part_of: int | None = None
    previous_of: int | None = None
    rules: tuple[str, ...] = ()
    inherited: bool = False


def draft(parsed: ParsedText, item: Counted, reading: Reading | None) -> Draft:
    """A draft from what the number's own clause says."""
    amount, noun = item.amount, item.noun or (reading.noun if reading is not None else None)
    rules = (amount.rule,) * bool(amount.rule) + ((reading.rule,) if reading is not None else ())
    if is_money(amount):
        said = parsed.text[amount.start : amount.end].split()
        unit = amount.currency or singular(item.numeral)
        words = said[-1] if said[-1].isalpha() and said[-1].lower() not in MAGNITUDES else unit
        return Draft(item, reading, unit, words, rules=rules)
    state = reading is not None and noun is reading.predicate and noun is not None and noun.pos in {"ADJ", "VERB"}
    if noun is None or state or noun.lower in {"others", "other", "more", "those"}:
        return Draft(item, reading, "", "", rules=rules)
    unit = unit_of(noun)
    measure = measure_words().measures[reading.measure] if reading is not None else None
    if measure is not None and measure.counts == "people" and not measure.things:
        index = counted_words_index()
        unit = "people" if reading is not None and reading.measure == CASES else unit
        if unit not in index.households | index.things | index.matters | index.places:
            unit = "people"
    return Draft(item, reading, unit, subject_words(parsed, noun, item.outer, amount.end), rules=rules)
