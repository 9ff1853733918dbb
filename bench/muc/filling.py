"""Who did an incident to whom with what: by the events of the record, and victims' names by the learned reader where the record has it.

For the other roles the reader's likelihoods were tried in cross-validation on half A: they add as many wrong fills as right ones.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bench.muc import likely
from bench.muc.candidates import chosen_for
from bench.muc.cast import Cast, Person
from bench.muc.happenings import Thing
from bench.muc.incidents import Incident
from bench.muc.likely import Filler
from bench.muc.responsibility import responsible
from reportedly.model.record import Record
from reportedly.reader.labels import HARM, PEOPLE

LIKELY = 0.08  # likelihood of a label that is told at all


@dataclass(frozen=True, slots=True)
class Filled:
    """The participants of an incident.

    Attributes:
        individuals: Who did it.
        organizations: Who is held responsible, each with MUC's confidence.
        weapons: With what.
        things: What was hit.
        people: Who was harmed.
        harm: What the reader holds likely to have become of a person: `DEATH`, `INJURY`, `UNHURT`.
    """

    individuals: tuple[str, ...]
    organizations: dict[str, str]
    weapons: tuple[str, ...]
    things: tuple[Thing, ...]
    people: tuple[Person, ...]
    harm: dict[str, str]


def filled(incident: Incident, among: Sequence[Incident], record: Record) -> Filled:
    """The participants of one of the incidents of a record."""
    plain = _by_events(incident, record)
    if record.violence is None or not likely.learned():
        return plain
    cast = Cast(record)
    named = [item for _, item in likely.chosen("names", incident, among, record)]
    people = [replace(_named(item, incident, cast), sort=_sort(item, incident, cast, record)) for item in named]
    people += [person for person in plain.people if not person.named]
    harm = {item.phrase: said for item in named if (said := likeliest(item, record, HARM)) is not None}
    return replace(plain, people=tuple(people), harm=harm)


def _by_events(incident: Incident, record: Record) -> Filled:
    armed = incident.kind not in {"ARSON", "KIDNAPPING"}
    return Filled(
        tuple(item.phrase for item in chosen_for("individuals", incident, record)),
        responsible(incident, record),
        tuple(item.phrase for item in chosen_for("weapons", incident, record)) if armed else (),
        tuple(incident.things) if incident.kind != "KIDNAPPING" else (),
        tuple(incident.people),
        {},
    )


def _named(item: Filler, incident: Incident, cast: Cast) -> Person:
    """The person of a name, as the events have it where they do."""
    known = next((person for person in incident.people if person.named and person.phrase == item.phrase), None)
    made = known or cast.person(item.phrase, living=True)
    if made is not None and made.named:
        return replace(made, phrase=item.phrase)
    return Person(item.phrase, True, cast.title_before(item.phrase), "CIVILIAN", "1")


def _sort(item: Filler, incident: Incident, cast: Cast, record: Record) -> str:
    """MUC's type of a person: what the title tells, else the reader."""
    told = _named(item, incident, cast).sort
    return told if told != "CIVILIAN" else likeliest(item, record, PEOPLE) or told


def likeliest(item: Filler, record: Record, labels: Sequence[str]) -> str | None:
    """The likeliest of some labels over the mentions of a phrase; null where none is at all likely."""
    if record.violence is None:
        return None
    spans = {(low, high) for low, high, _ in item.mentions}
    mine = [scored.likelihoods for scored in record.violence.phrases if (scored.evidence.start, scored.evidence.end) in spans]
    best = {label: max((likelihoods.get(label, 0.0) for likelihoods in mine), default=0.0) for label in labels}
    found = max(labels, key=lambda label: best[label])
    return found if best[found] >= LIKELY else None
