"""From happenings to incidents: what belongs together, and which of it MUC asks for.

Two happenings are of one incident where nothing contradicts it (type, day, town, named victims) and something speaks
for it: a participant in common, words that refer back ("the attack"), or that one follows close on the other.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from bench.muc.cast import Person
from bench.muc.happenings import Happening, Thing
from bench.muc.sorting import kind_of

MOST_INDIVIDUALS = 2
NEAR = 300  # characters between happenings of one paragraph
EFFECTS = frozenset({"killing", "injury", "property_destruction", "explosion"})
GENERAL = frozenset({"ATTACK"})


@dataclass
class Incident:
    """Happenings that belong together, in order of the text."""

    parts: list[Happening] = field(default_factory=list)

    @property
    def kind(self) -> str:
        """MUC's type: the first that is more than ATTACK."""
        return next((part.kind for part in self.parts if part.kind not in GENERAL), "ATTACK")

    @property
    def stage(self) -> str:
        """Accomplished where any part is."""
        stages = [part.stage for part in self.parts]
        return next((stage for stage in ("ACCOMPLISHED", "ATTEMPTED", "THREATENED") if stage in stages), "ACCOMPLISHED")

    @property
    def people(self) -> list[Person]:
        """Those harmed, each once, the fullest words."""
        found: dict[str, Person] = {}
        for part in self.parts:
            for person in part.people:
                if not any(_same(person.phrase, other) for other in found):
                    found[person.phrase] = person
        return list(found.values())

    @property
    def things(self) -> list[Thing]:
        """What was hit, each once."""
        found: dict[str, Thing] = {}
        for part in self.parts:
            for thing in part.things:
                if not any(_same(thing.phrase, other) for other in found):
                    found[thing.phrase] = thing
        return list(found.values())

    @property
    def individuals(self) -> list[str]:
        """Those who did it, each once: of phrases with the same last word the first."""
        found: dict[str, str] = {}
        for phrase in self.gathered("individuals"):
            found.setdefault(phrase.split()[-1].removesuffix("S"), phrase)
        return list(found.values())[:MOST_INDIVIDUALS]

    def gathered(self, name: str) -> list[str]:
        """The strings of one field over all parts, each once."""
        return list(dict.fromkeys(value for part in self.parts for value in getattr(part, name)))

    @property
    def days(self) -> list[tuple[str | None, str | None]]:
        """Its days, as the parts give them."""
        return [(part.event.when.first, part.event.when.last) for part in self.parts if part.event.when is not None]

    @property
    def towns(self) -> list[str]:
        """Its places below the country, as the parts give them."""
        return [part.event.place.name for part in self.parts if part.event.place is not None and part.event.place.kind != "country"]


def _same(one: str, other: str) -> bool:
    """Whether two phrases are for one thing: one's words are among the other's, or they share the last word."""
    a, b = set(one.split()), set(other.split())
    return a <= b or b <= a


def incidents(parts: list[Happening]) -> list[Incident]:
    """Incidents in order of their first mention."""
    found: list[Incident] = []
    for part in parts:
        home = _home(part, found)
        if home is None:
            found.append(Incident([part]))
        else:
            home.parts.append(part)
    return [incident for incident in found if is_relevant(incident)]


def _home(part: Happening, found: list[Incident]) -> Incident | None:
    """The incident that a happening belongs to: the nearest that fits best."""
    fitting = [(_ties(part, incident), position) for position, incident in enumerate(found) if not _contradicts(part, incident)]
    best = max(fitting, default=(0, 0))
    return found[best[1]] if best[0] > 0 else None


def _contradicts(part: Happening, incident: Incident) -> bool:
    kinds = {part.kind, incident.kind} - GENERAL
    if len(kinds) > 1 and not kinds <= {"BOMBING", "ARSON"}:
        return True
    if "KIDNAPPING" in kinds and part.kind != incident.kind and not _shared(part, incident):
        return True
    day = part.event.when
    if day is not None and incident.days and all(_apart((day.first, day.last), other) for other in incident.days):
        return True
    place = part.event.place
    towns = incident.towns
    return place is not None and place.kind != "country" and bool(towns) and place.name not in towns


def _apart(one: tuple[str | None, str | None], other: tuple[str | None, str | None]) -> bool:
    """Whether two intervals have no day in common."""
    (low, high), (first, last) = one, other
    return bool((high and first and high < first) or (last and low and last < low))


def _shared(part: Happening, incident: Incident) -> bool:
    """Whether they have somebody or something in common."""
    mine = [person.phrase for person in part.people] + [thing.phrase for thing in part.things]
    theirs = [person.phrase for person in incident.people] + [thing.phrase for thing in incident.things]
    return any(_same(a, b) for a in mine for b in theirs)


def _ties(part: Happening, incident: Incident) -> int:
    """How much speaks for it: 3 for something in common, 2 for words that refer back, 1 for being near."""
    if _shared(part, incident):
        return 3
    last = incident.parts[-1]
    distance = part.start - last.start
    empty = not part.people and not part.things
    if empty and distance < 3 * NEAR:
        return 2
    return 1 if distance < NEAR else 0


def is_relevant(incident: Incident) -> bool:
    """Whether MUC asks for it: somebody or something civilian was hit, and not armed forces alone."""
    people, things = incident.people, incident.things
    if incident.kind == "HIJACKING" and any(part.state for part in incident.parts):
        return False
    if all(part.event.type == "armed_clash" for part in incident.parts) and not people:
        return False
    if people and all(person.sort == "ACTIVE MILITARY" for person in people) and not things:
        return False
    if not people and not things:
        return incident.kind in {"BOMBING", "KIDNAPPING"} and bool(incident.gathered("individuals") or incident.gathered("organizations"))
    return not all(kind_of(person.phrase, "perpetrators") for person in people) or bool(things)
