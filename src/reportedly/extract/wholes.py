"""Which number is the whole that another is a part of.

* "two of them", "of which 346": the nearest number before that is large enough, at most two sentences back;
* "four of the missiles", "of the 30 passengers": the number of the same noun, in the paragraph or first in the text;
* "five of the dead", "among the injured", "513 of those detained": the number of that measure, likewise;
* "including three children": the number of the noun that "including" hangs on, else the one before in the sentence;
* "nine of them drowned, three were struck": a number without noun beside a part is a part of the same whole.
"""

from __future__ import annotations

from reportedly.extract.counted import PRONOUNS, Counted, is_money, singular
from reportedly.extract.draft import Draft
from reportedly.extract.measure_words import measure_words
from reportedly.extract.telling import beside, named, state_of
from reportedly.model.figure import Number
from reportedly.syntax.tree import ParsedText, Token

NEAR = 60  # numbers before that are looked at, and at the beginning of the text
BACK = 2  # sentences looked back for the whole that a pronoun means
# Measures that a state can stand for: the hostages of the text were abducted.
ALIKE = {"hostages": "abducted", "bodies_found": "killed", "survived": "rescued"}


def whole_of(parsed: ParsedText, each: Draft, done: list[Draft]) -> int | None:
    """Position of the whole that the number is a part of."""
    item = each.item
    if item.whole is not None:
        if item.whole.lower in PRONOUNS and not item.whole.each("acl", "relcl"):
            return _antecedent(parsed, each, done)
        numbered = next((index for index in reversed(_last(done)) if item.whole in {done[index].item.noun, done[index].item.numeral}), None)
        return numbered if numbered is not None else _named_again(parsed, each, done)
    prep = including(item)
    if prep is not None:
        return _included(each, done, prep)
    return _beside_a_part(each, done)


def state_meant(whole: Token) -> str | None:
    """The measure that "the dead", "the hostages", "those detained" stand for."""
    for source in (state_of(whole), named(whole, measure_words().those, ""), named(whole, measure_words().nouns, ""), beside(whole)):
        for reading in source:
            return reading.measure
    return None


def including(item: Counted) -> Token | None:
    """The "including" that the number stands under."""
    token = item.numeral if item.noun is None or item.numeral.head is not item.noun else item.noun
    for _ in range(12):
        if token.dep != "conj" or token.head is token:
            break
        token = token.head
    if token.dep in {"pobj", "dobj"} and token.head.lower in {"including", "include", "includes", "included", "notably"}:
        return token.head
    return None


def may_hold(whole: Draft, part: Draft) -> bool:
    """Whether the number is large enough, and neither is money."""
    if is_money(whole.item.amount) or is_money(part.item.amount):
        return False
    amount = whole.item.amount
    large: Number | None = None if amount.qualifier in {"more_than", "at_least", "vague", "about"} else amount.high
    small = part.item.amount.number if part.item.amount.number is not None else part.item.amount.low
    return small is None or large is None or large >= small


def _included(each: Draft, done: list[Draft], prep: Token) -> int | None:
    sent = each.item.numeral.sent
    same = [index for index in _last(done) if done[index].item.numeral.sent == sent and may_hold(done[index], each)]
    direct = [index for index in same if done[index].item.noun is prep.head]
    below = [index for index in same if done[index].part_of is None and done[index].item.amount.start < prep.start]
    return direct[-1] if direct else below[-1] if below else None


def _antecedent(parsed: ParsedText, each: Draft, done: list[Draft]) -> int | None:
    sentence = parsed.sentence_of(each.item.numeral)
    for index in reversed(_last(done)):
        other = done[index]
        there = parsed.sentence_of(other.item.numeral)
        if sentence.i - there.i > BACK or there.paragraph != sentence.paragraph:
            return None
        # "400 of them in hospital, 62 of them in intensive care": siblings
        if there.i == sentence.i and other.part_of is not None and other.item.whole is not None and other.item.whole.lower in PRONOUNS:
            continue
        if may_hold(other, each) and other.reading is not None:
            return index
    return None


def _named_again(parsed: ParsedText, each: Draft, done: list[Draft]) -> int | None:
    """The nearest in the paragraph; else the first in the text, which is its headline."""
    whole = each.item.whole
    if whole is None:
        return None
    paragraph = parsed.sentence_of(each.item.numeral).paragraph
    meant, places = state_meant(whole), [*range(min(len(done), NEAR)), *(index for index in _last(done) if index >= NEAR)]
    apart = [index for index in places if done[index].item.bearer is not each.item.bearer]
    found = [index for index in apart if _is_named(done[index], whole, meant) and may_hold(done[index], each)]
    near = [index for index in found if parsed.sentence_of(done[index].item.numeral).paragraph == paragraph]
    return near[-1] if near else found[0] if found else None


def _last(done: list[Draft]) -> range:
    """Positions of the numbers before that are looked at: a text of nothing but numbers must not take for ever."""
    return range(max(0, len(done) - NEAR), len(done))


def _is_named(other: Draft, whole: Token, meant: str | None) -> bool:
    """Whether a number can be meant by "the dead" or "the missiles"."""
    if other.reading is None or other.part_of is not None or other.item.amount.implicit:
        return False
    measure = other.reading.measure
    if meant is None:
        return other.item.noun is not None and singular(other.item.noun) == singular(whole)
    return measure in {meant, ALIKE.get(meant)} or ALIKE.get(measure) == meant


def _beside_a_part(each: Draft, done: list[Draft]) -> int | None:
    if not done or each.item.noun is not None or is_money(each.item.amount) or each.item.amount.implicit:
        return None
    other = done[-1]
    if (
        each.item.numeral.dep == "appos"
        or other.part_of is None
        or other.item.noun is not None
        or other.item.numeral.sent != each.item.numeral.sent
    ):
        return None
    same = each.reading is None or (other.reading is not None and each.reading.measure == other.reading.measure)
    whole = done[other.part_of]
    return other.part_of if same and may_hold(whole, each) else None
