"""The patterns of `ontology/events.yaml`, read into values and indexed by the word that triggers them.

    pattern  =  verbs: [subject] ["be"] verb {part}        nouns: {modifier} noun {part}
    subject  =  slot | "(" slot ")"
    part     =  piece | "(" piece ")"                      brackets: may be missing
    piece    =  slot | words | prepositions slot | prepositions words
    slot     =  ROLE [":" kind {"|" kind}] ["!" kind {"|" kind}]
    words    =  word {"|" word},   word = lemma ["+" lemma within its phrase]
    verb     =  "is" | lemma ["_" particle], with "|" between several

A bare verb stands for "(AGENT) verb TARGET"; a verb without a subject for "(AGENT) verb ...".
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from reportedly.ontology.load import load

IDIOM = ""  # the type of what sounds like an event and is none
_NARROW = frozenset({"protester", "gathering", "bomb", "missile", "volcano", "case"})  # kinds that tell more than others
_ITEM = re.compile(r"\([^()]*\)|[^\s()]+")
_ROLE = re.compile(r"[A-Z]+")


@dataclass(frozen=True, slots=True)
class Slot:
    """A place for participants.

    Attributes:
        role: AGENT, TARGET, INSTRUMENT, or a role that is only asked for (PLACE, ISSUE).
        kinds: One of these kinds is asked for; empty for any.
        barred: None of these kinds is allowed (without `kinds`: not these alone).
        required: Whether the pattern fails without it.
    """

    role: str
    kinds: frozenset[str] = frozenset()
    barred: frozenset[str] = frozenset()
    required: bool = True


@dataclass(frozen=True, slots=True)
class Words:
    """Words that must be there: lemma, and a lemma somewhere within its phrase ("" for none)."""

    choices: frozenset[tuple[str, str]]
    required: bool = True


@dataclass(frozen=True, slots=True)
class Oblique:
    """A prepositional phrase that holds participants or words."""

    prepositions: frozenset[str]
    holds: Slot | Words


@dataclass(frozen=True, slots=True)
class Pattern:
    """One way to tell of a type of event.

    Attributes:
        type: Name of the type.
        form: Name of its form, or null.
        lemma: The trigger.
        source: The pattern as written.
        particle: Particle of the verb, or "".
        passive: Whether only the passive fits.
        subject: Slot of the subject; null for nouns.
        object: Slot of the object, if there is one.
        words: Words that must stand beside the verb as its object or complement.
        obliques: Prepositional phrases.
        modifiers: For nouns: one of each of these sets must stand before.
        weight: How much it asks for.
    """

    type: str
    form: str | None
    lemma: str
    source: str
    particle: str = ""
    passive: bool = False
    subject: Slot | None = None
    object: Slot | None = None
    words: tuple[Words, ...] = ()
    obliques: tuple[Oblique, ...] = ()
    modifiers: tuple[frozenset[str], ...] = ()
    weight: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All patterns, by lemma of their trigger, those that ask for most first."""

    verbs: Mapping[str, tuple[Pattern, ...]]
    nouns: Mapping[str, tuple[Pattern, ...]]


@cache
def vocabulary() -> Vocabulary:
    """The patterns of the ontology."""
    verbs: list[Pattern] = []
    nouns: list[Pattern] = []
    idioms = load("events")["idioms"]
    verbs.extend(pattern for written in idioms["verbs"] for pattern in verb_patterns(IDIOM, None, written))
    nouns.extend(pattern for written in idioms["nouns"] for pattern in noun_patterns(IDIOM, None, written))
    for name, entry in load("events")["events"].items():
        for form, part in [(None, entry), *entry.get("forms", {}).items()]:
            for written in part.get("verbs", []):
                verbs.extend(verb_patterns(name, form, written))
            for written in part.get("nouns", []):
                nouns.extend(noun_patterns(name, form, written))
    return Vocabulary(_indexed(verbs), _indexed(nouns))


def _indexed(patterns: list[Pattern]) -> dict[str, tuple[Pattern, ...]]:
    index: dict[str, list[Pattern]] = {}
    for pattern in patterns:
        index.setdefault(pattern.lemma, []).append(pattern)
    return {lemma: tuple(sorted(found, key=lambda pattern: -pattern.weight)) for lemma, found in index.items()}


def verb_patterns(name: str, form: str | None, written: str) -> list[Pattern]:
    """The patterns that a written verb pattern stands for: one a verb."""
    items = _ITEM.findall(written)
    subject = Slot("AGENT", required=False)
    if _ROLE.match(items[0].strip("(")):
        subject = _slot(items[0].strip("()"), not items[0].startswith("("))
        items = items[1:]
    passive = items[0] == "be"
    verb, *rest = items[1:] if passive else items
    held, words, obliques = _parts(rest)
    if not rest and subject == Slot("AGENT", required=False):
        held = Slot("TARGET")
    weight = _weight((subject, held), words, obliques)
    return [
        Pattern(name, form, lemma, written, particle, passive, subject, held, words, obliques, (), weight + 3 * bool(particle) + passive)
        for lemma, _, particle in (choice.partition("_") for choice in ("be" if verb == "is" else verb).split("|"))
    ]


def noun_patterns(name: str, form: str | None, written: str) -> list[Pattern]:
    """The patterns that a written noun pattern stands for: one a noun. "(by AGENT)" is always understood."""
    items = _ITEM.findall(written)
    cut = next(
        (i for i, item in enumerate(items) if item.startswith("(") or item.split("|")[0] in load("telling")["prepositions"]), len(items)
    )
    *modifiers, noun = items[:cut]
    _, words, obliques = _parts(items[cut:])
    obliques = (*obliques, Oblique(frozenset({"by"}), Slot("AGENT", required=False)))
    before = tuple(frozenset(modifier.split("|")) for modifier in modifiers)
    weight = _weight((), words, obliques) + 3 * len(before)
    return [
        Pattern(name, form, lemma, written, words=words, obliques=obliques, modifiers=before, weight=weight) for lemma in noun.split("|")
    ]


def _parts(items: list[str]) -> tuple[Slot | None, tuple[Words, ...], tuple[Oblique, ...]]:
    held: Slot | None = None
    words: list[Words] = []
    obliques: list[Oblique] = []
    pieces = [(item.strip("()").split(), not item.startswith("(")) for item in items]
    queue = [(word, required) for words_of, required in pieces for word in words_of]
    while queue:
        item, required = queue.pop(0)
        if item.split("|")[0] in load("telling")["prepositions"] and queue:
            inner, _ = queue.pop(0)
            obliques.append(Oblique(frozenset(item.split("|")), _slot(inner, required) if _ROLE.match(inner) else _words(inner, required)))
        elif _ROLE.match(item):
            held = _slot(item, required)
        else:
            words.append(_words(item, required))
    return held, tuple(words), tuple(obliques)


def _slot(written: str, required: bool) -> Slot:
    asked, _, barred = written.partition("!")
    role, _, kinds = asked.partition(":")
    return Slot(role, _set(kinds), _set(barred), required)


def _set(written: str) -> frozenset[str]:
    return frozenset(written.split("|")) if written else frozenset()


def _words(written: str, required: bool) -> Words:
    return Words(frozenset((lemma, within) for lemma, _, within in (word.partition("+") for word in written.split("|"))), required)


def _weight(slots: tuple[Slot | None, ...], words: tuple[Words, ...], obliques: tuple[Oblique, ...]) -> int:
    held = [*slots, *(oblique.holds for oblique in obliques if isinstance(oblique.holds, Slot))]
    asked = sum(
        1 + bool(slot.kinds) + 2 * (bool(slot.kinds) and slot.kinds <= _NARROW) for slot in held if slot is not None and slot.required
    )
    spoken = [*words, *(oblique.holds for oblique in obliques if isinstance(oblique.holds, Words))]
    return asked + sum(bool(slot.kinds) for slot in held if slot and not slot.required) + 3 * sum(each.required for each in spoken)
