"""Parts and wholes between series: links, the relation of a part's first figure, and the warning when parts exceed their whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from reportedly.model.ledger import Entry, Relation, Series
from reportedly.reconcile.series import Key, whole_of

CURRENCY = 3  # letters of an ISO 4217 code


def link(series: Mapping[Key, Series]) -> list[Series]:
    """The series of a situation with their wholes, their counterparts in another currency, and warnings."""
    ids = {key: each.id for key, each in series.items()}
    home = {entry.figure.id: key for key, each in series.items() for entry in each.entries}
    wholes = {key: _whole(key, each, series, home) for key, each in series.items()}
    linked = []
    for key, each in series.items():
        whole = wholes[key]
        same = [ids[other] for other in series if _same_money(key, other)]
        if whole is None:
            linked.append(replace(each, linked=tuple(same)))
            continue
        linked.append(replace(each, part_of=ids[whole], linked=tuple(same), entries=_as_part(each, series[whole])))
    return _warned(linked)


def _whole(key: Key, series: Series, known: Mapping[Key, Series], home: Mapping[str, Key]) -> Key | None:
    """The series that a report itself says this is a part of, else the nearest wider one."""
    for entry in series.entries:
        if entry.figure.subset_of is not None:
            whole = home.get(entry.figure.subset_of)
            if whole is not None and whole != key:
                return whole
    return whole_of(key, known) if key.kind != "increment" else None


def _as_part(part: Series, whole: Series) -> tuple[Entry, ...]:
    """The entries of a part: its first figure is part of what stood, or of what the same report gives, in the whole."""
    first = part.entries[0]
    if first.relation.kind != "new":
        return part.entries
    before = [entry for entry in whole.entries if _stamp(entry) <= _stamp(first)]
    if first.figure.subset_of is not None:
        before = [entry for entry in whole.entries if entry.figure.id == first.figure.subset_of] or before
    if not before:
        return part.entries
    relation = Relation("part_of", (before[-1].figure.id,), f"{_called(part)} are part of {_called(whole)}")
    return (replace(first, relation=relation), *part.entries[1:])


def _warned(series: Sequence[Series]) -> list[Series]:
    """A warning on both where a part is larger than its whole."""
    known = {each.id: each for each in series}
    warnings: dict[str, list[str]] = {}
    for part in series:
        whole = known.get(part.part_of or "")
        if whole is None or part.position.low is None:
            continue
        limit = whole.position.high
        if limit is not None and part.position.low > limit:
            warnings.setdefault(part.id, []).append(f"larger than its whole, {_called(whole)}: {part.position.low:,} of {limit:,}")
            warnings.setdefault(whole.id, []).append(f"smaller than its part, {_called(part)}: {part.position.low:,} of {limit:,}")
    return [replace(each, issues=(*each.issues, *warnings.get(each.id, ()))) for each in series]


def _same_money(key: Key, other: Key) -> bool:
    money = len(key.unit) == CURRENCY and key.unit.isupper() and len(other.unit) == CURRENCY and other.unit.isupper()
    return (
        money
        and key.unit != other.unit
        and (key.measure, key.place, key.kind, key.detail) == (other.measure, other.place, other.kind, other.detail)
    )


def _called(series: Series) -> str:
    scope = series.scope
    return " ".join(filter(None, (series.subject, series.measure, f"in {scope.place}" if scope.place else "", scope.detail or "")))


def _stamp(entry: Entry) -> tuple[str, str]:
    return (entry.published or "9999", entry.report)
