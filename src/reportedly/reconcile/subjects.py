"""What a figure counts, in general words, so that figures of different reports can be compared.

People fall into nested classes (`ontology/subjects.yaml`): officers, police, security, people. Things keep their words,
synonyms made one. Two classes are one series only where no report sets them apart: `reconcile/series.py`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from reportedly.ontology.load import load

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_IRREGULAR = {
    "men": "man",
    "women": "woman",
    "children": "child",
    "people": "people",
    "staff": "staff",
    "police": "police",
    "lives": "life",
}
_AND = re.compile(r",| and | or ")
_RELATIONAL = frozenset({"participant", "member"})  # what follows tells who they are: "participants in the riots"
_SMALL = frozenset(
    [
        "the",
        "a",
        "an",
        "of",
        "in",
        "and",
        "or",
        "s",
        "for",
        "to",
        "on",
        "by",
        "at",
        "its",
        "their",
        "his",
        "her",
        "all",
        "other",
        "more",
        "least",
        "about",
        "some",
        "from",
        "with",
        "who",
    ]
)


@dataclass(frozen=True, slots=True)
class Subject:
    """What is counted.

    Attributes:
        name: Class of people, or the words for a thing.
        elliptical: Whether the words stand for what was counted before ("personnel").
    """

    name: str
    elliptical: bool = False


def singular(word: str) -> str:
    """The singular of an English noun, near enough to compare words by."""
    low = word.lower()
    if low in _IRREGULAR:
        return _IRREGULAR[low]
    if low.endswith("men") and len(low) > 4:
        return low[:-2] + "an"
    if low.endswith("ies") and len(low) > 4:
        return low[:-3] + "y"
    if low.endswith(("sses", "shes", "ches", "xes")):
        return low[:-2]
    return low[:-1] if low.endswith("s") and not low.endswith(("ss", "us", "is")) else low


@cache
def classify(subject: str, unit: str) -> Subject:
    """The subject of a figure by its words ("Pakistan Army personnel" are soldiers)."""
    told = subject.split(" who ", maxsplit=1)[0]
    if unit != "people":
        return Subject(_thing(_words(told), unit))
    found = [_people(words) for part in _AND.split(told) if (words := _words(part))]
    if not found:
        return Subject("people")
    name = found[0].name
    for other in found[1:]:
        name = _shared(name, other.name)
    return Subject(name, found[0].elliptical)


def within(name: str, other: str) -> bool:
    """Whether a class of people is part of another, or the same."""
    classes = load("subjects")["people"]
    while name != other:
        if name not in classes or "in" not in classes[name]:
            return False
        name = classes[name]["in"]
    return True


def parent(name: str) -> str | None:
    """The class that a class of people is part of; null for `people` and for things."""
    found: str | None = load("subjects")["people"].get(name, {}).get("in")
    return found


def joins(name: str) -> str | None:
    """The class that a class stands for as long as no report sets the two apart."""
    found: str | None = load("subjects")["people"].get(name, {}).get("alone")
    return found


def is_of_accused(measure: str) -> bool:
    """Whether a measure is done to people under suspicion, whatever they are called."""
    return measure in load("subjects")["accused"]


def series_measure(measure: str) -> str:
    """The measure that a series goes by."""
    found: str = load("subjects")["same_measure"].get(measure, measure)
    return found


def is_state(measure: str, detail: str | None) -> bool:
    """Whether a count is one of people in a state that they leave, so that a fall is no correction."""
    states = load("subjects")["states"]
    return measure in states["measures"] or any(part in states["details"] for part in (detail or "").split(", "))


def _words(text: str) -> tuple[str, ...]:
    return tuple(singular(word) for word in _WORD.findall(text))


def _shared(one: str, other: str) -> str:
    """The narrowest class that holds both: "police officers and national guards" are security."""
    while not within(other, one):
        one = parent(one) or "people"
    return one


@cache
def _heads() -> dict[str, str]:
    return {word: name for name, entry in load("subjects")["people"].items() for word in entry["words"]}


def _people(words: tuple[str, ...]) -> Subject:
    """The head noun decides, if it is one of a class; of a general head, its modifiers do."""
    heads, ontology = _heads(), load("subjects")
    core = words[: words.index("of")] if "of" in words and words.index("of") > 0 else words
    for position in range(len(core) - 1, -1, -1):
        two = " ".join(core[position - 1 : position + 1]) if position else ""
        head = core[position]
        if two in heads:
            return Subject(heads[two])
        if head in ontology["elliptical"] or heads.get(head) in ("people", "security", "workers", "officials"):
            about = (*core[:position], *(words[position + 1 :] if head in _RELATIONAL else words[len(core) :]))
            told = [ontology["modifiers"][word] for word in about if word in ontology["modifiers"]]
            if told:
                return Subject(told[-1])
        if head in ontology["elliptical"]:
            return Subject(heads.get(head, "people"), elliptical=True)
        if head in heads:
            return Subject(heads[head])
    return Subject("people")


@cache
def _synonyms() -> dict[str, str]:
    return {word: name for name, words in load("subjects")["things"].items() for word in words}


def _thing(words: tuple[str, ...], unit: str) -> str:
    """The words for a thing: head and modifiers, synonyms made one, in the order of the text."""
    told = [_synonyms().get(word, word) for word in words if word not in _SMALL]
    whole = " ".join(words)
    return _synonyms().get(whole, " ".join(told) or _synonyms().get(unit, unit))
