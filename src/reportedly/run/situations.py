"""Named questions about situations: which there are, what one of them is at a moment, what happened in it.

A situation as of a moment is put together from its own reports alone, not from all of the ledger. That is the same thing: a report
attaches to an earlier one, so the reports of a situation as of then are among those of the situation that it has since become, and
what lies outside of it has no say. A test holds this to `views.ledger`.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from reportedly.model.codec import decode
from reportedly.model.event import Event
from reportedly.model.ledger import Decision, Entry, Series, Situation
from reportedly.reconcile.copies import copy_groups
from reportedly.reconcile.ledger import Context, reconcile_digests
from reportedly.reconcile.moments import UNDATED, moment
from reportedly.run.ledger import LedgerFile, current_decisions, load_digests
from reportedly.run.views import Asked, Found, situation_with
from reportedly.store import answers, derived, kept
from reportedly.store.answers import ReportLine
from reportedly.store.database import Transaction, reading
from reportedly.store.errors import NotFound

DAY = timedelta(days=1)
REVISIONS = ("raises", "lowers", "refines")
TOLD = 200  # reports whose events are shown, the latest; a timeline of more is read by nobody


@dataclass(frozen=True, slots=True)
class Card:
    """A situation in short.

    Attributes:
        situation: With its series, without their entries.
        newest: When its newest report was published; null where none is dated.
        changed: What was new, or no longer as before, in the last day.
    """

    situation: Situation
    newest: str | None
    changed: tuple[Found, ...]


@dataclass(frozen=True, slots=True)
class Overview:
    """Situations, that with the newest report first.

    Attributes:
        cards: Those of the page that was asked for.
        count: How many there are in all.
        until: The moment that "the last day" ends with: that asked for, else of the newest report; null in an empty ledger.
    """

    cards: tuple[Card, ...]
    count: int
    until: str | None


@dataclass(frozen=True, slots=True)
class Happening:
    """An event as a report tells it.

    Attributes:
        event: The event.
        report: The report.
        source: By whose word; null where the report names nobody.
    """

    event: Event
    report: ReportLine
    source: str | None


@dataclass(frozen=True, slots=True)
class Told:
    """What one source said in a situation, and how often it had to say it anew.

    Attributes:
        name: The source; the outlet, where a report names nobody.
        outlets: Who carried it.
        figures: How many figures it gave.
        revised: How many of them replaced an earlier one of its own.
        withdrawn: How many it took back, or saw taken back.
        disputed: How many stand against those of others.
        standing: How many count now.
        measures: What they are about, most frequent first.
        last: When it last gave one.
        latest: The figure that it gave last.
    """

    name: str
    outlets: tuple[str, ...]
    figures: int
    revised: int
    withdrawn: int
    disputed: int
    standing: int
    measures: tuple[str, ...]
    last: str | None
    latest: str


@dataclass(frozen=True, slots=True)
class SituationView:
    """A situation with all that its page shows.

    Attributes:
        situation: Whole, as of the moment that was asked for.
        reports: Its reports by then, in order of publication.
        every: All its reports, those published later too: the stations of the moment that can be asked for.
        decisions: All decisions about its figures and reports.
    """

    situation: Situation
    reports: tuple[ReportLine, ...]
    every: tuple[ReportLine, ...]
    decisions: tuple[Decision, ...]


def overview(file: LedgerFile, asked: Asked, page: int = 1, size: int = 20) -> Overview:
    """A page of situations, each with what changed in the last day."""
    until, taken_in = _moments(asked)
    with reading(file.engine) as connection:
        latest, count = answers.latest_situations(connection, asked.situation, until, taken_in, size, (page - 1) * size)
        end = until or answers.newest(connection, until, taken_in)
        begin = a_day_before(end) if end else UNDATED
        settled = {each: newest for each, newest in latest if not _has_gone_on(connection, each, until, taken_in)}
        known = {card.situation.id: card for card in _cards_now(connection, settled, begin, end or UNDATED)}
        cards = [known.get(each) or _card_then(_situation(connection, each, asked), newest, begin) for each, newest in latest]
    return Overview(tuple(cards), count, end)


def situation(file: LedgerFile, identity: str, asked: Asked | None = None) -> Situation:
    """A situation by its id or that of something in it, now or as of a moment.

    Raises:
        NotFound: The ledger has no such situation, or had none by then.
    """
    with reading(file.engine) as connection:
        return _situation(connection, identity, asked or Asked())


def view(file: LedgerFile, identity: str, asked: Asked) -> SituationView:
    """All that the page of a situation shows.

    Raises:
        NotFound: The ledger has no such situation, or had none by then.
    """
    with reading(file.engine) as connection:
        found = _situation(connection, identity, asked)
        every = answers.report_lines(connection, _home(connection, identity))
        held = set(found.reports)
        until, taken_in = _moments(asked)
        by_then = {each.report_id for each in answers.report_lines(connection, _home(connection, identity), until, taken_in)}
        reports = [each for each in every if each.name in held and each.report_id in by_then]
        known = {entry.figure.id for series in found.series for entry in series.entries} | {each.report_id for each in every}
        told = decisions_about(kept.decisions(connection), known)
    return SituationView(found, tuple(reports), tuple(every), told)


def happenings(file: LedgerFile, reports: Sequence[ReportLine]) -> list[Happening]:
    """What reports tell of, in order of when it happened; copies and versions that were replaced are passed over."""
    here = {report.report_id for report in reports}
    own = [each for each in reports if each.copy_of in (None, each.report_id) and each.next_version not in here]
    lines = {each.report_id: each for each in own[-TOLD:]}
    found: list[Happening] = []
    with reading(file.engine) as connection:
        for record in kept.records(connection, sorted(lines)):
            sources = {each.id: each.source for each in record.attributions}
            line = lines[record.report.id]
            found += [Happening(event, line, sources.get(event.attribution or "")) for event in record.events]
    return sorted(found, key=_by_time)


def sources(situation: Situation) -> list[Told]:
    """Who said what, and how often it was revised; who gave most figures first."""
    entries: dict[str, list[Entry]] = {}
    measures: dict[str, Counter[str]] = {}
    said_by = {entry.figure.id: _teller(entry) for series in situation.series for entry in series.entries}
    for series in situation.series:
        for entry in series.entries:
            entries.setdefault(_teller(entry), []).append(entry)
            measures.setdefault(_teller(entry), Counter())[series.measure] += 1
    told = [_told(name, own, measures[name], said_by) for name, own in entries.items()]
    return sorted(told, key=lambda each: (-each.figures, each.name))


def decisions_about(made: Sequence[Decision], known: set[str]) -> tuple[Decision, ...]:
    """Decisions about figures or reports, or that put something together with them, and those that take such decisions back."""
    about: set[str] = set()
    for decision in made:
        if decision.target in known or decision.value.get("into") in known or (decision.kind == "undo" and decision.target in about):
            about.add(decision.id)
    return tuple(decision for decision in made if decision.id in about)


def _told(name: str, own: Sequence[Entry], measures: Counter[str], said_by: Mapping[str, str]) -> Told:
    revised = sum(each.relation.kind in REVISIONS and any(said_by.get(other) == name for other in each.relation.to) for each in own)
    withdrawn = sum(each.relation.kind == "retracts" or "taken back" in (each.why_not or "") for each in own)
    latest = max(own, key=lambda each: (moment(each.published) if each.published else "", each.report, each.figure.evidence.start))
    return Told(
        name=name,
        outlets=tuple(sorted({each.outlet for each in own if each.outlet})),
        figures=len(own),
        revised=revised,
        withdrawn=withdrawn,
        disputed=sum(each.relation.kind == "conflicts" for each in own),
        standing=sum(each.stands for each in own),
        measures=tuple(measure for measure, _ in sorted(measures.items(), key=lambda pair: (-pair[1], pair[0]))),
        last=latest.published,
        latest=latest.figure.id,
    )


def _teller(entry: Entry) -> str:
    return entry.source or entry.outlet or "nobody named"


def _situation(connection: Transaction, identity: str, asked: Asked) -> Situation:
    until, taken_in = _moments(asked)
    if until is None and taken_in is None:
        return situation_with(connection, identity)
    home = _home(connection, identity)
    if not _has_gone_on(connection, home, until, taken_in):
        return situation_with(connection, identity)
    parts = _then(connection, [each.report_id for each in answers.report_lines(connection, home, until, taken_in)], taken_in)
    chosen = next((each for each in parts if _holds(each, identity)), None)
    if chosen is None and parts and identity == home:
        chosen = max(parts, key=lambda each: len(each.reports))
    if chosen is None:
        raise NotFound(
            f"{identity} was asked for as of {asked.as_of or asked.recorded_as_of}; nothing of it was known by then; ask for a later moment"
        )
    return chosen


def _has_gone_on(connection: Transaction, home: str, until: str | None, taken_in: str | None) -> bool:
    """Whether a situation is another now than at a moment: reports have come since or, where intake is asked about, perhaps decisions."""
    if until is None and taken_in is None:
        return False
    return taken_in is not None or len(answers.report_lines(connection, home, until)) < len(answers.report_lines(connection, home))


def _then(connection: Transaction, reports: Sequence[str], taken_in: str | None) -> tuple[Situation, ...]:
    """What those reports of a situation that were there by a moment made: one situation, or several that had not met yet."""
    made, held = current_decisions(connection, until=taken_in)
    digests = load_digests(connection, reports, made, held)
    signatures = kept.signatures(connection, reports)
    copies = copy_groups({each: tuple(json.loads(signatures[each])) for each in reports})
    return reconcile_digests(digests, Context(copies=copies, decisions=held)).situations


def _home(connection: Transaction, identity: str) -> str:
    home = answers.situation_of(connection, identity)
    return home if home is not None else situation_with(connection, identity).id  # which says that there is none


def _holds(one: Situation, identity: str) -> bool:
    if identity == one.id or identity in one.reports:
        return True
    return any(identity == series.id or any(identity == entry.figure.id for entry in series.entries) for series in one.series)


def _cards_now(connection: Transaction, newest: Mapping[str, str], begin: str, end: str) -> list[Card]:
    changed = answers.changed_between(connection, list(newest), begin, end)
    heads = {each.id: each for each in derived.situation_heads(connection, list(newest))}
    cards = []
    for each, last in newest.items():
        found = [
            Found(decode(Entry, json.loads(entry)), decode(Series, json.loads(series)), heads[each])
            for entry, series in changed.get(each, ())
        ]
        cards.append(Card(replace(heads[each], series=tuple(derived.series_heads(connection, each))), last or None, tuple(found)))
    return cards


def _card_then(whole: Situation, newest: str, begin: str) -> Card:
    head = replace(whole, series=())
    changed = [
        Found(entry, replace(series, entries=()), head)
        for series in whole.series
        for entry in series.entries
        if entry.relation.kind != "repeats" and begin < moment(entry.published) < UNDATED
    ]
    changed.sort(key=lambda each: (moment(each.entry.published), each.entry.report, each.entry.figure.evidence.start, each.entry.figure.id))
    return Card(_headed(whole), newest or None, tuple(changed))


def _headed(whole: Situation) -> Situation:
    return replace(whole, series=tuple(replace(series, entries=()) for series in whole.series))


def _moments(asked: Asked) -> tuple[str | None, str | None]:
    return moment(asked.as_of) if asked.as_of else None, moment(asked.recorded_as_of) if asked.recorded_as_of else None


def a_day_before(stamp: str) -> str:
    """The moment a day earlier; the same on the first day that a calendar has."""
    try:
        return (datetime.fromisoformat(stamp) - DAY).isoformat(timespec="microseconds")
    except OverflowError:
        return stamp


def _by_time(each: Happening) -> tuple[str, str, str, int, str]:
    when = each.event.when
    first = (when.first or when.last if when else None) or "9999"
    return (first, each.report.moment, each.report.name, each.event.evidence.start, each.event.id)
