"""From findings to the record: sources, names, places and times settled, ids given, reasons written down.

The order matters and is all here: attributions first, since figures and events are looked for in their contents; then
events, since figures measure them; then figures; then what holds between figures.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from reportedly.model.attribution import Attribution
from reportedly.model.event import Event
from reportedly.model.evidence import Evidence
from reportedly.model.figure import Figure, Status
from reportedly.model.identity import content_id
from reportedly.model.issue import Issue
from reportedly.model.mentions import ActorMention, AttributionMention, EventMention, FigureMention, Participant
from reportedly.model.place import Toponym
from reportedly.model.record import Record
from reportedly.model.report import Report
from reportedly.model.time import TimeExpression, When
from reportedly.ontology.event_types import event_codes
from reportedly.resolve.actors import settle_actors
from reportedly.resolve.carrying import carried, carry_days
from reportedly.resolve.contents import Contents
from reportedly.resolve.figures import link_figures
from reportedly.resolve.names import NameBook, name_book
from reportedly.resolve.occasions import NO_OWN_DATE, occasion, own_dates
from reportedly.resolve.sources import settle_sources, vouches
from reportedly.resolve.whereabouts import Whereabouts, survey, where
from reportedly.syntax.intervals import Cover
from reportedly.syntax.tree import ParsedText, Token

# How the claim of a source stands, where the clause itself does not mark it.
STATUS_OF_POLARITY: dict[str, Status] = {"denies": "denied", "alleges": "alleged", "retracts": "retracted", "estimates": "estimated"}


@dataclass(frozen=True, slots=True)
class Findings:
    """What the extractors found in one text."""

    times: tuple[TimeExpression, ...]
    places: tuple[Toponym, ...]
    actors: tuple[ActorMention, ...]
    attributions: tuple[AttributionMention, ...]
    events: tuple[EventMention, ...]
    figures: tuple[FigureMention, ...]


@dataclass(frozen=True, slots=True)
class Ground:
    """What figures and events are settled against.

    Attributes:
        report: The report.
        parsed: Its tokens.
        times: Its expressions of time, without those of numbers compared with.
        around: Its places.
        names: Fullest names.
        attributions: Settled attributions.
        contents: What is said by those who answer for it.
        sources: Spans of all sources.
        cues: Indices of all cue tokens.
        compared: By its first character, the own date of each number that another is compared with.
    """

    report: Report
    parsed: ParsedText
    times: tuple[TimeExpression, ...]
    around: Whereabouts
    names: NameBook
    attributions: tuple[Attribution, ...]
    contents: Contents
    sources: Cover
    cues: frozenset[int]
    compared: dict[int, TimeExpression | None]


def assemble(report: Report, parsed: ParsedText, findings: Findings, issues: tuple[Issue, ...] = ()) -> Record:
    """The record of one report."""
    attributions = settle_sources(parsed, findings.attributions, findings.actors, findings.times, report)
    compared = own_dates(parsed, findings.times, findings.figures)
    ground = Ground(
        report,
        parsed,
        _free_times(findings.times, compared),
        survey(parsed, findings.places, findings.figures),
        name_book(parsed, findings.actors),
        attributions,
        Contents(each for each in attributions if vouches(each)),
        Cover({span for mention in findings.attributions for span in mention.source}),
        frozenset(mention.cue_token for mention in findings.attributions if vouches(mention)),
        compared,
    )
    events = carry_days(parsed, findings.events, tuple(_event(ground, mention) for mention in findings.events))
    by_token = {mention.token: event for mention, event in zip(findings.events, events, strict=True)}
    figures, found = link_figures(findings.figures, tuple(_figure(ground, mention, by_token) for mention in findings.figures))
    figures = _share_between_twins(figures)
    return Record(
        report=replace(report, parser=parsed.parser),
        figures=figures,
        events=events,
        attributions=attributions,
        dates=findings.times,
        places=findings.places,
        actors=settle_actors(parsed, findings.actors, attributions, findings.places),
        issues=(*issues, *found),
    )


def _event(ground: Ground, mention: EventMention) -> Event:
    start, end = mention.evidence
    token = ground.parsed.tokens[mention.token]
    place, place_reason = where(ground.around, token, start, end, ground.sources, ground.cues)
    when, when_reason = occasion(ground.parsed, ground.times, token, start, end, ground.cues)
    said = _said_in(ground, *mention.trigger)
    why = {}
    if place is None:
        why["place"] = place_reason
    if when is None:
        why["when"] = when_reason
    if said is None:
        why["attribution"] = "said in the report's own voice"
    if not mention.agents:
        why["agents"] = "the clause names nobody who did it"
    text = ground.report.text
    return Event(
        id=content_id("e", ground.report.id, mention.type, *mention.trigger),
        type=mention.type,
        stage=mention.stage,
        trigger=text[slice(*mention.trigger)],
        agents=_named(ground.names, mention.agents),
        targets=_named(ground.names, mention.targets),
        instruments=_named(ground.names, mention.instruments),
        place=place,
        when=when,
        attribution=said.id if said else None,
        status=_status(mention.status, said),
        codes=event_codes(mention.type, mention.form),
        evidence=Evidence.of(text, start, end),
        why_empty=why,
        rules=mention.rules,
        form=mention.form,
    )


def _figure(ground: Ground, mention: FigureMention, events: dict[int, Event]) -> Figure:
    start, end = mention.evidence
    amount = mention.amount
    token = _anchor(ground.parsed, mention)
    place, place_reason = where(ground.around, token, start, end, ground.sources, ground.cues, amount.start)
    when, when_reason = _occasion(ground, mention, token)
    said = _said_in(ground, amount.start, amount.end)
    event = events.get(mention.predicate)
    if when is None and event is not None and event.when is not None and event.when.basis == "carried over":
        when = carried(event.when)
    no_number = "the text gives a range" if amount.qualifier == "between" else "the text gives no number"
    reasons: tuple[tuple[str, object, str], ...] = (
        ("number", amount.number, no_number),
        ("measure", mention.measure, "no known measure governs what is counted"),
        ("place", place, place_reason),
        ("when", when, when_reason),
        ("attribution", said, "said in the report's own voice"),
        ("event", event, "no event of the record is its predicate"),
    )
    return Figure(
        id=content_id("f", ground.report.id, mention.measure, amount.start, amount.end, mention.token),
        number=amount.number,
        qualifier=amount.qualifier,
        low=amount.low,
        high=amount.high,
        measure=mention.measure,
        unit=mention.unit,
        subject=mention.subject,
        place=place,
        when=when,
        as_of=_as_of(ground.report, said),
        attribution=said.id if said else None,
        status=_status(mention.status, said),
        stage=mention.stage,
        subset_of=None,
        same_as=None,
        event=event.id if event else None,
        evidence=Evidence.of(ground.report.text, start, end),
        why_empty={name: reason for name, value, reason in reasons if value is None},
        amount=Evidence.of(ground.report.text, amount.start, amount.end),
        scope=mention.scope,
        manner=mention.manner,
        rules=mention.rules,
    )


def _occasion(ground: Ground, mention: FigureMention, token: Token) -> tuple[When | None, str]:
    """The time of a figure; one that another is compared with has the date beside it alone."""
    if mention.amount.start in ground.compared:
        own = ground.compared[mention.amount.start]
        return (When(own.first, own.last, own.precision, own.basis), "stated") if own is not None else (None, NO_OWN_DATE)
    return occasion(ground.parsed, ground.times, token, *mention.evidence, ground.cues)


def _free_times(times: tuple[TimeExpression, ...], compared: dict[int, TimeExpression | None]) -> tuple[TimeExpression, ...]:
    """The times that are not those of numbers compared with."""
    taken = set(compared.values())
    return tuple(time for time in times if time not in taken)


def _anchor(parsed: ParsedText, mention: FigureMention) -> Token:
    """The word whose clause says where and when: the predicate, unless it is inherited from a whole in another sentence."""
    here = parsed.token_at(mention.amount.start) or parsed.tokens[mention.token]
    for index in (mention.predicate, mention.token):
        if index >= 0 and parsed.tokens[index].sent == here.sent:
            return parsed.tokens[index]
    return here


def _share_between_twins(figures: tuple[Figure, ...]) -> tuple[Figure, ...]:
    """Place and time of a figure said twice, where only one of the two clauses gives them."""
    by_id = {figure.id: figure for figure in figures}
    twins = {figure.same_as: figure for figure in reversed(figures) if figure.same_as is not None}
    found = []
    for figure in figures:
        twin = by_id[figure.same_as] if figure.same_as is not None else twins.get(figure.id)
        place, when = figure.place, figure.when
        if twin is not None:
            place = place or (replace(twin.place, basis="stated of the same figure") if twin.place else None)
            when = when or (replace(twin.when, basis="carried over") if twin.when else None)
        empty = {name: why for name, why in figure.why_empty.items() if not ((name == "place" and place) or (name == "when" and when))}
        found.append(replace(figure, place=place, when=when, why_empty=empty))
    return tuple(found)


def _said_in(ground: Ground, start: int, end: int) -> Attribution | None:
    """The innermost attribution whose source answers for its content and whose content holds the span."""
    found = min(ground.contents.holding(start, end), key=lambda each: (each[0], each[2].via is None, each[1]), default=None)
    return found[2] if found is not None else None


def _status(own: Status, said: Attribution | None) -> Status:
    return STATUS_OF_POLARITY.get(said.polarity, own) if own == "asserted" and said is not None else own


def _as_of(report: Report, said: Attribution | None) -> When | None:
    """The day of the statement where the text gives it, else that of publication."""
    if said is not None and said.when is not None:
        return said.when
    if report.published is None:
        return None
    day = report.published[:10]
    return When(day, day, "day", "report date")


def _named(names: NameBook, participants: tuple[Participant, ...]) -> tuple[str, ...]:
    """Participants by their fullest names, each once."""
    return tuple(dict.fromkeys(names.name_of(each.start, each.end) for each in participants))
