"""Counts that no measure holds for, and that are claims all the same in a report that tells of harm.

Of people, households, things and places `figures.counts_unmeasured` keeps what is a main part of its clause. Kept besides:

* facts of a crisis that are neither people nor things: "4,000 complaints were submitted", "40 fires are still active";
* what is brought and used in numbers: "1,050 tons of rice", "900 shelter kits";
* forces that do something: "put down by 900 policemen", "1,400 firefighters are working in the region";
* how many of the places of a country something holds for: "in 14 of the state's 25 districts";
* how many those are of whom the sentence tells: "the attackers, numbering about 70".

The nouns are in `ontology/people.yaml` and `ontology/things.yaml`.
"""

from __future__ import annotations

from functools import cache

from reportedly.extract.claimed import is_unreal
from reportedly.extract.counted import is_money, singular
from reportedly.extract.draft import Draft
from reportedly.extract.measure_words import counted_words_index
from reportedly.extract.telling import VERBAL
from reportedly.ontology.load import load
from reportedly.syntax.kinds import is_kind, kinds_of
from reportedly.syntax.tree import Token

LARGE = 10  # smaller numbers tell the scene
PARTS = frozenset({"nsubj", "nsubjpass", "dobj", "attr", "ROOT"})
FORCES = frozenset({"force", "responder", "vehicle"})
SUPPLY = frozenset({"supply"})
KINDS = frozenset({"supply", "weapon", "vehicle", "animal", "structure"})


def is_kept(each: Draft) -> bool:
    """Whether a number without a measure is a claim of a report of harm."""
    item, noun = each.item, each.item.noun
    amount = item.amount
    if is_money(amount) or amount.implicit or each.reading is not None or is_unreal(item, None):
        return False
    size = amount.number if amount.number is not None else amount.low or amount.high or 0
    if "part of a whole" in each.rules or "listed" in each.rules:
        return size > 1 and (each.unit == "people" or _is_fact(each.unit))
    if noun is None or amount.unit_words is not None:
        return noun is not None and item.bearer.dep in PARTS and _is_supply(noun) and not _is_scenery(item.bearer)
    if item.whole is not None:
        return item.whole is noun and singular(noun) in counted_words_index().places and size > 1
    if size < LARGE or (noun.child("poss") is not None and item.numeral.head is noun):
        return False
    if item.bearer.dep == "pobj":
        return item.bearer.head.dep == "agent" and _is_of(noun, FORCES)
    if item.bearer.dep not in PARTS:
        return False
    if item.bearer.head.lemma == "number" and item.bearer.dep == "dobj":
        return each.unit == "people"
    if singular(noun) in _facts():
        return True
    return (_is_of(noun, KINDS) and not _is_scenery(item.bearer)) or (_is_of(noun, FORCES) and _works(item.bearer))


def _is_fact(unit: str) -> bool:
    index = counted_words_index()
    return unit in _facts() or unit in index.things | index.places | index.households


def _is_supply(noun: Token) -> bool:
    """Read "1,050 tons of rice"."""
    return any(_is_of(inner, SUPPLY) for prep in noun.each("prep") if prep.lower == "of" for inner in prep.each("pobj"))


def _is_of(noun: Token, kinds: frozenset[str]) -> bool:
    return kinds_of(noun) is not None and is_kind(noun, kinds) is True


def _is_scenery(bearer: Token) -> bool:
    verb = next((token for token in bearer.ancestors() if token.pos in VERBAL), None)
    return verb is not None and verb.lemma.lower() in load("claim_words")["scenery"] and verb.child("expl") is None


def _works(bearer: Token) -> bool:
    """Read "soldiers are working in the region": they are at it now, and it is no trade of theirs."""
    verb = bearer.head
    return bearer.dep == "nsubj" and verb.tag == "VBG" and verb.child("aux") is not None


@cache
def _facts() -> frozenset[str]:
    return frozenset(load("people")["facts"])
