"""A ledger as lines for people: situations, series with their positions, entries with their relations.

7,939 people detained · Kazakhstan
1 independent source · as of 2022-01-10 · range: one voice; its latest figure
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reportedly.model.figure import Figure
from reportedly.model.ledger import Decision, Entry, Position, Series, Situation
from reportedly.present.amounts import is_money, many, say_amount, say_number
from reportedly.present.figures import say_counted, say_figure, say_measured
from reportedly.present.line import Line, Piece, Role, line
from reportedly.present.subjects import say_subject

RELATION_ROLES: dict[str, Role] = {
    "raises": "figure",
    "lowers": "figure",
    "refines": "figure",
    "conflicts": "warning",
    "retracts": "warning",
}


def situation_lines(situation: Situation) -> Iterator[Line]:
    """A situation: its heading, and what each of its series amounts to."""
    days = " to ".join(dict.fromkeys(day for day in (situation.first, situation.last) if day))
    yield line(Piece(situation.title, "heading"))
    yield line(Piece(f"{situation.id} · {many(len(situation.reports), 'report')} · {days or 'undated'}", "faint"))
    for series in situation.series:
        yield from series_lines(series)
    yield line()


def series_lines(series: Series) -> Iterator[Line]:
    """A series in two lines: what it amounts to, and the rule."""
    position = series.position
    pieces = [Piece(f"{say_position(position, series)} ", "amount"), Piece(say_series(series))]
    if position.contested:
        pieces.append(Piece("  contested", "warning"))
    if series.part_of:
        pieces.append(Piece("  a part", "faint"))
    yield line(*pieces, indent=2)
    told = [many(position.sources, "independent source")] if position.sources else []
    told += [f"as of {position.as_of}"] if position.as_of else []
    yield line(Piece(" · ".join([*told, position.rule, series.id]), "faint"), indent=6)
    for issue in series.issues:
        yield line(Piece(issue, "warning"), indent=6)


def say_position(position: Position, series: Series) -> str:
    """`5,135`, `8 to 33, best 8`, `30 or more`, `none stands`."""
    unit = f" {series.unit}" if len(series.unit) == len("USD") and series.unit.isupper() else ""
    if position.low is None and position.high is None and position.best is None:
        return "none stands:"
    if position.low == position.high and position.low is not None:
        return f"{say_number(position.low)}{unit}"
    low = say_number(position.low) if position.low is not None else None
    high = say_number(position.high) if position.high is not None else None
    said = f"{low} to {high}" if low and high else f"{low} or more" if low else f"up to {high}"
    best = f", best {say_number(position.best)}" if position.best is not None and position.contested else ""
    return f"{said}{unit}{best}"


def say_series(series: Series) -> str:
    """What a series counts, and where: `security personnel killed · Kazakhstan`."""
    scope = series.scope
    period = " to ".join(day for day in (scope.first, scope.last) if day)
    subject = "" if len(series.unit) == len("USD") and series.unit.isupper() else series.subject
    one = series.position.low == series.position.high == 1
    what = say_measured(series.measure, say_subject(subject, one) if subject and series.measure != subject else subject)
    kind = f"an increment{', ' + period if period else ''}" if scope.kind == "increment" else ""
    return " · ".join(filter(None, (what, scope.place or "", scope.detail or "", kind)))


def entry_lines(entry: Entry, *, full: bool = False) -> Iterator[Line]:
    """An entry: amount and what is counted, whose word, relation, and its words."""
    relation = entry.relation
    gone = not entry.stands
    role: Role = "struck" if entry.figure.status in ("retracted", "denied") or "taken back" in (entry.why_not or "") else "amount"
    place = f" · {entry.figure.place.name}" if entry.figure.place else ""
    yield line(
        Piece(f"{(entry.published or 'undated')[:16]:16} ", "date"),
        Piece(say_figure(entry.figure), role),
        Piece(place, "place"),
        Piece(f" — {say_source(entry)}", "source"),
        Piece(f"  {relation.kind.replace('_', ' ')}", RELATION_ROLES.get(relation.kind, "faint")),
    )
    yield line(Piece(f"“{' '.join(entry.figure.evidence.quote.split())}”", "quote"), indent=19)
    for issue in entry.issues:
        yield line(Piece(issue, "warning"), indent=19)
    if entry.decision:
        yield line(Piece(f"a person decided: {entry.decision}", "mark"), indent=19)
    if full:
        to = f" ({', '.join(relation.to)})" if relation.to else ""
        yield line(Piece(f"{entry.figure.id} in {entry.report}: {relation.rule}{to}", "faint"), indent=19)
        yield line(Piece(f"in this series: {entry.series_why}", "faint"), indent=19)
        if gone:
            yield line(Piece(f"does not count: {entry.why_not}", "faint"), indent=19)
        if entry.dropped_in:
            yield line(Piece(f"dropped by the outlet in {entry.dropped_in}", "warning"), indent=19)


def say_source(entry: Entry) -> str:
    """Who says it: the source, and the outlet that carries it."""
    if entry.source and entry.outlet and entry.source != entry.outlet:
        return f"{entry.source} ({entry.outlet})"
    return entry.source or entry.outlet or "nobody named"


def figure_columns(entry: Entry, series: Series) -> dict[str, object]:
    """An entry as a row of a table: the columns of `--csv`."""
    figure: Figure = entry.figure
    return {
        "published": entry.published,
        "amount": say_amount(figure),
        "number": figure.number,
        "qualifier": figure.qualifier,
        "low": figure.low,
        "high": figure.high,
        "measure": series.measure,
        "counted": "" if is_money(figure) else say_counted(figure),
        "unit": figure.unit,
        "place": figure.place.name if figure.place else series.scope.place,
        "source": entry.source,
        "outlet": entry.outlet,
        "status": figure.status,
        "relation": entry.relation.kind,
        "stands": entry.stands,
        "quote": figure.evidence.quote,
        "report": entry.report,
        "id": figure.id,
    }


def joined(groups: Iterable[Iterable[Line]]) -> Iterator[Line]:
    """The lines of several groups, one after the other."""
    for group in groups:
        yield from group


def explained_lines(
    series: Series, situation: Situation, history: Iterable[Entry], others: Iterable[tuple[Series, str]], decisions: Iterable[Decision]
) -> Iterator[Line]:
    """A figure's history: the series, its entries in order, what was decided, and the series that were not chosen."""
    yield line(Piece(situation.title, "heading"))
    yield from series_lines(series)
    yield line()
    for entry in history:
        yield from entry_lines(entry, full=True)
    for decision in decisions:
        yield line(Piece(f"{decision.at[:16]} {decision.by} decided to {decision.kind} {decision.target}: {decision.why}", "mark"))
    told = list(others)
    if told:
        yield line()
        yield line(Piece("Not chosen", "heading"))
    for other, why in told:
        amount = Piece(f"{say_position(other.position, other)} ", "amount")
        yield line(amount, Piece(say_series(other)), Piece(f"  {why}", "faint"), indent=2)


def review_lines(why: str, entry: Entry) -> Iterator[Line]:
    """Something to look at: why, and the entry."""
    yield line(Piece(why, "warning"))
    yield from entry_lines(entry, full=True)
    yield line()
