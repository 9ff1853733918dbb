"""Sorting words of the text into MUC's kinds of people, things and weapons. The lexicon is `words.yaml` beside this."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import yaml

_WORD = re.compile(r"[\w'’-]+")
_OF = re.compile(r"\s+(?:of|from|in|at|on|near|for|with|who|that|which|by|belonging|located|assigned)\s+|[,(\[]")
_BEYOND = re.compile(r"\s*[,(\[;]|\s+(?:who|which|that|when|where|in|on|at|near|from|located|belonging)\s", re.IGNORECASE)
_ARTICLE = re.compile(r"^(?:the|a|an|his|her|their|its|our|this|that|these|those)\s+", re.IGNORECASE)
_LONGEST_ENTRY = 5  # words


@cache
def words() -> dict[str, Any]:
    """The lexicon."""
    loaded: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "words.yaml").read_text(encoding="utf-8"))
    return loaded


@cache
def _index(name: str) -> dict[str, str]:
    """From a phrase in lower case to its kind; for plain lists, the list's name is the kind."""
    entry = words()[name]
    if isinstance(entry, list):
        return dict.fromkeys(entry, name)
    return {phrase: kind for kind, phrases in entry.items() for phrase in phrases}


def kind_of(phrase: str, name: str, reach: int = 2) -> str | None:
    """The kind that the lexicon `name` gives the last words of a phrase's head.

    Args:
        phrase: The words.
        name: Which lexicon.
        reach: How many words from the end the known ones may stop; 1 for those that end the head.
    """
    head = _OF.split(phrase.lower(), maxsplit=1)[0]
    return _last_known(head, _index(name), reach)


def mentions(phrase: str, name: str) -> bool:
    """Whether any words of a phrase are in the lexicon."""
    index, spoken = _index(name), _forms(phrase)
    return any(" ".join(form) in index for form in spoken)


def _last_known(phrase: str, index: dict[str, str], reach: int) -> str | None:
    spoken = _WORD.findall(phrase.lower())
    for end in range(len(spoken), max(0, len(spoken) - reach), -1):
        for size in range(min(_LONGEST_ENTRY, end), 0, -1):
            found = " ".join(spoken[end - size : end])
            for form in (found, *_singulars(found)):
                if form in index:
                    return index[form]
    return None


def _singulars(phrase: str) -> tuple[str, ...]:
    if phrase.endswith("ies"):
        return (phrase[:-3] + "y",)
    if phrase.endswith("es"):
        return phrase[:-1], phrase[:-2]
    return (phrase[:-1],) if phrase.endswith("s") else ()


def _forms(phrase: str) -> list[list[str]]:
    spoken = _WORD.findall(phrase.lower())
    found = []
    for start in range(len(spoken)):
        for size in range(1, _LONGEST_ENTRY + 1):
            run = spoken[start : start + size]
            found.append(run)
            found += [[*run[:-1], single] for single in _singulars(run[-1])] if run else []
    return found


def bare(phrase: str) -> str:
    """A phrase without article and quotation marks, on one line, upper case."""
    flat = " ".join(phrase.replace('"', " ").split())
    return _ARTICLE.sub("", flat).strip(" ,.;:'").upper()


def core(phrase: str) -> str:
    """The phrase up to its first comma, bracket, relative clause or phrase of place."""
    return bare(_BEYOND.split(bare(phrase), maxsplit=1)[0])


def same(one: str, other: str) -> bool:
    """Whether two phrases are for one thing: one's words are among the other's, or one abbreviates the other."""
    a, b = one.split(), other.split()
    return set(a) <= set(b) or set(b) <= set(a) or _abbreviates(a, b) or _abbreviates(b, a)


def _abbreviates(short: list[str], long: list[str]) -> bool:
    letters = "".join(short)
    if len(short) != 1 or not 2 < len(letters) <= 6 or len(long) < 2:
        return False
    initials = [word[0] for word in long if word not in {"OF", "THE", "FOR", "AND"}]
    rest = list(initials)
    for letter in letters:
        if letter in rest:
            rest.remove(letter)
    return len(initials) - len(rest) >= len(letters) - 1 and len(rest) <= 1
