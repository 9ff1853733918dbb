"""What happened to whom: the record's events as MUC sees them, before they are put together to incidents."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bench.muc.cast import Cast, Person, split_number
from bench.muc.sorting import bare, core, kind_of, mentions, words
from reportedly.model.event import Event
from reportedly.model.record import Record

# Types of events that can be (part of) an incident, with MUC's type; None: it depends on the weapon.
TYPES: dict[str, str | None] = {
    "attack": None,
    "killing": None,
    "injury": None,
    "armed_clash": None,
    "property_destruction": None,
    "explosion": "BOMBING",
    "abduction": "KIDNAPPING",
    "hostage_taking": "KIDNAPPING",
    "hijacking": "HIJACKING",
    "arson": "ARSON",
    "robbery": "ROBBERY",
    "torture": None,
    "sexual_violence": None,
}
STAGES = {
    "accomplished": "ACCOMPLISHED",
    "ongoing": "ACCOMPLISHED",
    "attempted": "ATTEMPTED",
    "prevented": "ATTEMPTED",
    "threatened": "THREATENED",
}
EFFECTS = {"killing": "DEATH", "injury": "INJURY"}


@dataclass(frozen=True, slots=True)
class Thing:
    """Something attacked: its words, MUC's type of physical target, how many."""

    phrase: str
    sort: str
    number: str | None


@dataclass(frozen=True, slots=True)
class Happening:
    """One event of the record, its participants sorted.

    Attributes:
        event: The event.
        kind: MUC's type of incident.
        stage: MUC's stage of execution.
        individuals: Who did it, as persons.
        organizations: Who did it, as organizations.
        state: Whether those are of the state.
        people: Who was harmed.
        things: What was hit.
        military: Whether only armed forces and their things were hit.
        weapons: With what, by words.
        implied: Type of weapon that the trigger implies.
    """

    event: Event
    kind: str
    stage: str
    individuals: tuple[str, ...]
    organizations: tuple[str, ...]
    state: bool
    people: tuple[Person, ...]
    things: tuple[Thing, ...]
    military: bool
    weapons: tuple[str, ...]
    implied: str | None

    @property
    def start(self) -> int:
        """Where in the text."""
        return self.event.evidence.start


PARTS = frozenset(
    {"WINDOWS", "WINDOW", "DOOR", "DOORS", "FACADE", "WALLS", "WALL", "ROOF", "GLASS", "GATE", "ENTRANCE", "KITCHEN", "SHOWCASES", "FRONT"}
)
OWNERS = {
    "DIPLOMAT OFFICE OR RESIDENCE": {"EMBASSY", "AMBASSADOR", "CONSUL", "CONSULATE", "CONSULAR"},
    "COMMUNICATIONS": {"TELEPHONE", "TELECOMMUNICATIONS", "TELEVISION", "RADIO", "NEWSPAPER", "ANTEL", "ESPECTADOR", "TELECOM"},
    "FINANCIAL": {"BANK", "BANKS"},
    "ENERGY": {"ELECTRIC", "ELECTRICAL", "POWER", "OIL", "PIPELINE", "PETROLEUM", "ELECTRICITY"},
    "GOVERNMENT OFFICE OR RESIDENCE": {
        *(
            "MINISTER",
            "MINISTRY",
            "GOVERNMENT",
            "MUNICIPAL",
            "MAYOR",
            "MAYOR'S",
            "GOVERNOR",
            "PRESIDENT",
            "PRESIDENTIAL",
            "PRESIDENT-ELECT",
            "REGISTRATION",
        ),
        *("VOTING", "ELECTORAL", "COURT", "ATTORNEY"),
    },
    "POLITICAL FIGURE OFFICE OR RESIDENCE": {"COUNCILMAN", "SENATOR", "CANDIDATE", "DEPUTY", "CONGRESSMAN", "COUNCILMAN'S"},
}
LIVING = frozenset({"killing", "injury", "abduction", "hostage_taking", "torture", "sexual_violence"})


def happenings(record: Record) -> list[Happening]:
    """The events of a record that may be of an incident, in order of the text."""
    cast = Cast(record)
    found = [made for event in record.events if (made := _happening(event, cast)) is not None]
    return sorted(found, key=lambda item: (item.start, item.event.id))


def _happening(event: Event, cast: Cast) -> Happening | None:
    if event.type not in TYPES or event.stage not in STAGES or event.status == "retracted":
        return None
    people, things, military = [], [], False
    for phrase in event.targets:
        if mentions(phrase, "military_things") and kind_of(phrase, "things") is None:
            military = True
            continue
        person = cast.person(phrase, event.type in LIVING or (event.type == "attack" and bare(phrase) not in cast.places))
        if person is not None:
            people.append(person)
            continue
        sort = kind_of(core(phrase), "things")
        if kind_of(core(phrase), "military_things"):
            military = True
        elif sort is not None:
            said = without_part(core(phrase))
            things.append(Thing(said, sort_of_thing(said, sort), split_number(said)[0]))
    if people and all(person.sort == "ACTIVE MILITARY" for person in people) and not things:
        military = True
    individuals, organizations, state = _perpetrators(event, cast)
    implied = next((kind for kind, spoken in words()["implied"].items() if event.trigger.lower() in spoken), None)
    weapons = tuple(dict.fromkeys(core(phrase) for phrase in event.instruments if kind_of(core(phrase), "weapons")))
    return Happening(
        event=event,
        kind=_kind(event, weapons, implied),
        stage=STAGES[event.stage],
        individuals=individuals,
        organizations=organizations,
        state=state,
        people=tuple(people),
        things=tuple(things),
        military=military,
        weapons=weapons,
        implied=implied,
    )


def without_part(phrase: str) -> str:
    """The whole of which a phrase names a part: "VELOX BANK" for "WINDOWS OF VELOX BANK"."""
    head, of, whole = phrase.partition(" OF ")
    if of and head.split()[-1] in PARTS:
        return bare(whole)
    owner, _, last = phrase.rpartition(" ")
    return owner.removesuffix("'S").removesuffix("'") if last in PARTS and owner else phrase


def sort_of_thing(phrase: str, sort: str) -> str:
    """MUC's type of a thing, by whose it is: a minister's home is a GOVERNMENT OFFICE OR RESIDENCE."""
    if sort in {"TRANSPORT VEHICLE", "ENERGY", "FINANCIAL", "DIPLOMAT OFFICE OR RESIDENCE", "TRANSPORTATION ROUTE"}:
        return sort
    spoken = set(re.findall(r"[A-Z-]+", phrase))
    return next((owned for owned, owners in OWNERS.items() if spoken & owners), sort)


def _kind(event: Event, weapons: tuple[str, ...], implied: str | None) -> str:
    sure = TYPES[event.type]
    if sure is not None:
        return sure
    said = event.codes.get("muc", "ATTACK")
    if said == "ATTACK":
        explosive = {"BOMB", "VEHICLE BOMB", "DYNAMITE", "EXPLOSIVE", "MINE"}
        if implied in explosive or any(kind_of(weapon, "weapons") in explosive for weapon in weapons):
            return "BOMBING"
    return said


def _perpetrators(event: Event, cast: Cast) -> tuple[tuple[str, ...], tuple[str, ...], bool]:
    """Individuals, organizations, and whether they are of the state."""
    individuals, organizations, state = [], [], False
    for phrase in event.agents:
        said = core(phrase)
        state = state or mentions(said, "state")
        organization = organization_in(phrase)
        if organization:
            organizations.append(organization)
        if said and said != organization and (kind_of(said, "perpetrators") or kind_of(said, "people") or said in cast.roles):
            individuals.append(said)
    return tuple(dict.fromkeys(individuals)), tuple(dict.fromkeys(organizations)), state


def organization_in(phrase: str) -> str | None:
    """The organization that a phrase names, alone or before "guerrillas", "troops", "members"."""
    known = {name.upper() for name in words()["organizations"]}
    said = bare(phrase)
    best = max((name for name in known if f" {name} " in f" {said} "), key=len, default=None)
    if best is None and said.split() and said.split()[-1].lower() in words()["organization_ends"] and len(said.split()) > 1:
        return said
    return best
