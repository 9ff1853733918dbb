"""The words of `ontology/modality.yaml`, turned round: from a word to what it says of a predicate."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from reportedly.ontology.load import load

Reading = Literal[
    "accomplished", "ongoing", "attempted", "planned", "threatened", "prevented", "hypothetical", "alleged", "denied", "continued", "plain"
]


@dataclass(frozen=True, slots=True)
class ModalWords:
    """Words that say whether what is told has happened; each field is a list of the file, explained there."""

    over: dict[str, Reading]
    plain: frozenset[str]
    alleged: frozenset[str]
    denied: frozenset[str]
    nouns: dict[str, Reading]
    beside: dict[str, Reading]
    modals: dict[str, Reading]
    for_nouns: dict[str, Reading]
    undergone: dict[str, Reading]
    does: dict[str, Reading]
    negations: frozenset[str]
    about: frozenset[str]
    conditionals: frozenset[str]
    without: frozenset[str]
    anybody: frozenset[str]
    bearing: frozenset[str]
    circumstance: frozenset[str]
    joining: frozenset[str]
    accusing: frozenset[str]
    doubting: frozenset[str]
    inventing: frozenset[str]
    tidings: frozenset[str]
    not_over_nouns: frozenset[str]


@cache
def modal_words() -> ModalWords:
    """The lexicon."""
    data = load("modality")

    def turned(name: str, *order: str) -> dict[str, Reading]:
        classes: dict[Reading, list[str]] = data[name]
        return {word: reading for reading in classes if reading in order or not order for word in classes[reading]}

    # "plain", "alleged" and "denied" hold words of the other lists as well
    asides = ("plain", "alleged", "denied")
    fields: dict[str, Any] = {name: frozenset(words) for name, words in data.items() if isinstance(words, list)}
    fields.update({name: frozenset(data["over"][name]) for name in asides})
    fields.update({name: turned(name) for name in ("nouns", "beside", "modals", "for_nouns", "undergone", "does")})
    return ModalWords(over=turned("over", *(name for name in data["over"] if name not in asides)), **fields)
