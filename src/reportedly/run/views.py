"""The named questions that the command line, the programming interface and the page ask of a ledger.

Without a moment they are answered from the tables; as of a moment (of publication, or of intake) from the reports that were there
by then (`run/as_of.py`).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from reportedly.model.codec import decode, dumps
from reportedly.model.ledger import Decision, Entry, Ledger, Series, Situation
from reportedly.reconcile.moments import UNDATED, moment
from reportedly.reconcile.positions import Policy, by_range
from reportedly.reconcile.sources import same_source
from reportedly.run.as_of import Then, as_of
from reportedly.run.ledger import LedgerFile
from reportedly.store import answers, derived, kept, queue
from reportedly.store.database import Transaction, reading
from reportedly.store.errors import NotFound

NEVER = "9999"  # where a day is unknown: after all others


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for; null for all.

    Attributes:
        measure: Name of a measure.
        place: Name of a place, or of a country by its code.
        source: Name of a source, or of an outlet.
        status: Status of the claim.
        situation: Id of a situation, or words of its title.
        since: Published at this moment or later.
        until: Published at this moment or earlier.
        as_of: What was known at this moment of publication.
        recorded_as_of: What the ledger had taken in at this moment.
        standing: Only what counts now.
    """

    measure: str | None = None
    place: str | None = None
    source: str | None = None
    status: str | None = None
    situation: str | None = None
    since: str | None = None
    until: str | None = None
    as_of: str | None = None
    recorded_as_of: str | None = None
    standing: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """An entry with the series and the situation that it is in, both without what they hold."""

    entry: Entry
    series: Series
    situation: Situation


@dataclass(frozen=True, slots=True)
class Explained:
    """A figure's whole history.

    Attributes:
        found: The figure that was asked for, in its series and situation.
        history: All entries of its series, in order.
        others: Series that were not chosen, each with the reason.
        decisions: Decisions about figures of the series, those taken back included.
    """

    found: Found
    history: tuple[Entry, ...]
    others: tuple[tuple[Series, str], ...]
    decisions: tuple[Decision, ...]


@dataclass(frozen=True, slots=True)
class ToReview:
    """Something that a person should look at: why, and the entry."""

    why: str
    found: Found


def ledger_json(file: LedgerFile, asked: Asked | None = None, policy: Policy = by_range) -> str:
    """The ledger as JSON, the project's contract."""
    asked = asked or Asked()
    if _is_now(asked) and policy is by_range:
        with reading(file.engine) as connection:
            pieces = list(derived.situation_json(connection, derived.situation_ids(connection)))
    else:
        with reading(file.engine) as connection:
            then = _then(connection, asked, policy)
            stored = [each for each in derived.situation_ids(connection) if each in then.unchanged]
            heads = [(each.first or NEVER, each.id) for each in derived.situation_heads(connection) if each.id in then.unchanged]
            texts = dict(zip(stored, derived.situation_json(connection, stored), strict=True))
        ordered = [*((*key, texts[key[1]]) for key in heads), *((each.first or NEVER, each.id, dumps(each)) for each in then.anew)]
        pieces = [text for _, _, text in sorted(ordered)]
    return f'{{"situations": [{", ".join(pieces)}], "schema": {Ledger(()).schema}}}'


def ledger(file: LedgerFile, asked: Asked | None = None, policy: Policy = by_range) -> Ledger:
    """The ledger, now or as of a moment."""
    asked = asked or Asked()
    with reading(file.engine) as connection:
        if _is_now(asked) and policy is by_range:
            pieces = derived.situation_json(connection, derived.situation_ids(connection))
            return Ledger(tuple(decode(Situation, json.loads(piece)) for piece in pieces))
        then = _then(connection, asked, policy)
        pieces = derived.situation_json(connection, sorted(then.unchanged))
        return Ledger(tuple(_by_day([*(decode(Situation, json.loads(piece)) for piece in pieces), *then.anew])))


def heads(file: LedgerFile, asked: Asked | None = None, policy: Policy = by_range) -> list[Situation]:
    """Situations with their series, without entries: what the ledger amounts to."""
    asked = asked or Asked()
    with reading(file.engine) as connection:
        then = None if _is_now(asked) and policy is by_range else _then(connection, asked, policy)
        stored = [each for each in derived.situation_heads(connection) if then is None or each.id in then.unchanged]
        found = [replace(head, series=tuple(derived.series_heads(connection, head.id))) for head in stored]
    return found if then is None else _by_day([*found, *map(_headed, then.anew)])


def figures(file: LedgerFile, asked: Asked, limit: int | None = None, offset: int = 0) -> tuple[list[Found], int]:
    """Entries that are asked for, in order of publication, at most so many, from the one at `offset` on; and how many there are."""
    if not _is_now(asked):
        return _figures_then(file, asked, limit, offset)
    with reading(file.engine) as connection:
        query = answers.entries_query(**_columns(asked), since=moment_asked(asked.since, first=True), until=moment_asked(asked.until))
        return _founds(answers.page(connection, query, limit, offset)), answers.count(connection, query)


def figures_json(file: LedgerFile, asked: Asked) -> str:
    """Entries that are asked for, as JSON."""
    if not _is_now(asked):
        return dumps([found.entry for found in figures(file, asked)[0]])
    with reading(file.engine) as connection:
        query = answers.entries_query(**_columns(asked), since=moment_asked(asked.since, first=True), until=moment_asked(asked.until))
        return f"[{', '.join(answers.texts(connection, query))}]"


def changes(file: LedgerFile, asked: Asked) -> list[Found]:
    """What rose, fell, was disputed or withdrawn, by whom, in order of publication; and what an outlet dropped."""
    found, _ = figures(file, asked)
    return [
        each
        for each in found
        if each.entry.relation.kind in ("raises", "lowers", "conflicts", "retracts", "refines") or each.entry.dropped_in
    ]


def explain(file: LedgerFile, figure: str) -> Explained:
    """A figure's whole history.

    Raises:
        NotFound: The ledger has no such figure.
    """
    with reading(file.engine) as connection:
        situation = situation_with(connection, figure)
        found = next(each for each in _found(situation) if each.entry.figure.id == figure or each.series.id == figure)
        series = next(each for each in situation.series if each.id == found.series.id)
        others = tuple((replace(each, entries=()), why) for each in situation.series if (why := not_chosen(series, each)))
        known = {entry.figure.id for entry in series.entries}
        made = kept.decisions(connection)
        about = {decision.id for decision in made if decision.target in known}
        told = tuple(decision for decision in made if decision.id in about or decision.target in about)
    return Explained(found, series.entries, others, told)


def review(file: LedgerFile, limit: int | None = None, offset: int = 0, asked: Asked | None = None) -> list[ToReview]:
    """What a person should look at: contested series, retractions and what they touch, warnings, doubtful figures."""
    with reading(file.engine) as connection:
        found = _founds(queue.lines(connection, limit, offset, narrowing(asked or Asked())))
    return [ToReview(doubt(each) or "", each) for each in found]


def decisions(file: LedgerFile) -> tuple[Decision, ...]:
    """All decisions, in the order in which they were made."""
    with reading(file.engine) as connection:
        return kept.decisions(connection)


def situation_with(connection: Transaction, identity: str) -> Situation:
    """The situation of a figure, a series or a report, or of that id.

    Raises:
        NotFound: The ledger has nothing of that id.
    """
    home = answers.situation_of(connection, identity)
    situation = derived.situation(connection, home) if home else None
    if situation is None:
        raise NotFound(
            f"{identity} was asked for; the ledger has no figure, series, report or situation of that id; "
            "list them with: reportedly figures"
        )
    return situation


def matches(found: Found, asked: Asked) -> bool:
    """Whether an entry is asked for."""
    entry = found.entry
    place = entry.figure.place
    names = {(place.name if place else found.series.scope.place or "").lower(), (place.country or "" if place else "").lower()}
    return (
        (asked.measure is None or found.series.measure == asked.measure)
        and (asked.place is None or asked.place.lower() in names)
        and (asked.source is None or _said_by(entry, asked.source))
        and (asked.status is None or entry.figure.status == asked.status)
        and (asked.situation is None or asked.situation == found.situation.id or asked.situation.lower() in found.situation.title.lower())
        and (asked.since is None or moment(entry.published) >= (moment_asked(asked.since, first=True) or ""))
        and (asked.until is None or moment(entry.published) <= moment(asked.until))
        and (not asked.standing or entry.stands)
    )


def _said_by(entry: Entry, name: str) -> bool:
    said = [each for each in (entry.source, entry.outlet) if each]
    return any(name.lower() in each.lower() or same_source(name, each) for each in said)


def doubt(found: Found) -> str | None:
    """Why a person should look at an entry, decided about or not; null where nothing is doubtful. `store/queue.py` asks for the same."""
    entry, position = found.entry, found.series.position
    if entry.relation.kind == "retracts":
        return "takes a figure back: does it take back these?"
    if entry.issues:
        return "; ".join(entry.issues)
    if entry.stands and position.contested:
        return "contested: figures stand that cannot all hold"
    if entry.stands and found.series.issues:
        return "; ".join(found.series.issues)
    if entry.relation.kind == "lowers" and entry.stands and "no correction" not in entry.relation.rule:
        return "lower than before, without a word of why"
    return None


def not_chosen(chosen: Series, other: Series) -> str | None:
    """Why a like series was not chosen; null for series of another measure."""
    if other.id == chosen.id or other.measure != chosen.measure:
        return None
    differences = [
        f"{name} is {theirs or 'none'}, not {ours or 'none'}"
        for name, ours, theirs in (
            ("unit", chosen.unit, other.unit),
            ("subject", chosen.subject, other.subject),
            ("place", chosen.scope.place, other.scope.place),
            ("scope", chosen.scope.kind, other.scope.kind),
            ("detail", chosen.scope.detail, other.scope.detail),
        )
        if ours != theirs
    ]
    return "; ".join(differences) or "the period differs"


def _then(connection: Transaction, asked: Asked, policy: Policy = by_range) -> Then:
    return as_of(connection, moment_asked(asked.as_of), moment_asked(asked.recorded_as_of), policy)


def _by_day(situations: Iterable[Situation]) -> list[Situation]:
    return sorted(situations, key=lambda each: (each.first or NEVER, each.id))


def _figures_then(file: LedgerFile, asked: Asked, limit: int | None, offset: int) -> tuple[list[Found], int]:
    """Entries as of a moment: of unchanged situations as stored, of the others as they were."""
    with reading(file.engine) as connection:
        then = _then(connection, asked)
        until = min(each for each in (moment_asked(asked.until), moment_asked(asked.as_of), UNDATED) if each)
        query = answers.entries_query(**_columns(asked), since=moment_asked(asked.since, first=True), until=until)
        query = answers.but_for(query, then.apart, moment_asked(asked.recorded_as_of))
        most = None if limit is None else offset + limit
        found = _founds(answers.page(connection, query, most)) if then.unchanged else []
        count = answers.count(connection, query) if then.unchanged else 0
    anew = [each for situation in then.anew for each in _found(situation) if matches(each, asked)]
    every = sorted([*found, *anew], key=_in_order)
    return every[offset:most], count + len(anew)


def _in_order(found: Found) -> tuple[str, str, int, str]:
    entry = found.entry
    return (moment(entry.published), entry.report, entry.figure.evidence.start, entry.figure.id)


def _found(situation: Situation) -> Iterator[Found]:
    head = replace(situation, series=())
    for series in situation.series:
        bare = replace(series, entries=())
        for entry in series.entries:
            yield Found(entry, bare, head)


def _founds(rows: Iterable[answers.Line]) -> list[Found]:
    return [
        Found(decode(Entry, json.loads(row.entry)), decode(Series, json.loads(row.series)), decode(Situation, json.loads(row.situation)))
        for row in rows
    ]


def _headed(situation: Situation) -> Situation:
    return replace(situation, series=tuple(replace(series, entries=()) for series in situation.series))


def _columns(asked: Asked) -> dict[str, str | bool | None]:
    names = ("measure", "place", "source", "status", "situation", "standing")
    return {name: getattr(asked, name) for name in names}


def _is_now(asked: Asked) -> bool:
    return asked.as_of is None and asked.recorded_as_of is None


def narrowing(asked: Asked) -> dict[str, str | bool]:
    """What narrows a list of entries as they are now, by name; nothing for all of them."""
    times = {"since": moment_asked(asked.since, first=True), "until": moment_asked(asked.until)}
    return {name: value for name, value in (_columns(asked) | times).items() if value}


def moment_asked(stamp: str | None, *, first: bool = False) -> str | None:
    """A moment that was asked for; of a day alone its end, or its beginning where what comes after is asked for."""
    if stamp is None:
        return None
    alone = len(stamp) == len(date.min.isoformat())
    return moment(f"{stamp}T00:00:00") if first and alone else moment(stamp)
