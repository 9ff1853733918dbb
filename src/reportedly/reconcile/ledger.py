"""From records and decisions to the ledger: a pure function, the same for every order of the records.

    digests -> versions, copies -> situations -> series -> relations -> positions -> parts

`reconcile` does all of it; `build_situation` the part that a new report touches.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from reportedly.model.identity import content_id
from reportedly.model.ledger import Decision, Entry, Ledger, Position, Scope, Series, Situation
from reportedly.model.record import Record
from reportedly.reconcile.anchor import find_anchor
from reportedly.reconcile.bounds import compatible
from reportedly.reconcile.claims import Claim, Digest, digest
from reportedly.reconcile.copies import copy_groups, signature
from reportedly.reconcile.decisions import Standing, corrected, found_again, standing
from reportedly.reconcile.moments import day_of
from reportedly.reconcile.parts import link
from reportedly.reconcile.positions import Policy, Voice, by_range
from reportedly.reconcile.relations import Course, Step, relate
from reportedly.reconcile.series import Key, Placed, place_claims
from reportedly.reconcile.situations import Attachment, attach, components
from reportedly.reconcile.sources import same_source, source_words
from reportedly.reconcile.versions import successors

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")


@dataclass(frozen=True, slots=True)
class Context:
    """What reports of a situation have to do with each other.

    Attributes:
        following: For each report that has a later version, that version.
        copies: For each report, the first of those that it is a copy of.
        attachments: To which earlier report each attaches.
        decisions: What people decided.
        policy: How positions are chosen.
    """

    following: Mapping[str, str] = field(default_factory=dict)
    copies: Mapping[str, str] = field(default_factory=dict)
    attachments: Mapping[str, Attachment] = field(default_factory=dict)
    decisions: Standing = field(default_factory=lambda: standing(()))
    policy: Policy = by_range


def reconcile(records: Iterable[Record], decisions: Sequence[Decision] = (), policy: Policy = by_range) -> Ledger:
    """The ledger of these records and decisions."""
    known = {record.report.id: record for record in records}
    for record in known.values():
        decisions = found_again(decisions, record)
    held = standing(decisions)
    digests = [digest(corrected(record, held)) for record in known.values()]
    ordered = sorted(digests, key=lambda each: each.order)
    copies = copy_groups({report.id: signature(known[report.id].report.text) for report in ordered})
    return reconcile_digests(ordered, Context(copies=copies, decisions=held, policy=policy))


def reconcile_digests(digests: Sequence[Digest], context: Context) -> Ledger:
    """The ledger of these digests. Of the context, copies, decisions and policy are used."""
    ordered = sorted(digests, key=lambda each: each.order)
    following = successors(ordered)
    attachments = attach(ordered, following)
    roots = regrouped(components([report.id for report in ordered], attachments), attachments, context.decisions)
    groups: dict[str, list[Digest]] = {}
    for report in ordered:
        groups.setdefault(roots[report.id], []).append(report)
    whole = replace(context, following=following, attachments=attachments)
    situations = [build_situation(reports, whole) for reports in groups.values()]
    return Ledger(tuple(sorted(situations, key=lambda each: (each.first or "9999", each.id))))


def regrouped(roots: Mapping[str, str], attachments: Mapping[str, Attachment], decisions: Standing) -> dict[str, str]:
    """The roots of all reports, after what people put together and set apart."""
    kept = {report: attachment for report, attachment in attachments.items() if report not in decisions.parted}
    changed = components(roots, kept) if len(kept) < len(attachments) else dict(roots)
    for decision in decisions.joined:
        into = str(decision.value.get("into"))
        if decision.target in changed and into in changed:
            old, new = changed[decision.target], changed[into]
            changed = {report: new if root == old else root for report, root in changed.items()}
    return changed


def build_situation(reports: Sequence[Digest], context: Context) -> Situation:
    """One situation from its reports, in order of publication."""
    reports = sorted(reports, key=lambda each: each.order)
    identity = content_id("x", reports[0].id)
    placed = decided_series(place_claims(reports, context.following), context.decisions)
    groups: dict[Key, list[Placed]] = {}
    for each in sorted(placed, key=_in_order):
        groups.setdefault(each.key, []).append(each)
    anchor = find_anchor(reports)
    whole = anchor.name if anchor else None
    series = {key: build_series(identity, key, group, context, whole) for key, group in sorted(groups.items(), key=_by_scope)}
    days = [day for report in reports if (day := day_of(report.published))]
    names = {report.id: report.name for report in reports}
    named = [decision for report, decision in context.decisions.named.items() if report in names]
    return Situation(
        id=identity,
        title=str(named[-1].value.get("name")) if named else title_of(reports, whole),
        first=min(days, default=None),
        last=max(days, default=None),
        places=places_of(reports),
        reports=tuple(report.name for report in reports),
        series=tuple(link(series)),
        why={names[report.id]: context.attachments[report.id].why for report in reports if report.id in context.attachments},
    )


def decided_series(placed: list[Placed], decisions: Standing) -> list[Placed]:
    """Claims in the series where people put them: what was set apart stands alone, or goes alone to where it was put after that."""
    apart = [_set_apart(each, decisions) for each in placed]
    keys = {each.claim.figure.id: each.key for each in apart}
    moved: dict[Key, Key] = {}
    for decision in decisions.joined:
        into = str(decision.value.get("into"))
        if decision.target in keys and into in keys:
            moved[keys[decision.target]] = keys[into]
    result = []
    for each in apart:
        if each.key in moved:
            each = replace(each, key=moved[each.key], why=f"{each.why}; put together by a person")  # noqa: PLW2901 - the same claim, moved
        result.append(each)
    return result


def _set_apart(placed: Placed, decisions: Standing) -> Placed:
    parted = decisions.parted.get(placed.claim.figure.id)
    if parted is None:
        return placed
    why = f"set apart by {parted.by}"
    return replace(placed, key=replace(placed.key, detail=f"{placed.key.detail} {why}".strip()), why=why)


def build_series(situation: str, key: Key, placed: Sequence[Placed], context: Context, whole: str | None) -> Series:
    """One series: its entries in order, and its position."""
    said = {each.claim.figure.id: context.decisions.of_figures.get(each.claim.figure.id) for each in placed}
    accepted = frozenset(figure for figure, decision in said.items() if decision and decision.kind == "accept")
    rejected = frozenset(figure for figure, decision in said.items() if decision and decision.kind == "reject")
    course = relate(placed, accepted, rejected)
    barred = taken_back(course, accepted, rejected)
    barred |= {step.figure.id: why for step in course.history if (why := bar(step, context, placed)) is not None}
    final = relate([each for each in placed if each.claim.figure.id not in barred], accepted)
    independent = independent_sources(placed, context.copies)
    stands = {step.figure.id for steps in final.camps.values() for step in steps}
    entries = tuple(_entry(step, barred, final, stands, independent, context, placed) for step in course.history)
    voices = [_voice(steps, independent, position) for position, steps in enumerate(final.camps.values())]
    position = pinned(context.policy(voices), [each.claim for each in placed], context.decisions)
    identity = content_id("s", situation, *(getattr(key, name) for name in key.__dataclass_fields__))
    scope = Scope(key.place or whole, key.kind, key.first or None, key.last or None, key.detail or None)
    return Series(identity, key.measure, key.unit, key.subject, scope, position, entries)


def taken_back(course: Course, accepted: frozenset[str], rejected: frozenset[str]) -> dict[str, str]:
    """Figures that were taken back, and in which report; without them, what stood before stands again."""
    return {
        figure: f"taken back in {step.placed.report.name}"
        for step in course.history
        if step.relation.kind == "retracts" and step.figure.id not in rejected
        for figure in step.relation.to
        if figure not in accepted
    }


def bar(step: Step, context: Context, placed: Sequence[Placed]) -> str | None:
    """Why an entry cannot stand; null where it can."""
    decision = context.decisions.of_figures.get(step.figure.id)
    if decision is not None and decision.kind == "reject":
        return f"rejected by {decision.by}: {decision.why}"
    if decision is not None and decision.kind == "accept":
        return None
    version = context.following.get(step.placed.report.id)
    if version is None or step.relation.kind == "retracts":
        return None
    return (
        "the report's next version no longer has it" if dropped(step.placed, version, placed) else "replaced by the report's next version"
    )


def dropped(each: Placed, version: str, placed: Sequence[Placed]) -> bool:
    """Whether the next version of a report gives no figure of this series on the same word."""
    mine = each.claim.source
    return not any(
        other.report.id == version
        and (other.claim.source == mine or (mine and other.claim.source and same_source(mine, other.claim.source)))
        for other in placed
    )


def independent_sources(placed: Sequence[Placed], copies: Mapping[str, str]) -> dict[str, str]:
    """For each figure, the key of its independent source: who is named, else the side, else the agency or outlet, copies as one."""
    named = sorted({each.claim.source for each in placed if each.claim.source}, key=lambda name: (len(source_words(name)), name))
    heads: dict[str, str] = {}
    for name in named:
        heads[name] = next((heads[head] for head in named if head in heads and same_source(head, name)), name)
    voices = own_voices([each.report for each in placed], copies)
    return {each.claim.figure.id: _independent(each, heads, voices) for each in placed}


def own_voices(reports: Sequence[Digest], copies: Mapping[str, str]) -> dict[str, str]:
    """For each report, whose voice its own is: the agency that it or a copy of it credits, else the outlet of the first copy.

    An agency is told by its name alone, as an outlet is, for what it publishes itself needs no credit.
    """
    agencies: dict[str, str] = {}
    for report in reports:
        if report.agency:
            agencies.setdefault(copies.get(report.id, report.id), report.agency)
    outlets = {report.id: report.outlet or report.name for report in reports}
    first = {report.id: copies.get(report.id, report.id) for report in reports}
    return {report: agencies.get(of, outlets.get(of, of)) for report, of in first.items()}


def _independent(each: Placed, heads: Mapping[str, str], voices: Mapping[str, str]) -> str:
    source = each.claim.source
    if source is None:
        return f"outlet {voices[each.report.id]}"
    return each.claim.side if each.claim.side != "other" and not same_source(source, source) else heads[source]


def pinned(position: Position, claims: Sequence[Claim], decisions: Standing) -> Position:
    """A position as a person pinned it."""
    pins = [decisions.pinned[claim.figure.id] for claim in claims if claim.figure.id in decisions.pinned]
    if not pins:
        return position
    best = pins[-1].value.get("best")
    return replace(position, best=best if isinstance(best, int | float) else position.best, rule=f"pinned by {pins[-1].by}: {pins[-1].why}")


def title_of(reports: Sequence[Digest], place: str | None) -> str:
    """Place, time and most frequent event of a situation."""
    events: Counter[str] = Counter()
    for report in reports:
        events.update(report.events)
    common = min(events, key=lambda name: (-events[name], name)).replace("_", " ") if events else None
    start = next((report.published for report in reports if report.published), None)
    month = f"{MONTHS[int(start[5:7]) - 1]} {start[:4]}" if start else "undated"
    return ", ".join(filter(None, (place or next(iter(places_of(reports)), None) or reports[0].title, month, common)))


def places_of(reports: Sequence[Digest]) -> tuple[str, ...]:
    """Names of places, those of most reports first."""
    counts = Counter(name for report in reports for name in report.places)
    return tuple(sorted(counts, key=lambda name: (-counts[name], name))[:12])


def _entry(
    step: Step,
    barred: Mapping[str, str],
    final: Course,
    stands: set[str],
    independent: Mapping[str, str],
    context: Context,
    placed: Sequence[Placed],
) -> Entry:
    claim, report = step.placed.claim, step.placed.report
    decision = context.decisions.of_figures.get(claim.figure.id) or context.decisions.parted.get(claim.figure.id)
    version = context.following.get(report.id)
    gone = version is not None and dropped(step.placed, version, placed)
    why_not = None
    if claim.figure.id not in stands:
        why_not = barred.get(claim.figure.id) or step.why_not or final.replaced.get(claim.figure.id) or "replaced by a later figure"
    return Entry(
        figure=claim.figure,
        report=report.name,
        published=report.published,
        outlet=report.outlet,
        source=claim.source,
        relation=step.relation,
        decision=decision.id if decision else None,
        stands=claim.figure.id in stands,
        why_not=why_not,
        dropped_in=version if gone else None,
        independent=independent[claim.figure.id],
        also=claim.also,
        series_why=step.placed.why,
        issues=step.issues,
    )


def _voice(steps: Sequence[Step], independent: Mapping[str, str], order: int) -> Voice:
    agreeing = [step for step in steps if compatible(step.figure, steps[0].figure)]
    names = [step.placed.claim.source for step in agreeing] + [step.placed.report.outlet for step in agreeing]
    days = [day for step in agreeing if step.figure.as_of and (day := step.figure.as_of.last or step.figure.as_of.first)]
    return Voice(
        figure=steps[0].figure,
        sources=frozenset(independent[step.figure.id] for step in agreeing),
        names=tuple(sorted({name for name in names if name})),
        as_of=max(days, default=None),
        order=order,
    )


def _by_scope(item: tuple[Key, object]) -> tuple[object, ...]:
    """Series by measure; within one, all people before classes of them, the whole before its parts."""
    key = item[0]
    return (key.measure, key.unit, key.subject != "people", key.subject, key.place, key.detail, key.kind, key.first, key.last)


def _in_order(each: Placed) -> tuple[tuple[str, str, str], bool, int]:
    """Reports in order; within one, the earlier values that it replaces come first."""
    return (each.report.order, not each.earlier, each.claim.order)
