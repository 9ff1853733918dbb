"""What kind of thing a noun phrase stands for: person, force, structure, weapon, ...

Words decide, not the parser's entity types, but for proper names. A word that no list holds is of no known kind: then
`is_kind` says None, and the caller says what that amounts to. Pronouns stand for people or things as their form allows.
"""

from __future__ import annotations

from functools import cache

from reportedly.ontology.load import load, strings
from reportedly.syntax.tree import Token

_PERSON = frozenset({"person"})
_ARMED = frozenset({"armed"})
_PEOPLE = frozenset({"person", "organisation"})
_THINGS = frozenset({"organisation", "structure", "place", "vehicle", "goods"})
# kinds that stand for one of several others
UNIONS: dict[str, frozenset[str]] = {
    "living": frozenset({"person", "force", "armed", "animal"}),
    "human": frozenset({"person", "force", "armed"}),
    "actor": frozenset({"person", "force", "armed", "organisation", "country"}),
    "built": frozenset({"structure", "vehicle", "place"}),
    "thing": frozenset({"structure", "vehicle", "goods", "weapon"}),
}
_BY_ENTITY = {
    "PERSON": frozenset({"person"}),
    "NORP": frozenset({"person", "organisation"}),
    "ORG": frozenset({"organisation", "armed", "structure"}),
    "GPE": frozenset({"place", "country", "organisation", "person"}),
    "LOC": frozenset({"place"}),
    "FAC": frozenset({"structure", "place"}),
}
_COUNTS = frozenset({"hundred", "thousand", "dozen", "score", "million", "other"})
_NAMED = frozenset({"person", "organisation", "armed", "country", "place", "structure", "vehicle"})
_SUFFIXES = ("man", "men", "woman", "women", "ist", "person")


@cache
def _kinds() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for kind, lines in load("things")["kinds"].items():
        for word in " ".join(strings(lines)).split():
            found.setdefault(word, set()).add(kind)
    for word in " ".join(load("people")["people"]).split():
        found.setdefault(word, set()).add("person")
    return {word: frozenset(kinds) for word, kinds in found.items()}


@cache
def _transparent() -> frozenset[str]:
    return frozenset(load("things")["transparent"])


@cache
def _required(names: frozenset[str]) -> frozenset[str]:
    return frozenset(each for name in names for each in UNIONS.get(name, frozenset({name})))


def kinds_of(token: Token) -> frozenset[str] | None:
    """The kinds of a noun phrase by its head; None where it may be anything, empty where nothing is known."""
    if token.pos == "PRON" or token.tag in {"DT", "WDT", "WP"}:
        pronouns = load("things")["pronouns"]
        return _PEOPLE if token.lower in pronouns["people"] else _PERSON if token.lower in pronouns["persons"] else _THINGS
    lemma = token.lemma.lower()
    # the parser makes "dos" of "doses"
    known = _kinds().get(lemma) or _kinds().get(lemma.removesuffix("s")) or _kinds().get(token.lower.removesuffix("s"), frozenset())
    inner = _inside(token) if token.pos == "NUM" or lemma in _transparent() else None
    if inner is not None:
        below = kinds_of(inner)
        return None if below is None else below | known
    if token.ent in {"MONEY", "PERCENT"} and token.pos in {"NUM", "SYM"}:
        return frozenset({"goods"})
    if token.pos == "NUM" or lemma in _COUNTS:
        return _PEOPLE
    if known:
        return known | _ARMED if any(child.lower in {"armed", "masked"} for child in token.each("amod")) else known
    if token.tag in {"JJ", "VBN", "VBD", "VBG"}:
        return _PERSON  # "the detained", "64 of the wounded"
    if token.pos == "PROPN" and any("event" in _kinds().get(child.lemma.lower(), ()) for child in token.each("compound")):
        return frozenset({"event"})  # "Cyclone Freddy"
    if token.pos == "PROPN":
        return _BY_ENTITY.get(token.ent, _NAMED)
    return frozenset({"person"}) if lemma.endswith(_SUFFIXES) else frozenset()


def within_heap(token: Token) -> Token:
    """What a noun of amount stands for: of "thirty tonnes of food" it is "food"; else the noun itself."""
    inner = _inside(token) if token.lemma.lower() in _transparent() else None
    return inner if inner is not None else token


def _inside(token: Token) -> Token | None:
    """What is meant by "a group of X", "three of X"."""
    for preposition in token.each("prep"):
        if preposition.lower in {"of", "from"}:
            return preposition.child("pobj")
    return token.child("compound") if token.lemma == "participant" else None


def is_kind(token: Token, names: frozenset[str]) -> bool | None:
    """Whether a noun phrase is of one of the kinds; None where nothing is known of it."""
    known = kinds_of(token)
    if known is None:
        return True
    if not known:
        return None
    return bool(known & _required(names))
