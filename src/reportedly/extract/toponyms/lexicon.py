"""The words around names of places, from `ontology/places.yaml`, made ready for look-up once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from reportedly.model.place import PlaceKind
from reportedly.ontology.load import load


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Sets and tables of words; keys are lower case unless a word is matched as written.

    Attributes:
        kinds: "region", "county" -> the kinds of place so called.
        facilities: Last words of names of things in a place.
        nature: Last words of names of rivers, mountains, seas.
        organisations: Last words of names of organisations.
        speech: Lemmas of verbs of which a government is the subject.
        locative: Words before a place.
        titles: Words before a person's name.
        given: Given names, as written.
        stop: Names that are nearly always something else.
        name_heads: "University of X".
        regions: Abbreviations of states and provinces, as written -> GeoNames code.
        standing_alone: Those that need no name before them.
    """

    kinds: dict[str, frozenset[PlaceKind]]
    facilities: frozenset[str]
    nature: frozenset[str]
    organisations: frozenset[str]
    speech: frozenset[str]
    locative: frozenset[str]
    titles: frozenset[str]
    given: frozenset[str]
    stop: frozenset[str]
    name_heads: frozenset[str]
    regions: dict[str, str]
    standing_alone: frozenset[str]


@cache
def lexicon() -> Lexicon:
    """The lexicon, read once."""
    data = load("places")
    regions: dict[str, str] = {}
    for state, names in data["us states"].items():
        regions[state] = f"US.{state}"
        for name in names:
            regions[name] = regions[name.rstrip(".")] = f"US.{state}"
    for code, names in data["canadian provinces"].items():
        for name in names:
            regions[name] = regions[name.rstrip(".")] = code
    return Lexicon(
        kinds={word: frozenset(kinds) for word, kinds in data["kind words"].items()},
        facilities=_lower(data["facility words"]),
        nature=_lower(data["nature words"]),
        organisations=_lower(data["organisation words"]),
        speech=_lower(data["speech verbs"]),
        locative=_lower(data["locative"]),
        titles=_lower(data["titles"]),
        given=frozenset(data["given names"]),
        stop=_lower(data["stop names"]),
        name_heads=_lower(data["name heads"]),
        regions=regions,
        standing_alone=frozenset(data["standing alone"]) | {name.rstrip(".") for name in data["standing alone"] if name.count(".") > 1},
    )


def _lower(words: list[str]) -> frozenset[str]:
    return frozenset(str(word).lower() for word in words)
