"""The words that ascribe, from `cues.yaml`, indexed by lemma."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from reportedly.model.attribution import Polarity
from reportedly.ontology.load import load

FORMS = frozenset({"quote", "clause", "infinitive", "object", "complement", "gerund"})


@dataclass(frozen=True, slots=True)
class Cue:
    """What one lemma (with its particle) can ascribe, all its groups together.

    Attributes:
        classes: For each way of taking content, what the source then does ("clause" -> "say").
        first: Class of the first group that has the lemma.
        objects: Lemmas that an object must have to be content; empty where any may.
        barred: Lemmas of objects that are no content ("claimed 40 lives").
    """

    classes: dict[str, str]
    first: str
    objects: frozenset[str] = frozenset()
    barred: frozenset[str] = frozenset()

    def takes(self, form: str) -> bool:
        """Whether the content can have this form: one of `FORMS`, or a preposition."""
        return form in self.classes

    def class_of(self, form: str) -> str:
        """What the source does where the content has this form."""
        return self.classes.get(form, self.first)


@dataclass(frozen=True, slots=True)
class CueLexicon:
    """All cues.

    Attributes:
        verbs: By lemma, particle after a space.
        nouns: By lemma.
        adjectives: By word.
        hedges: Adverbs that ascribe to nobody, with their polarity.
        phrases: Fixed phrases ("according to") by their first word, as tuples of words.
        documents: Nouns that name a text.
        vouching: Classes by which a source answers for the content.
        polarity: Polarity of classes that do not assert.
        with_particle: First words of verbs with a particle.
        anonymous: Words by which a source stays without a name.
        counts: Nouns of counting: "by the union's count".
        expecting: Verbs that in the passive tell a plan and nobody's words.
        withheld: Verbs over a cue by which the source does not answer: "declined to say".
        impersonal: Verbs whose "it" is nobody: "it emerged that".
    """

    verbs: dict[str, Cue]
    nouns: dict[str, Cue]
    adjectives: dict[str, Cue]
    hedges: dict[str, Polarity]
    phrases: dict[str, tuple[tuple[str, ...], ...]]
    documents: frozenset[str]
    vouching: frozenset[str]
    polarity: dict[str, Polarity]
    with_particle: frozenset[str]
    anonymous: dict[str, frozenset[str]]
    counts: frozenset[str]
    expecting: frozenset[str]
    withheld: frozenset[str]
    impersonal: frozenset[str]


@cache
def cues() -> CueLexicon:
    """The lexicon, indexed once."""
    data = load("cues")
    verbs = _indexed(data["verbs"])
    return CueLexicon(
        verbs=verbs,
        nouns=_indexed(data["nouns"]),
        adjectives=_indexed(data["adjectives"]),
        hedges={word: polarity for polarity, words in data["adverbs"].items() for word in words},
        phrases=_by_first_word(data["sources_by"]),
        documents=frozenset(data["documents"]),
        vouching=frozenset(data["vouching"]),
        polarity=dict(data["polarity"]),
        with_particle=frozenset(word.split(" ", 1)[0] for word in verbs if " " in word),
        anonymous={name: frozenset(words) for name, words in data["anonymous"].items()},
        counts=frozenset(data["counts"]),
        expecting=frozenset(data["expecting"]),
        withheld=frozenset(data["withheld"]),
        impersonal=frozenset(data["impersonal"]),
    )


def _indexed(groups: list[dict[str, Any]]) -> dict[str, Cue]:
    """Groups merged by word; where two give one form, the first in the file decides."""
    found: dict[str, Cue] = {}
    for group in groups:
        taken = {str(form): str(group["class"]) for form in group["takes"]}
        for word in group["words"]:
            known = found.get(word, Cue({}, str(group["class"])))
            objects = frozenset(group["of"]) if "of" in group and "object" not in known.classes else known.objects
            found[word] = Cue(taken | known.classes, known.first, objects, known.barred | frozenset(group.get("but", ())))
    return found


def _by_first_word(phrases: list[str]) -> dict[str, tuple[tuple[str, ...], ...]]:
    found: dict[str, tuple[tuple[str, ...], ...]] = {}
    for phrase in phrases:
        words = tuple(phrase.split())
        found[words[0]] = (*found.get(words[0], ()), words)
    return found
