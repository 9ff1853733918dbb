"""The words of `ontology/measures.yaml` and `ontology/people.yaml`, laid out to be looked up by lemma.

A verb entry is one of three: a verb alone ("kill"), a verb with words that belong to it ("take hostage", "take to
hospital"), a verb whose counted thing follows a preposition ("set fire to"). Longer entries are tried before shorter
ones, so that "burn to death" is not "burn".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from reportedly.ontology.load import load

Role = Literal["to", "by"]
# Of words that close an entry, those that are never particles; the others ("round up", "set on") are only after a word of their own.
GOVERNING = frozenset({"to", "into", "of", "for", "at", "against"})
PREPOSITIONS = frozenset(
    {"to", "into", "on", "at", "of", "from", "for", "in", "with", "out", "under", "without", "behind", "before", "off", "against"}
)


@dataclass(frozen=True, slots=True)
class VerbEntry:
    """One way in which a verb tells a measure.

    Attributes:
        measure: Name of the measure.
        role: Whether what is counted has it done `to` it, or does it (`by`).
        words: Lemmas that belong to the verb, in order, prepositions included; empty for a verb alone.
        after: Preposition after which the counted thing stands, or "".
        manner: The entry as written, where it tells how.
        passive: Whether it tells the measure in the passive alone.
    """

    measure: str
    role: Role
    words: tuple[str, ...]
    after: str
    manner: str | None
    passive: bool = False


@dataclass(frozen=True, slots=True)
class Measure:
    """What the vocabulary says of one measure, as far as reading needs it.

    Attributes:
        name: Its name.
        counts: What its number counts.
        yields: Whether other measures of the clause come first.
        one: Whether an article counts one.
        things: Whether a measure of people holds for things too.
        of_people: The measure that its words tell of people, or "".
        of_things: Its verbs that tell nothing of people.
        out_of: Measures of whose people a bare number of this one is a part.
        harm: Whether it tells of harm or need, so that sums of money beside it are about that.
        or_else: The milder measure that is taken where "or" leaves open which of both it was, or "".
        outdone_by: Measures one of which is taken instead where the clause tells both.
    """

    name: str
    counts: str
    yields: bool
    one: bool
    things: bool
    outdone_by: tuple[str, ...]
    or_else: str
    out_of: tuple[str, ...]
    of_people: str
    of_things: tuple[str, ...]
    harm: bool


@dataclass(frozen=True, slots=True)
class MeasureWords:
    """All measures, indexed by the words that tell them.

    Attributes:
        measures: By name.
        verbs: Entries by lemma of the verb, longest first.
        nouns: Names of acts, one or two lemmas, to the measure.
        those: Names of those concerned.
        adjectives: Words beside what is counted, prepositional ones as several words.
        objects: Verb and noun pairs in which the noun is counted ("claim life").
        totals: Names of running counts.
        cases_of: Diseases of which cases are counted.
    """

    measures: dict[str, Measure]
    verbs: dict[str, tuple[VerbEntry, ...]]
    nouns: dict[str, str]
    those: dict[str, str]
    adjectives: dict[str, str]
    objects: dict[tuple[str, str], str]
    totals: dict[str, str]
    cases_of: dict[str, str]


@cache
def measure_words() -> MeasureWords:
    """The index, made once."""
    verbs: dict[str, list[VerbEntry]] = {}
    measures: dict[str, Measure] = {}
    plain: dict[str, dict[str, str]] = {key: {} for key in ("nouns", "those", "adjectives", "totals")}
    objects: dict[tuple[str, str], str] = {}
    harm = frozenset(load("money")["harm"])
    cases_of: dict[str, str] = {}
    for name, entry in load("measures")["measures"].items():
        measures[name] = Measure(
            name,
            entry["counts"],
            yields=bool(entry.get("yields")),
            one=bool(entry.get("one")),
            things=bool(entry.get("things")),
            outdone_by=tuple(entry.get("outdone by", ())),
            or_else=entry.get("or else", ""),
            out_of=tuple(entry.get("out of", ())),
            of_people=entry.get("of people", ""),
            of_things=tuple(entry.get("of things", ())),
            harm=name in harm,
        )
        for role in ("to", "by"):
            for phrase in entry.get(f"done {role}", ()):
                verb, *words = phrase.split()
                verbs.setdefault(verb, []).append(verb_entry(name, role, words, phrase if phrase in entry.get("manner", ()) else None))
        for verb in entry.get("passive", ()):
            verbs.setdefault(verb, []).append(VerbEntry(name, "to", (), "", None, passive=True))
        for disease in entry.get("cases of", ()):
            cases_of[disease] = plain["nouns"][f"{disease} case"] = name
        for key, index in plain.items():
            for phrase in entry.get(key, ()):
                index.setdefault(phrase, name)
        for phrase in entry.get("objects", ()):
            verb, noun = phrase.split()
            objects[verb, noun] = name
    ordered = {verb: tuple(sorted(entries, key=lambda entry: -len(entry.words) - bool(entry.after))) for verb, entries in verbs.items()}
    return MeasureWords(measures, ordered, plain["nouns"], plain["those"], plain["adjectives"], objects, plain["totals"], cases_of)


def verb_entry(name: str, role: str, words: list[str], manner: str | None) -> VerbEntry:
    """The entry of a verb with the words behind it."""
    if role == "by":
        return VerbEntry(name, "by", tuple(words), "", manner)
    governs = bool(words) and (words[-1] in GOVERNING or (len(words) > 1 and words[-1] in PREPOSITIONS))
    return VerbEntry(name, "to", tuple(words[:-1] if governs else words), words[-1] if governs else "", manner)


@dataclass(frozen=True, slots=True)
class CountedWords:
    """What the nouns of `ontology/people.yaml` say of a count."""

    people: frozenset[str]
    households: frozenset[str]
    things: frozenset[str]
    matters: frozenset[str]
    places: frozenset[str]
    endings: tuple[str, ...]
    relational: frozenset[str]
    groups: frozenset[str]
    uncounted: frozenset[str]
    quantities: frozenset[str]


@cache
def counted_words_index() -> CountedWords:
    """The nouns, read once."""
    lists = {key: frozenset(_words(value)) for key, value in load("people").items()}
    return CountedWords(
        lists["people"],
        lists["households"],
        lists["things"],
        lists["matters"],
        lists["places"],
        tuple(sorted(lists["endings"])),
        lists["relational"],
        lists["groups"],
        lists["uncounted"],
        lists["quantities"],
    )


def _words(lines: list[str]) -> Iterator[str]:
    for line in lines:
        yield from str(line).replace("-", " ").split() if " " not in str(line) else str(line).split()
