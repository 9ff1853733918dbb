"""Templates of MUC-4 from the record of a report: all slots, and the five of the neural papers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from bench.documents import Document
from bench.muc.cast import Person, split_number
from bench.muc.filling import Filled, filled
from bench.muc.happenings import happenings
from bench.muc.incidents import Incident, incidents
from bench.muc.relevance import likelihood, signs, threshold, weights
from bench.muc.sorting import kind_of
from reportedly.model.event import Event
from reportedly.model.place import Toponym
from reportedly.model.record import Record

COUNTRIES = {
    "SV": "EL SALVADOR", "CO": "COLOMBIA", "PE": "PERU", "GT": "GUATEMALA", "CL": "CHILE", "HN": "HONDURAS", "BO": "BOLIVIA",
    "AR": "ARGENTINA", "EC": "ECUADOR", "JM": "JAMAICA", "PA": "PANAMA", "NI": "NICARAGUA", "US": "UNITED STATES", "BR": "BRAZIL",
    "MX": "MEXICO", "CR": "COSTA RICA", "VE": "VENEZUELA", "UY": "URUGUAY", "PY": "PARAGUAY", "CU": "CUBA",
}  # fmt: skip
KINDS_OF_PLACE = frozenset(
    {"MUNICIPALITY", "DEPARTMENT", "PROVINCE", "CITY", "TOWN", "REGION", "DISTRICT", "NEIGHBORHOOD", "VILLAGE", "AREA", "CANTON"}
)
HARM = {"DEATH": "DEATH", "INJURY": "INJURY", "UNHURT": "NO INJURY OR DEATH"}
EARLIEST = "1970"
MOST_PLACES = 2
BESIDE = 60  # characters around a clause in which a place belongs to it
DATELINE = 3  # mentions that the place of the dateline is worth
WEEKDAYS = frozenset({"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"})
Fill = dict[str, Any]
Template = dict[str, list[Fill]]


def full(document: Document, record: Record) -> dict[str, Any]:
    """A template for each incident, all slots."""
    asked = asked_for(record)
    return {"id": document.id, "templates": [template(incident, record, document.published, asked) for incident in asked]}


def five(document: Document, record: Record) -> dict[str, Any]:
    """The five-slot form of the same templates."""
    asked = asked_for(record)
    return {"id": document.id, "templates": [_five(incident, filled(incident, asked, record)) for incident in asked]}


def _five(incident: Incident, cast: Filled) -> dict[str, Any]:
    return {
        "incident_type": incident.kind.lower(),
        "PerpInd": _entities(cast.individuals),
        "PerpOrg": _entities(cast.organizations),
        "Target": _entities([thing.phrase for thing in cast.things]),
        "Victim": _entities([person.phrase for person in cast.people if person.named]),
        "Weapon": _entities(cast.weapons),
    }


def _entities(phrases: Iterable[str]) -> list[list[str]]:
    return [[split_number(phrase)[1].removeprefix("ALLEGED ").lower()] for phrase in phrases]


def asked_for(record: Record) -> list[Incident]:
    """The incidents of a record that MUC most likely asks for."""
    found = incidents(happenings(record))
    seen = record.violence is not None and bool(weights(seen=True))
    return [each for each in found if likelihood(signs(each, record, len(found)), weights(seen)) >= threshold(seen)]


def template(incident: Incident, record: Record, published: str | None, among: Sequence[Incident] = ()) -> Template:
    """All slots of an incident, one of several of the record."""
    cast = filled(incident, among, record)
    made: Template = {
        "type": [{"value": incident.kind}],
        "stage": [{"value": incident.stage}],
        "date": _date(incident, record, published),
        "location": _location(incident, record),
        "perp_category": [{"value": "STATE-SPONSORED VIOLENCE" if _by_state(incident) else "TERRORIST ACT"}],
        "perp_individual": [{"value": phrase} for phrase in cast.individuals],
        **_organizations(cast),
        **_instruments(incident, cast),
        **_humans(incident, record, cast),
        **_things(incident, cast),
    }
    return {slot: fills for slot, fills in made.items() if fills}


def _by_state(incident: Incident) -> bool:
    return any(part.state for part in incident.parts)


def _date(incident: Incident, record: Record, published: str | None) -> list[Fill]:
    for part in incident.parts:
        when = part.event.when
        if when is None or when.first is None or when.last is None or when.first < EARLIEST or _by_weekday(part.event, record):
            continue
        return [{"value": when.first if when.first == when.last else f"{when.first}/{when.last}"}]
    return [{"value": f"../{published}"}] if published else []


def _by_weekday(event: Event, record: Record) -> bool:
    """Whether the day is known from a weekday alone; MUC then asks for "on or before the dateline"."""
    around = [
        item for item in record.dates if event.evidence.overlap(item.start, item.end) and item.first == (event.when and event.when.first)
    ]
    return any(item.quote.lower().rpartition(" ")[2] in WEEKDAYS for item in around)


def _location(incident: Incident, record: Record) -> list[Fill]:
    """The country, and the places named in and beside the clauses of the incident, from large to small."""
    near = [place for place in record.places if place.role == "place" and place.country in COUNTRIES and _beside(place, incident)]
    stated = [part.event.place.country for part in incident.parts if part.event.place is not None and part.event.place.country in COUNTRIES]
    home = main_country(record)
    votes = Counter([*stated, *(place.country for place in near), *([home] if home else [])])
    country = max(votes, key=lambda code: (votes[code] + (code == home), code or "")) if votes else None
    if country is None:
        return []
    order = {"admin1": 0, "admin2": 1, "city": 2, "facility": 3, "area": 3}
    inner = {" ".join(place.quote.upper().split()): order[place.kind] for place in near if place.kind in order and place.country == country}
    names = sorted(inner, key=lambda name: inner[name])[:MOST_PLACES]
    return [{"value": {"country": COUNTRIES[country], "places": [[_without_kind(name), None] for name in names]}}]


def _beside(place: Toponym, incident: Incident) -> bool:
    """Whether a place is named in a clause of the incident, or close to it."""
    return any(part.event.evidence.start - BESIDE <= place.start <= part.event.evidence.end + BESIDE for part in incident.parts)


def _without_kind(name: str) -> str:
    """A place's name without the word for what it is: "EL PENON MUNICIPALITY"."""
    parts = [word for word in name.split() if word not in KINDS_OF_PLACE]
    return " ".join(parts) or name


def main_country(record: Record) -> str | None:
    """The country that the report speaks of most; the first place, that of the dateline, counts more."""
    places = [place for place in record.places if place.country in COUNTRIES and place.country != "US"]
    counts = Counter(place.country for place in places)
    if places:
        counts[places[0].country] += DATELINE
    return max(counts, key=lambda code: (counts[code], code or "")) if counts else None


def _organizations(cast: Filled) -> Template:
    return {
        "perp_org": [{"value": name} for name in cast.organizations],
        "org_confidence": [{"value": sure, "ref": name} for name, sure in cast.organizations.items()],
    }


def _instruments(incident: Incident, cast: Filled) -> Template:
    types: list[Fill] = []
    for weapon in cast.weapons:
        kind = kind_of(weapon, "weapons")
        if kind:
            types.append({"value": kind, "ref": weapon})
    if not types and incident.kind not in {"ARSON", "KIDNAPPING"}:
        implied = next((part.implied for part in incident.parts if part.implied), None)
        types = [{"value": implied}] if implied else []
    return {"instrument_id": [{"value": weapon} for weapon in cast.weapons], "instrument_type": types}


def _things(incident: Incident, cast: Filled) -> Template:
    things = cast.things
    made: Template = {
        "phys_id": [{"value": thing.phrase} for thing in things],
        "phys_type": [{"value": thing.sort, "ref": thing.phrase} for thing in things],
        "phys_number": [{"value": thing.number, "ref": thing.phrase} for thing in things if thing.number],
        "phys_effect": [],
    }
    for thing in things:
        effect = _effect_on(incident, thing.phrase)
        if effect:
            made["phys_effect"].append({"value": effect, "ref": thing.phrase})
    return made


def _effect_on(incident: Incident, phrase: str) -> str | None:
    """What became of a thing, as its events tell; a bomb that went off does some damage."""
    for part in incident.parts:
        if part.event.type == "property_destruction" and any(thing.phrase == phrase for thing in part.things):
            partly = any(word in part.event.trigger.lower() for word in ("damag", "shatter"))
            return "SOME DAMAGE" if partly else "DESTROYED"
    return "SOME DAMAGE" if incident.kind == "BOMBING" and incident.stage == "ACCOMPLISHED" else None


def _humans(incident: Incident, record: Record, cast: Filled) -> Template:
    people = cast.people
    described = [person for person in people if not person.named]
    made: Template = {
        "hum_name": [{"value": person.phrase} for person in people if person.named],
        "hum_description": [{"value": person.role, "ref": person.phrase} for person in people if person.named and person.role],
        "hum_type": [{"value": person.sort, "ref": person.phrase} for person in people],
        "hum_number": [{"value": person.number, "ref": person.phrase} for person in people if person.number],
        "hum_effect": [],
    }
    made["hum_description"] += [{"value": person.phrase} for person in described]
    for person in people:
        effect = _harm(incident, person) or HARM.get(cast.harm.get(person.phrase, ""))
        if effect:
            made["hum_effect"].append({"value": effect, "ref": person.phrase})
    if not made["hum_effect"] and _nobody_hurt(incident, record):
        made["hum_effect"] = [{"value": "NO INJURY OR DEATH"}]
    return made


def _nobody_hurt(incident: Incident, record: Record) -> bool:
    """Whether the report says close to the incident that nobody was killed or hurt."""
    start, end = incident.parts[0].start, incident.parts[-1].event.evidence.end
    none = [figure for figure in record.figures if figure.number == 0 and figure.measure in {"killed", "injured", "casualties"}]
    return any(start - BESIDE <= figure.evidence.start <= end + 5 * BESIDE for figure in none)


def _harm(incident: Incident, person: Person) -> str | None:
    kinds = {part.event.type for part in incident.parts if any(other.phrase == person.phrase for other in part.people)}
    return "DEATH" if "killing" in kinds else "INJURY" if "injury" in kinds else None
