"""Which figures count the same thing in the same scope.

A series is situation + measure + what is counted + scope; the scope is place, kind (running total, increment in a period, part) and
what else narrows it. All of this is compared before any value is. Words differ from report to report, so the situation
as a whole decides:

* **anchor**: the place that most of its figures name is its own place; figures that name it, what it lies in, or no place
  at all cover the whole. Other places within it are parts.
* **contrast**: two classes of people are one series ("passengers" go on "people") until a report sets them apart.
* **one thing, placed differently**: a part whose amounts are also given of the whole, or that a version of a report puts in place of the
  whole, is the whole, unless a report gives both with different amounts.
* **a report does not contradict itself**: of two amounts that it gives, on one word, for one thing, the smaller is a part.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from reportedly.model.figure import ScopeKind
from reportedly.reconcile.anchor import Anchor, find_anchor, scope_place
from reportedly.reconcile.bounds import compatible, stated
from reportedly.reconcile.claims import Claim, Digest
from reportedly.reconcile.moments import days_between
from reportedly.reconcile.subjects import is_of_accused, is_state, joins, parent, series_measure, within

SEVERAL = 3  # a count beside which one is a case of it
TELLING = 5  # an amount from which it is no chance that two reports give the same
BACKGROUND = 45  # days before the first report: what happened then is another matter, and no part of this one
EARLIER = "earlier: "  # stands before its year


@dataclass(frozen=True, slots=True, order=True)
class Key:
    """What figures of one series share; empty text for nothing."""

    measure: str
    unit: str
    subject: str
    place: str = ""
    kind: ScopeKind = "total"
    first: str = ""
    last: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Placed:
    """A claim with its series.

    Attributes:
        claim: What is claimed.
        report: By which report.
        key: Its series.
        why: Why it is there.
        earlier: Whether it is an earlier value, which the same report replaces.
    """

    claim: Claim
    report: Digest
    key: Key
    why: str
    earlier: bool = False


def place_claims(reports: Sequence[Digest], following: Mapping[str, str] | None = None) -> list[Placed]:
    """Every claim of a situation with its series. `reports` are in order of publication."""
    anchor = find_anchor(reports)
    ambient = ambient_details(reports)
    began = next((report.published for report in reports if report.published), None)
    placed = [
        Placed(claim, report, *first_key(claim, anchor, ambient, began), earlier=claim.figure.previous_of is not None)
        for report in reports
        for claim in report.claims
    ]
    placed = join_subjects(join_places(join_measures(placed), following or {}))
    placed = single_cases(part_contradictions(placed))
    return follow_retractions(placed)


def first_key(claim: Claim, anchor: Anchor | None, ambient: frozenset[str], began: str | None) -> tuple[Key, str]:
    """The series of a claim by its own words."""
    figure = claim.figure
    place, why = scope_place(claim, anchor)
    details = [part for part in (claim.detail or "").split(", ") if part and part not in ambient]
    first = last = ""
    kind: ScopeKind = "increment" if figure.scope == "increment" else "total"  # what is a part is told by what it is a part of
    if kind == "increment":
        period = figure.when or figure.as_of
        first, last = (period.first or "", period.last or "") if period else ("", "")
        why.append("an increment in a period")
    elif figure.when and figure.when.last and began and days_between(figure.when.last, began) > BACKGROUND:
        return Key(figure.measure or "", figure.unit, claim.subject, place, "total", "", "", f"{EARLIER}{figure.when.last[:4]}"), "; ".join(
            [*why, "long before the first report"]
        )
    if place or details:
        kind = kind if kind == "increment" else "part"
    why += [f"narrowed: {part}" for part in details]
    return Key(figure.measure or "", figure.unit, claim.subject, place, kind, first, last, ", ".join(details)), "; ".join(why)


def ambient_details(reports: Sequence[Digest]) -> frozenset[str]:
    """Circumstances that most figures of a situation share: they narrow nothing in it."""
    totals: Counter[str] = Counter()
    shared: Counter[tuple[str, str]] = Counter()
    for report in reports:
        for claim in report.claims:
            totals[claim.figure.measure or ""] += 1
            for part in filter(None, (claim.detail or "").split(", ")):
                shared[part, claim.figure.measure or ""] += 1
    return frozenset(
        part for (part, measure), count in shared.items() if part.startswith("at the") and count > 2 and count * 2 > totals[measure]
    )


def join_measures(placed: list[Placed]) -> list[Placed]:
    """Measures that mean the same as long as no report gives both: bodies found are the dead, people held hostage were taken."""
    given: dict[tuple[str, Key], set[float]] = {}
    for each in placed:
        given.setdefault((each.report.id, each.key), set()).add(stated(each.claim.figure) or 0)
    apart = {
        key.measure
        for (report, key), amounts in given.items()
        if key.measure != series_measure(key.measure)
        and not amounts <= given.get((report, replace(key, measure=series_measure(key.measure))), amounts)
    }
    return [
        replace(each, key=replace(each.key, measure=series_measure(each.key.measure))) if each.key.measure not in apart else each
        for each in placed
    ]


def join_places(placed: list[Placed], following: Mapping[str, str]) -> list[Placed]:
    """Claims that differ from those of the whole in the place alone, and tell the same, become one series with them."""
    amounts: dict[Key, dict[str, set[float]]] = {}
    for each in placed:
        value = stated(each.claim.figure)
        amounts.setdefault(each.key, {}).setdefault(each.report.id, set()).add(value if value is not None else -1)
    whole_of_part = {
        key: replace(key, place="", kind="part" if key.detail else "total") for key in amounts if key.place and key.kind == "part"
    }
    both = {part: whole for part, whole in whole_of_part.items() if whole in amounts}
    apart = {part.place for part, whole in both.items() if _set_apart(amounts[part], amounts[whole])}
    same = {
        part.place
        for part, whole in both.items()
        if _share_amounts(amounts[part], amounts[whole]) or _share_versions(amounts[part], amounts[whole], following)
    }
    moved = {part: whole for part, whole in whole_of_part.items() if part.place in same - apart}
    return [
        replace(each, key=moved[each.key], why=f"{each.why}; the same is told of the whole") if each.key in moved else each
        for each in placed
    ]


def _set_apart(part: Mapping[str, set[float]], whole: Mapping[str, set[float]]) -> bool:
    """Whether a report gives different amounts for both."""
    return any(amounts != whole[report] for report, amounts in part.items() if report in whole)


def _share_amounts(part: Mapping[str, set[float]], whole: Mapping[str, set[float]]) -> bool:
    """Whether an amount large enough to be no chance is given for both."""
    return any(amount >= TELLING for amount in set().union(*part.values()) & set().union(*whole.values()))


def _share_versions(part: Mapping[str, set[float]], whole: Mapping[str, set[float]], following: Mapping[str, str]) -> bool:
    """Whether the next version of a report that gives one gives the other."""
    return any((old in part and new in whole) or (old in whole and new in part) for old, new in following.items())


def join_subjects(placed: list[Placed]) -> list[Placed]:
    """Classes of people that no report sets apart become one series."""
    apart = contrasts(placed)
    return [_joined(each, apart) for each in placed]


def contrasts(placed: Iterable[Placed]) -> dict[Key, set[frozenset[str]]]:
    """For each series but for its subject, the classes of which some report gives different amounts side by side."""
    together: dict[tuple[str, Key], dict[str, set[float]]] = {}
    for each in placed:
        if not each.earlier:
            subjects = together.setdefault((each.report.id, replace(each.key, subject="")), {})
            subjects.setdefault(each.key.subject, set()).add(stated(each.claim.figure) or 0)
    found: dict[Key, set[frozenset[str]]] = {}
    for (_, key), subjects in together.items():
        pairs = ((one, other) for one in subjects for other in subjects if one < other and subjects[one].isdisjoint(subjects[other]))
        found.setdefault(key, set()).update(map(frozenset, pairs))
    return found


def _joined(each: Placed, apart: dict[Key, set[frozenset[str]]]) -> Placed:
    key = each.key
    if key.unit != "people":
        return each
    pairs = apart.get(replace(key, subject=""), set())
    target = "people" if is_of_accused(key.measure) and key.subject in ("protesters", "accused", "civilians") else joins(key.subject)
    if target is None or target == key.subject:
        return each
    others = {name for pair in pairs if key.subject in pair for name in pair} - {key.subject, "accused"}
    if any(within(name, target) for name in others):
        return each
    return replace(each, key=replace(key, subject=target), why=f"{each.why}; no report sets {key.subject} apart from {target}")


def part_contradictions(placed: list[Placed]) -> list[Placed]:
    """Where a report gives, on one word, two amounts for one thing, the smaller is a part, or what an earlier report gave."""
    result = list(placed)
    given: dict[Key, dict[float, str]] = {}
    for each in placed:
        given.setdefault(each.key, {}).setdefault(stated(each.claim.figure) or 0, each.report.id)
    groups: dict[tuple[str, Key, str | None], list[int]] = {}
    named: dict[tuple[str, Key], set[str]] = {}
    for each in placed:
        if each.claim.source:
            named.setdefault((each.report.id, each.key), set()).add(each.claim.source)
    for position, each in enumerate(placed):
        figure = each.claim.figure
        if not each.earlier and figure.status not in ("retracted", "denied"):
            several = len(named.get((each.report.id, each.key), ())) > 1 or each.claim.side == "armed"  # who fights says what others do not
            several = several and stated(figure) != 1  # one is one case, and no rival count
            groups.setdefault((each.report.id, each.key, each.claim.source if several else None), []).append(position)
    for (_, key, _), positions in groups.items():
        largest = max(positions, key=lambda i: (stated(placed[i].claim.figure) or 0, -i))
        for i in positions:
            figure = placed[i].claim.figure
            if i == largest or compatible(figure, placed[largest].claim.figure):
                continue
            if given[key][stated(figure) or 0] != placed[i].report.id:
                result[i] = replace(placed[i], earlier=True, why=f"{placed[i].why}; an earlier report gave it, and this one gives a larger")
                continue
            detail = ", ".join(filter(None, (key.detail, _period(placed[i]) or "part of the same report's count")))
            narrowed = replace(key, kind="part" if key.kind == "total" else key.kind, detail=detail)
            result[i] = replace(placed[i], key=narrowed, why=f"{placed[i].why}; the report gives a larger amount for the whole")
    return result


def single_cases(placed: list[Placed]) -> list[Placed]:
    """One, told after a count of several, is one case of them ("a boy was killed"), and none is none beside them: no count falls so."""
    several: set[Key] = set()
    result = []
    for each in placed:
        figure = each.claim.figure
        amount = stated(figure) or 0
        is_count = figure.status not in ("retracted", "denied") and not each.earlier
        if (
            is_count
            and each.key in several
            and figure.qualifier == "exact"
            and amount <= 1
            and not is_state(each.key.measure, each.key.detail)
        ):
            detail = ", ".join(filter(None, (each.key.detail, "one case" if amount else "no others")))
            key = replace(each.key, kind="part" if each.key.kind == "total" else each.key.kind, detail=detail)
            each = replace(each, key=key, why=f"{each.why}; told after a count of several")  # noqa: PLW2901 - the same claim, elsewhere
        elif is_count and amount >= SEVERAL and each.key.unit == "people":
            several.add(each.key)
        result.append(each)
    return result


def follow_retractions(placed: list[Placed]) -> list[Placed]:
    """What takes a figure back joins the series of the figure that it takes back."""
    known: dict[tuple[str, str, float], Key] = {}
    result = []
    for each in placed:
        figure = each.claim.figure
        amount = stated(figure)
        mark = (each.key.measure, each.key.unit, amount or 0)
        if figure.status == "retracted" and mark in known and known[mark] != each.key:
            each = replace(each, key=known[mark], why="takes back a figure of this series")  # noqa: PLW2901 - the same claim, elsewhere
        elif amount is not None:
            known.setdefault(mark, each.key)
        result.append(each)
    return result


def whole_of(key: Key, known: Iterable[Key]) -> Key | None:
    """The nearest series that a series is a part of: without its detail, else its place, else the wider class of people."""
    if key.detail.startswith(EARLIER):
        return None
    keys = set(known)
    total = replace(key, kind="total", detail="", first="", last="")
    candidates = [replace(total, kind="part" if key.place else "total"), replace(total, place="")]
    subject = parent(key.subject) if key.unit == "people" else None
    while subject is not None:
        candidates += [replace(key, subject=subject), replace(total, place="", subject=subject)]
        subject = parent(subject)
    return next((candidate for candidate in candidates if candidate != key and candidate in keys), None)


def _period(each: Placed) -> str:
    when = each.claim.figure.when
    return f"{when.first or ''} to {when.last or ''}" if when and when.basis == "stated" and (when.first or when.last) else ""
