"""Whose word it is, and which words are one source.

Two names are one source where the words of one are among those of the other ("Interior Ministry", "Ministry of the
Interior of Kazakhstan"). Sources belong to sides (`ontology/sides.yaml`): a ministry, the police and "officials" of one country speak for
one side, whose later figure replaces its earlier one; what another side says at the same time, and cannot also be
true, is a conflict.
"""

from __future__ import annotations

import re
from functools import cache

from reportedly.ontology.load import load

_WORD = re.compile(r"[^\W\d_]+")
_SMALL = frozenset(["the", "a", "an", "of", "in", "and", "for", "to", "on", "by", "at", "its", "s", "from"])


@cache
def source_words(name: str) -> frozenset[str]:
    """The telling words of a source's name, the same for "Ministry of the Interior" and "Interior Ministry"."""
    same = load("sides")["same"]
    words = [word.lower() for word in _WORD.findall(name)]
    return frozenset(same.get(word, word) for word in words if word not in _SMALL)


@cache
def same_source(one: str, other: str) -> bool:
    """Whether two names are taken for one source."""
    first, second = source_words(one), source_words(other)
    if not first or not second:
        return False
    small, large = sorted((first, second), key=len)
    return small <= large and not small <= _general()


@cache
def side(name: str | None) -> str:
    """The side that a source speaks for; `report` where the report says it in its own voice."""
    if name is None:
        return "report"
    lowered = f" {' '.join(word.lower() for word in _WORD.findall(name))} "
    for entry in load("sides")["sides"]:
        if any(f" {word} " in lowered or f" {word}s " in lowered for word in map(_spaced, entry["words"])):
            country = _country(name)
            return f"{entry['side']} {country}" if country and entry["side"] == "official" else str(entry["side"])
    return "other"


def rivals(one: str, other: str) -> bool:
    """Whether two sides are not one voice: they differ, and neither speaks for the report alone, but for those who fight."""
    if {one, other} == {"armed", "report"}:
        return True
    if "report" in (one, other) or one == other:
        return False
    # Officials whose country the text does not tell may be those of any.
    return {one.split(" ", maxsplit=1)[0], other.split(" ", maxsplit=1)[0]} != {"official"} or (" " in one and " " in other)


@cache
def _spaced(phrase: str) -> str:
    return " ".join(_WORD.findall(phrase))


@cache
def _general() -> frozenset[str]:
    return frozenset(load("sides")["general"])


@cache
def _countries() -> dict[str, str]:
    words: dict[str, str] = {}
    for code, entry in load("countries").items():
        if isinstance(entry, dict):
            for word in (*entry.get("of", ()), *entry.get("names", ())):
                words[word.lower()] = str(code)
    return words


def _country(name: str) -> str | None:
    known = _countries()
    return next((known[word.lower()] for word in _WORD.findall(name) if word.lower() in known), None)
