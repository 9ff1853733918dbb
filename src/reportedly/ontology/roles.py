"""Offices, organisations, groups and labels, from `roles.yaml` and `labels.yaml`, indexed by word."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from reportedly.ontology.load import load


@dataclass(frozen=True, slots=True)
class Roles:
    """The lexicon of actors. Sectors are values of the mappings; "" where a word has none.

    Attributes:
        offices: Nouns for people in office.
        modifiers: Words before an office that belong to it.
        titles: Titles before a name, without the full stop.
        men: Titles and offices that only men bear.
        women: Titles and offices that only women bear.
        organisations: Nouns that head the name of an organisation.
        groups: Nouns for people who act together.
        stand_ins: Nouns that stand for an organisation named before.
        outlets: Names of media and news agencies.
        labels: Lemmas that judge, with the neutral word.
    """

    offices: dict[str, str]
    modifiers: frozenset[str]
    titles: frozenset[str]
    men: frozenset[str]
    women: frozenset[str]
    organisations: dict[str, str]
    groups: dict[str, str]
    stand_ins: frozenset[str]
    outlets: frozenset[str]
    labels: dict[str, str]


@cache
def roles() -> Roles:
    """The lexicon, indexed once."""
    data = load("roles")
    return Roles(
        offices=_by_word(data["offices"]),
        modifiers=frozenset(data["office_modifiers"]),
        titles=frozenset(data["titles"]),
        men=frozenset(data["titles_of_men"]),
        women=frozenset(data["titles_of_women"]),
        organisations=_by_word(data["organisations"]),
        groups=_by_word(data["groups"]),
        stand_ins=frozenset(data["stand_ins"]["organisation"]),
        outlets=frozenset(data["outlets"]),
        labels=dict(load("labels")["labels"]),
    )


def _by_word(groups: dict[str, list[str]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for sector, words in groups.items():
        for word in words:
            found.setdefault(word, sector)
    return found
