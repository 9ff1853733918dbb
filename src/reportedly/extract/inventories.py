"""Lists behind a colon: "The following items were recovered: four rifles, 300 rounds of ammunition and two motorcycles".

Police statements and relief bulletins tell so what was seized, handed over or delivered, in one sentence or as lines with marks before
them. The verb before the colon says what happened to each thing of the list, if what it happened to is only announced there ("the following
items", "these weapons") or is not named at all ("recovered from the hideout: ..."). Which words announce is in `claim_words.yaml`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reportedly.extract.counted import is_money
from reportedly.extract.draft import Draft
from reportedly.extract.measure_words import measure_words
from reportedly.extract.telling import VERBAL, Reading, of_verb
from reportedly.ontology.load import load
from reportedly.syntax.tree import ParsedText, Sentence, Token

LONGEST = 60  # lines of a list that are looked back over
MARKS = frozenset("•·▪‣◦*-–—")


def listed_behind_colons(parsed: ParsedText, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts, those of a list with the measure of the verb before its colon."""
    return [_listed(parsed, each) for each in drafts]


def _listed(parsed: ParsedText, each: Draft) -> Draft:
    if each.reading is not None or is_money(each.item.amount) or each.item.noun is None:
        return each
    reading = next((found for found in _told(_heading(parsed, each.item.numeral)) if _fits(found, each)), None)
    return each if reading is None else replace(each, reading=reading, rules=(*each.rules, reading.rule))


def _heading(parsed: ParsedText, numeral: Token) -> Sequence[Token]:
    """The words before the colon of the list that a number stands in; none where it stands in none."""
    sentence = parsed.sentence_of(numeral)
    for position in range(numeral.i - 1, sentence.first - 1, -1):
        if parsed.tokens[position].text == ":":
            return parsed.tokens[sentence.first : position]
    for above in reversed(parsed.sentences[max(0, sentence.i - LONGEST) : sentence.i]):
        if not _is_line(parsed, sentence):
            return ()
        if parsed.tokens[above.last - 1].text == ":":
            return parsed.tokens[above.first : above.last - 1]
        sentence = above
    return ()


def _is_line(parsed: ParsedText, sentence: Sentence) -> bool:
    """Whether a sentence is a line of a list, or goes on with one."""
    starts = parsed.paragraphs[sentence.paragraph][0]
    return sentence.start > starts or parsed.text[sentence.start : sentence.start + 1] in MARKS or parsed.text[starts : starts + 1] in MARKS


def _told(heading: Sequence[Token]) -> list[Reading]:
    """What the verbs of a heading tell of what it announces."""
    announcing = frozenset(load("claim_words")["announcing"])
    found = []
    for verb in heading:
        things = [*verb.each("nsubjpass"), *verb.each("dobj")] if verb.pos in VERBAL else []
        if verb.pos in VERBAL and all(noun.lemma.lower() in announcing for noun in things):
            found += [
                replace(reading, rule="behind a colon") for reading in of_verb(verb, "to", things[0] if things else verb, related=True)
            ]
    return found


def _fits(reading: Reading, each: Draft) -> bool:
    """Whether a measure is one of what is counted: people, or things."""
    measure = measure_words().measures[reading.measure]
    return (each.unit == "people") == (measure.counts == "people") or (measure.things and each.unit != "people")
