"""The named question that a brief answers: what an analyst sends about one situation, as of a moment, and what changed since another."""

from __future__ import annotations

import hashlib
import re
from collections import Counter

import reportedly
from reportedly.model.codec import dumps
from reportedly.model.ledger import Situation
from reportedly.present.brief.composing import changes, disputes, key_figures, taken_back
from reportedly.present.brief.contents import Brief, Happened, Making, Voice, Where
from reportedly.present.brief.footnotes import Footnotes
from reportedly.present.brief.words import LONGEST_NAME, clipped, neutral, say_moment
from reportedly.present.pictures.occurrences import Occurrence
from reportedly.present.pictures.places import spots
from reportedly.present.times import say_when
from reportedly.reconcile.moments import UNDATED, moment_or_undated
from reportedly.run.ledger import LedgerFile
from reportedly.run.situations import Happening, SituationView, Told, a_day_before, happenings, overview, sources, view
from reportedly.run.views import Asked, moment_asked
from reportedly.store.errors import NotFound

EVENTS = 60  # the latest; a timeline of more is read by nobody
TELLING = 3  # words of a quote: one of fewer ("unrest") names an event and tells nothing of it
PLACES = 40
VOICES = 60
_ID = re.compile(r"[xsf]-[0-9a-f]{12}")


def brief(file: LedgerFile, wanted: str | None = None, asked: Asked | None = None) -> Brief:
    """A situation report.

    Args:
        file: The ledger.
        wanted: Id of the situation or of something in it, or words of its title; may be left out where there is but one.
        asked: `as_of`, `recorded_as_of`, and `since`: the moment since which changes are told, the last day if left out.

    Raises:
        NotFound: There is no such situation, or more than one.
    """
    asked = asked or Asked()
    then = Asked(as_of=asked.as_of, recorded_as_of=asked.recorded_as_of)
    return _brief(file, view(file, chosen(file, wanted, then), then), asked)


def chosen(file: LedgerFile, wanted: str | None, asked: Asked) -> str:
    """The id of the situation that is meant.

    Raises:
        NotFound: None or several are.
    """
    if wanted is not None and _ID.fullmatch(wanted):
        return wanted
    found = overview(file, Asked(situation=wanted, as_of=asked.as_of, recorded_as_of=asked.recorded_as_of), size=12)
    heads = [card.situation for card in found.cards]
    titled = [each for each in heads if wanted and wanted.lower() in each.title.lower()]
    if len(heads) == 1 or len(titled) == 1:
        return (heads if len(heads) == 1 else titled)[0].id
    meant = (
        f"a brief was asked for of {clipped(wanted, LONGEST_NAME)!r}" if wanted else "a brief was asked for of no situation in particular"
    )
    if heads:
        more = f" and {found.count - len(heads):,} more" if found.count > len(heads) else ""
        raise NotFound(f"{meant}; there are {_listed(heads)}{more}; name one by its id or by words of its title")
    every = overview(file, asked, size=12)
    if not every.cards:
        raise NotFound(f"{meant}; the ledger has no situation{' by then' if asked.as_of else ''}; take reports in with: reportedly add")
    raise NotFound(f"{meant}; no title or place has these words; there are {_listed([card.situation for card in every.cards])}")


def _listed(heads: list[Situation]) -> str:
    return ", ".join(f"{each.id} ({clipped(each.title, LONGEST_NAME)})" for each in heads)


def _brief(file: LedgerFile, found: SituationView, asked: Asked) -> Brief:
    situation, notes = found.situation, Footnotes()
    moments = {entry.figure.id: moment_or_undated(entry.published) for series in situation.series for entry in series.entries}
    dated = [each for each in found.reports if each.published and each.moment < UNDATED]
    newest = dated[-1] if dated else None
    since = moment_asked(asked.since, first=True) or (a_day_before(newest.moment) if newest else UNDATED)
    figures = key_figures(situation, notes)
    changed, unlisted = changes(situation, since, newest.moment if newest else "", notes, moments)
    disputed, gone = disputes(situation, notes), taken_back(situation, notes)
    every = happenings(file, found.reports)
    told = tuple(_occurrence(each) for each in every)
    events = sorted((each for each in every if len(each.event.evidence.quote.split()) >= TELLING), key=_by_day)
    return Brief(
        title=neutral(situation.title),
        as_of=say_moment(asked.as_of or (newest.published if newest else None)),
        since=say_moment(asked.since or (since if newest else None)),
        reports=len(found.reports),
        copies=sum(each.copy_of not in (None, each.report_id) for each in found.reports),
        sources=tuple(_voice(each) for each in sources(situation)[:VOICES]),
        figures=figures,
        changes=changed,
        unlisted=unlisted,
        disputes=disputed,
        taken_back=gone,
        events=tuple(_happened(each) for each in events[-EVENTS:]),
        unlisted_events=len(every) - len(events[-EVENTS:]),
        places=_places(situation, every),
        notes=notes.notes(),
        making=Making(
            rules=_rules(situation),
            decisions=len(found.decisions),
            digest=hashlib.sha256(dumps(situation).encode("utf-8", "surrogatepass")).hexdigest(),
            situation=situation.id,
            version=reportedly.__version__,
        ),
        told=told,
        spots=tuple(spots(told, situation.series)),
    )  # fmt: skip


def _rules(situation: Situation) -> tuple[tuple[str, int], ...]:
    """The rules by which positions were chosen, the most frequent first."""
    counts = Counter(clipped(each.position.rule) for each in situation.series)
    return tuple(sorted(counts.items(), key=lambda each: (-each[1], each[0])))


def _voice(told: Told) -> Voice:
    outlets = ", ".join(each for each in told.outlets if each != told.name)
    return Voice(
        neutral(told.name), clipped(outlets, LONGEST_NAME), told.figures, told.standing, told.revised, told.withdrawn, told.disputed,
        say_moment(told.last),
    )  # fmt: skip


def _occurrence(each: Happening) -> Occurrence:
    """An event for the pictures, its source named as everywhere in the brief."""
    source = neutral(each.source) if each.source else None
    return Occurrence(each.event, each.report.name, each.report.outlet, each.report.published, source)


def _happened(each: Happening) -> Happened:
    event = each.event
    outlet = each.report.outlet or each.report.name
    said = [neutral((event.form or event.type).replace("_", " "))]
    said += [event.stage] if event.stage != "accomplished" else []
    said += [event.status] if event.status != "asserted" else []
    return Happened(
        when=(say_when(event.when) if event.when else "") or f"told {_day_of(each)}",
        said=", ".join(said),
        place=clipped(event.place.name, LONGEST_NAME) if event.place else "",
        quote=clipped(event.evidence.quote, 300),
        source=neutral(each.source or outlet),
        outlet=clipped(outlet, LONGEST_NAME) if each.source and each.source != outlet else "",
    )


def _by_day(each: Happening) -> tuple[str, str, str, int, str]:
    """By the day that it began; where none is told, by the day on which it was."""
    when, told = each.event.when, each.report
    begun = (when.first or when.last) if when else None
    return (begun or told.moment[: len("2022-01-09")], told.moment, told.name, each.event.evidence.start, each.event.id)


def _day_of(each: Happening) -> str:
    day = (each.report.published or "")[: len("2022-01-09")]
    return say_moment(day) if day else "without a date"


def _places(situation: Situation, events: list[Happening]) -> tuple[Where, ...]:
    """Places of figures and events, most frequent first."""
    figures = Counter(entry.figure.place for series in situation.series for entry in series.entries if entry.figure.place)
    happened = Counter(each.event.place for each in events if each.event.place)
    named: dict[tuple[str, str, str], list[int]] = {}
    for at, counts in enumerate((figures, happened)):
        for place, number in counts.items():
            named.setdefault((place.name, place.kind, place.country or ""), [0, 0])[at] += number
    told = sorted(named.items(), key=lambda each: (-sum(each[1]), each[0]))[:PLACES]
    kinds = {"admin1": "region", "admin2": "district"}
    return tuple(
        Where(clipped(name, LONGEST_NAME), kinds.get(kind, kind), clipped(country, 40), figures, events)
        for (name, kind, country), (figures, events) in told
    )
