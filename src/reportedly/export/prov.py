"""Whence each position comes, as W3C PROV-JSON: reports, figures quoted from them, positions derived from figures, and decisions.

Ids are those of the ledger in the namespace `r`, a URN. Agents are outlets, named sources, and those who decided; nobody else is named.
"""

from __future__ import annotations

import json

from reportedly.export.case import Case
from reportedly.export.loss import Exported, Loss, Tally
from reportedly.model.identity import content_id

RULE = "A position is derived from the figures that count in it; a figure is quoted from its report and attributed to whoever says it."
NAMESPACE = "urn:reportedly:"
Objects = dict[str, dict[str, object]]


def as_prov(case: Case) -> Exported:
    """One PROV-JSON document."""
    tally = Tally()
    entities: Objects = {}
    agents: Objects = {}
    activities: Objects = {}
    derived: Objects = {}
    attributed: Objects = {}
    associated: Objects = {}
    influenced: Objects = {}
    for record in case.records:
        report = record.report
        identity = _id(report.id)
        entities[identity] = _typed("r:Report", title=report.title, url=report.url, published=report.published, sha256=report.sha256)
        if report.outlet:
            attributed[_id(content_id("w", report.id, report.outlet))] = _pair("entity", identity, "agent", _agent(agents, report.outlet))
    for row in case.rows():
        figure, entry = row.entry.figure, row.entry
        told = case.record_of.get(figure.id)
        identity = _id(figure.id)
        entities[identity] = _typed(
            "r:Figure", measure=row.series.measure, number=figure.number, low=figure.low, high=figure.high, qualifier=figure.qualifier,
            status=figure.status, quote=figure.evidence.quote, start=figure.evidence.start, end=figure.evidence.end, stands=entry.stands,
        )  # fmt: skip
        if told:
            derived[_id(content_id("q", figure.id))] = _derived(identity, _id(told.report.id), "prov:Quotation")
        if entry.source:
            attributed[_id(content_id("w", figure.id, entry.source))] = _pair("entity", identity, "agent", _agent(agents, entry.source))
        for other in entry.relation.to:
            influenced[_id(content_id("i", figure.id, other))] = {
                "prov:influencee": identity, "prov:influencer": _id(other), "r:relation": entry.relation.kind,
            }  # fmt: skip
        if entry.stands:
            derived[_id(content_id("p", row.series.id, figure.id))] = _derived(_id(row.series.id), identity, None)
    for situation in case.situations:
        for series in situation.series:
            position = series.position
            entities[_id(series.id)] = _typed(
                "r:Position", measure=series.measure, subject=series.subject, place=series.scope.place, low=position.low,
                best=position.best,
                high=position.high, contested=position.contested, rule=position.rule,
            )  # fmt: skip
    for decision in case.decisions:
        identity = _id(decision.id)
        activities[identity] = {"prov:startTime": decision.at, "prov:endTime": decision.at} | _typed(
            "r:Decision", kind=decision.kind, why=decision.why, hash=decision.hash
        )
        associated[_id(content_id("a", decision.id))] = _pair("activity", identity, "agent", _agent(agents, decision.by))
        influenced[_id(content_id("i", decision.id, decision.target))] = {
            "prov:influencee": _id(decision.target),
            "prov:influencer": identity,
        }
    tally("event with its place and time: not written", sum(len(record.events) for record in case.records))
    document = {
        "prefix": {"r": NAMESPACE}, "entity": entities, "agent": agents, "activity": activities, "wasDerivedFrom": derived,
        "wasAttributedTo": attributed, "wasAssociatedWith": associated, "wasInfluencedBy": influenced,
    }  # fmt: skip
    text = json.dumps({name: each for name, each in document.items() if each}, ensure_ascii=False, indent=1)
    written = {"entities": len(entities), "agents": len(agents), "decisions": len(activities)}
    return Exported({"": f"{text}\n".encode("utf-8", "backslashreplace")}, Loss("prov", case.asked, RULE, written, tally.lost()))


def _id(identity: str) -> str:
    return f"r:{identity}"


def _agent(agents: Objects, name: str) -> str:
    identity = _id(content_id("g", name))
    agents[identity] = {"prov:label": name}
    return identity


def _typed(kind: str, /, **said: object) -> dict[str, object]:
    return {"prov:type": {"$": kind, "type": "prov:QUALIFIED_NAME"}} | {
        f"r:{name}": value for name, value in said.items() if value is not None
    }


def _pair(first: str, one: str, second: str, other: str) -> dict[str, object]:
    return {f"prov:{first}": one, f"prov:{second}": other}


def _derived(from_: str, used: str, kind: str | None) -> dict[str, object]:
    more: dict[str, object] = {"prov:type": {"$": kind, "type": "prov:QUALIFIED_NAME"}} if kind else {}
    return {"prov:generatedEntity": from_, "prov:usedEntity": used} | more
