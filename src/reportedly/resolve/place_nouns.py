"""Places that a text means without naming them: "the country", "the capital", "nationwide", "the camp", "there".

- "The country", "nationwide": the country in which most places of the text lie.
- "The capital": that of the country named with it ("the Kenyan capital", "Kenya's capital"), else of the country of the text; a provincial
  or commercial capital is left open.
- "The town", "the same district": the last place of that kind.
- "The camp", "the hospital": the last place whose name ends so. It may be the subject of what it holds: "the camp shelters 500 people".
- "There": the last place named before it in the paragraph.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import cache

from reportedly.gazetteer.lookup import PlaceRow, capital, country, country_of_demonym
from reportedly.model.place import Toponym
from reportedly.ontology.load import load
from reportedly.resolve.located import Located, words
from reportedly.syntax.tree import Token

DEFINITE = frozenset({"the", "this", "that"})


def is_place_noun(word: Token, governed: bool) -> bool:
    """Whether a word of a clause stands for a place there.

    Args:
        word: The word.
        governed: Whether a preposition of place governs it.
    """
    if word.lower in words("everywhere"):
        return True
    determiner = word.child("det")
    definite = determiner is not None and determiner.lower in DEFINITE
    if word.lower in facilities():
        holds = word.dep == "nsubj" and word.head.lemma in shelters()
        return definite and (governed or holds) and word.child("compound", "prep") is None
    if word.lower == "capital":
        return governed and (definite or _owner(word) is not None) and not _is_other_capital(word)
    return word.lower in kinds_of_nouns() and governed and definite and word.child("prep", "compound") is None


def meant_by(noun: Token, located: tuple[Located, ...], home: Toponym | None) -> Toponym | None:
    """The place that a noun stands for, or None.

    Args:
        noun: The noun.
        located: The places of the text.
        home: The country of the text.
    """
    if noun.lower == "capital":
        return _capital(noun, located, home)
    if noun.lower in words("everywhere") or "country" in kinds_of_nouns().get(noun.lower, ()):
        return home
    behind = bisect_right(located, noun.start, key=lambda item: item.toponym.end)
    before = (item.toponym for item in reversed(located[:behind]))
    if noun.lower in facilities():
        return next((each for each in before if each.kind == "facility" and each.quote.lower().endswith(noun.lower)), None)
    return next((each for each in before if each.kind in kinds_of_nouns()[noun.lower]), None)


def as_toponym(row: PlaceRow, word: Token) -> Toponym:
    """A place that is meant by a word and not named."""
    return Toponym(word.text, word.start, word.end, row.name, row.id, row.country, row.kind, row.lat, row.lon, f"{word.text!r}", row.admin1)


def _capital(noun: Token, located: tuple[Located, ...], home: Toponym | None) -> Toponym | None:
    """The capital of the country that is named with the word, else of the country of the text."""
    owner = _owner(noun)
    if owner is None:
        code = home.country if home is not None else None
    else:
        named = (item.toponym for item in located if item.toponym.start <= owner.start < item.toponym.end)
        code = country_of_demonym(owner.text) or next((each.country for each in named if each.kind == "country"), None)
    row = capital(code) if code and code not in _open_capitals() else None
    return as_toponym(row, noun) if row is not None else None


def _owner(noun: Token) -> Token | None:
    """Whose capital it is: "Kenyan", "Kenya" in "Kenya's capital" or "the capital of Kenya"."""
    before = noun.child("poss") or next((each for each in noun.each("amod", "compound") if each.text[0].isupper()), None)
    of = next((each for each in noun.each("prep") if each.lower == "of"), None)
    return before or (of.child("pobj") if of is not None else None)


def _is_other_capital(noun: Token) -> bool:
    return any(each.lower in words("other capitals") for each in noun.each("amod", "compound"))


@cache
def kinds_of_nouns() -> dict[str, frozenset[str]]:
    """Common nouns for places, with the kinds that they can mean."""
    return {noun: frozenset(kinds) for noun, kinds in load("whereabouts")["nouns"].items()}


@cache
def _open_capitals() -> frozenset[str]:
    return frozenset(load("whereabouts")["open capitals"])


@cache
def facilities() -> frozenset[str]:
    """Definite nouns for buildings and camps."""
    return frozenset(load("whereabouts")["facilities"])


@cache
def shelters() -> frozenset[str]:
    """Verbs of which a building or camp is the subject, with who is in it as their object."""
    return frozenset(load("whereabouts")["shelters"])


def home_of(code: str, word: Token) -> Toponym | None:
    """A country that is not named, for the places of the text that lie in it."""
    row = country(code)
    return as_toponym(row, word) if row is not None else None
