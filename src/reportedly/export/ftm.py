"""Reports, events and who speaks as FollowTheMoney entities (https://followthemoney.tech), one JSON object a line.

A report with an outlet is an `Article`, any other a `Document`; a happening is an `Event` that proves itself by its first report; an
organisation or group, and a person who speaks as a source or holds an office, is a `LegalEntity` of the fitting schema, with a `Mention`
in each report that names it. Numbers have no place in the model: they are words in an event's `description`.
"""

from __future__ import annotations

import hashlib
import json

from reportedly.export.case import Case
from reportedly.export.happenings import RULE, Happening, happenings, sizes
from reportedly.export.loss import Exported, Loss, Tally
from reportedly.model.actor import Actor
from reportedly.model.identity import content_id
from reportedly.model.ledger import Position
from reportedly.model.record import Record
from reportedly.ontology.event_types import event_meaning

Entity = dict[str, object]
_SIZES = ("killed", "injured", "detained", "missing", "displaced")
_PUBLIC = ("government", "security", "military", "police", "judiciary")


def as_ftm(case: Case) -> Exported:
    """All entities: reports, then who is named, then events."""
    tally = Tally()
    found = happenings(case, tally)
    carried = sizes(case, found, _SIZES, tally)
    entities = [_report(record) for record in case.records]
    people = {entity["id"]: entity for record in case.records for actor in record.actors for entity in (_actor(actor),)}
    entities += people.values()
    entities += [_mention(actor, record) for record in case.records for actor in record.actors]
    entities += [_event(each, dict(carried.get(each.id, {}))) for each in found]
    tally("statement (who said what): no schema", sum(len(record.attributions) for record in case.records))
    tally("number written as words in the description of an event", sum(len(each) for each in carried.values()))
    tally("relation of a figure to an earlier one: no schema", sum(1 for _ in case.rows()))
    lines = "".join(f"{json.dumps(entity, ensure_ascii=False)}\n" for entity in entities)
    written = {"reports": len(case.records), "names": len(people), "events": len(found)}
    return Exported({"": lines.encode("utf-8", "backslashreplace")}, Loss("ftm", case.asked, RULE, written, tally.lost()))


def _entity(identity: str, schema: str, **properties: str | list[str] | None) -> Entity:
    """An entity; empty properties are left out, every other is a list."""
    listed = {name: value if isinstance(value, list) else [value] for name, value in properties.items() if value}
    return {"id": identity, "schema": schema, "properties": listed}


def _report(record: Record) -> Entity:
    report = record.report
    name = report.external_id or report.id
    return _entity(
        report.id, "Article" if report.outlet else "Document", title=report.title or name, fileName=f"{name}.txt", publisher=report.outlet,
        author=report.author, sourceUrl=_web(report.url), publishedAt=_stamp(report.published), language=_language(report.language),
        bodyText=report.text.strip(), mimeType="text/plain",
        contentHash=hashlib.sha1(report.text.encode("utf-8", "surrogatepass")).hexdigest(),  # noqa: S324 - as FollowTheMoney asks
    )  # fmt: skip


def _actor(actor: Actor) -> Entity:
    schema = {"person": "Person", "group": "LegalEntity"}.get(actor.kind, "Organization")
    if actor.kind == "organisation" and actor.sector in _PUBLIC:
        schema = "PublicBody"
    more = {"position": actor.role} if schema == "Person" else {}
    country = (actor.country or "").lower() or None
    return _entity(content_id("n", actor.kind, actor.name, actor.country), schema, name=actor.name, country=country, **more)


def _mention(actor: Actor, record: Record) -> Entity:
    resolved = _actor(actor)
    identity = content_id("m", record.report.id, resolved["id"])
    return _entity(
        identity,
        "Mention",
        document=record.report.id,
        name=actor.name,
        resolved=str(resolved["id"]),
        detectedSchema=str(resolved["schema"]),
    )


def _event(each: Happening, carried: dict[str, Position]) -> Entity:
    event, place = each.event, each.place
    kind = (event.form or event.type).replace("_", " ")
    name = f"{kind.capitalize()}{f' in {place.name}' if place else ''}{f', {each.first}' if each.first else ''}"
    numbers = [f"{measure}: {_span(position)}" for measure, position in carried.items()]
    return _entity(
        each.id, "Event", name=name, startDate=each.first, endDate=each.last, location=place.name if place else None,
        country=(place.country or "").lower() or None if place else None, summary=[told.event.evidence.quote for told in each.told],
        description=[event_meaning(event.type, event.form), *numbers], proof=[told.record.report.id for told in each.told][:1],
    )  # fmt: skip


def _span(position: Position) -> str:
    best = "no best number" if position.best is None else f"{position.best:,}"
    high = "open" if position.high is None else f"{position.high:,}"
    return f"{best} (lowest {position.low:,}, highest {high})" if position.low is not None else f"{best} (highest {high})"


def _stamp(published: str | None) -> str | None:
    return published[:19] if published else None


def _web(url: str | None) -> str | None:
    return url if url and url.startswith(("http://", "https://")) else None


def _language(code: str) -> str | None:
    return {"en": "eng", "ru": "rus", "fr": "fra", "es": "spa", "ar": "ara", "uk": "ukr", "de": "deu"}.get(code)
