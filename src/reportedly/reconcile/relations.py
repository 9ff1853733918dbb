"""How each figure of a series relates to what stood before it, and what stands in the end.

Sources fall into camps. Officials of one country, the outlets and those who quote them are one voice, in which the later
figure replaces the earlier; those who fight them, those who watch them and officials of another country are camps of
their own. A figure is compared with what its own source said last, as long as that stands or is the same; else with what its camp said
last, else with what stood last at all. Of two camps' figures that cannot both hold, neither replaces the other: they conflict, and
both stand.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from reportedly.model.figure import Figure
from reportedly.model.ledger import Relation, RelationKind
from reportedly.reconcile.bounds import Comparison, compare, compatible, says_the_amount_of, stated
from reportedly.reconcile.moments import days_between
from reportedly.reconcile.series import Placed
from reportedly.reconcile.sources import rivals, same_source
from reportedly.reconcile.subjects import is_state

SAME_TIME = 3  # days within which two figures are of one time: tolls grow, so a rival's later rise is no conflict

PLAIN: dict[Comparison, tuple[RelationKind, str]] = {
    "same": ("repeats", "the same amount"),
    "agrees": ("repeats", "an open or rounded amount that agrees with what stood"),
    "narrower": ("refines", "narrower, and compatible with what stood"),
    "higher": ("raises", "a higher amount, the same scope"),
    "lower": ("lowers", "a lower amount, the same scope"),
}


@dataclass(frozen=True, slots=True)
class Step:
    """A claim related to what stood before it.

    Attributes:
        placed: The claim, in its series.
        relation: To what stood.
        camp: The voice that it belongs to.
        issues: What is odd about it.
        counts: Whether it can stand at all.
        why_not: Why it cannot.
    """

    placed: Placed
    relation: Relation
    camp: str
    issues: tuple[str, ...] = ()
    counts: bool = True
    why_not: str | None = None

    @property
    def figure(self) -> Figure:
        """The figure that it claims."""
        return self.placed.claim.figure


@dataclass(slots=True)
class Course:
    """What stood at each point of a series, while it is gone through.

    Attributes:
        camps: For each camp, the steps that stand, the one to compare with first.
        history: All steps so far.
        retracted: Amounts taken back, with the step that did so.
        several: Whether officials of several countries speak.
        accepted: Figures that a person accepted: they stand whatever the rules say.
        private: Camps of sources that a report sets against each other.
        replaced: For figures that no longer stand, why.
    """

    several: bool
    accepted: frozenset[str] = frozenset()
    camps: dict[str, list[Step]] = field(default_factory=dict)
    history: list[Step] = field(default_factory=list)
    retracted: dict[float, Step] = field(default_factory=dict)
    private: dict[str, str] = field(default_factory=dict)
    replaced: dict[str, str] = field(default_factory=dict)


def relate(placed: Sequence[Placed], accepted: frozenset[str] = frozenset(), rejected: frozenset[str] = frozenset()) -> Course:
    """Go through the claims of one series in order. A rejected one is related to what stood, and then forgotten."""
    several = len({each.claim.side for each in placed if each.claim.side.startswith("official ")}) > 1
    course = Course(several, accepted)
    for each in placed:
        step = _step(each, course)
        if step.figure.id not in rejected:
            _stand(step, course)
        course.history.append(step)
    return course


def _step(each: Placed, course: Course) -> Step:
    figure, camp = each.claim.figure, _camp(each, course)
    amount = stated(figure)
    free = figure.id in course.accepted
    if figure.status == "retracted" and not free:
        return _retraction(each, course, camp)
    if figure.status == "denied" and not free:
        held = [step.figure.id for step in course.history if compatible(step.figure, figure)]
        relation = Relation("conflicts" if held else "new", tuple(held[-1:]), "the source denies this amount")
        return Step(each, relation, camp, counts=False, why_not="denied by its source")
    if amount is not None and amount in course.retracted and not free:
        back = course.retracted[amount]
        before = [step.figure.id for step in course.history if stated(step.figure) == amount and step.figure.status != "retracted"]
        relation = Relation("repeats", (*before[-1:], back.figure.id), "repeats a figure that was taken back")
        issue = f"repeats a figure that was taken back in {back.placed.report.name}"
        return Step(each, relation, camp, (issue,), counts=False, why_not="the figure was taken back")
    own = _own(each, course)
    target: Step | None
    if own is not None and any(own in steps for steps in course.camps.values()):
        target, camp = own, own.camp
    else:
        target = _target(course, camp)
    if target is None:
        return _first(each, course, camp)
    if own is not None and own is not target and compare(figure, own.figure) == "same" and not each.earlier and camp in course.camps:
        return Step(each, Relation("repeats", (own.figure.id,), "the same source says again what it said before"), camp)
    relation, camp = _compared(each, target, course, camp)
    if free:
        return Step(each, relation, camp)
    if each.earlier:
        return Step(each, relation, camp, counts=False, why_not="the earlier value that the same report replaces")
    if _is_stale(figure, target.figure):
        rule = f"{relation.rule}; it counts as of an earlier day than what stood"
        return Step(each, Relation(relation.kind, relation.to, rule), camp, counts=False, why_not="as of an earlier day than what stands")
    return Step(each, relation, camp)


def _first(each: Placed, course: Course, camp: str) -> Step:
    figure = each.claim.figure
    counts = not each.earlier or figure.id in course.accepted
    why_not = None if counts else "the earlier value that the same report replaces"
    gone = next((step for step in reversed(course.history) if stated(step.figure) is not None), None)
    if gone is None:
        return Step(each, Relation("new", (), "the first figure of its series"), camp, counts=counts, why_not=why_not)
    kind, _ = PLAIN[compare(figure, gone.figure)]
    relation = Relation(kind, (gone.figure.id,), "nothing stood; compared with the last figure, which does not count")
    return Step(each, relation, camp, counts=counts, why_not=why_not)


def _retraction(each: Placed, course: Course, camp: str) -> Step:
    figure = each.claim.figure
    to = [step.figure.id for step in course.history if step.figure.status != "retracted" and says_the_amount_of(figure, step.figure)]
    rule = "takes back what was said before" if to else "takes back a figure that no report here gave"
    return Step(each, Relation("retracts", tuple(to), rule), camp, counts=False, why_not="taken back")


def _compared(each: Placed, target: Step, course: Course, camp: str) -> tuple[Relation, str]:
    """The relation to a step, and the camp: that of its own source where a report sets two sources against each other."""
    figure = each.claim.figure
    comparison = compare(figure, target.figure)
    kind, rule = PLAIN[comparison]
    if comparison == "lower" and is_state(each.claim.figure.measure or "", each.key.detail):
        rule = "fewer are in that state: people recovered, were freed or found; no correction"
    if comparison in ("higher", "lower") and not compatible(figure, target.figure):
        one, other = each.claim.source, target.placed.claim.source
        sides = {each.claim.side, target.placed.claim.side}
        two = (one and other and not same_source(one, other)) or sides == {"armed", "report"}
        if each.report.id == target.placed.report.id and two:
            if one is not None:
                camp = one.lower() if camp == target.camp else camp
                course.private[one] = camp
            return Relation("conflicts", (target.figure.id,), "another source in the same report; both cannot hold"), camp
        is_rival = target.camp != camp and rivals(each.claim.side, target.placed.claim.side)
        if is_rival and (comparison == "lower" or _days_apart(figure, target.figure) <= SAME_TIME):
            return Relation("conflicts", (target.figure.id,), "another camp's figure for the same scope; both cannot hold"), camp
    return Relation(kind, (target.figure.id,), rule), camp


def _stand(step: Step, course: Course) -> None:
    """Let a step take its place among what stands."""
    if step.relation.kind == "retracts":
        amount = stated(step.figure)
        for value in {stated(each.figure) for each in course.history if each.figure.id in step.relation.to} | {amount}:
            if value is not None:
                course.retracted[value] = step
        for camp, steps in course.camps.items():
            course.camps[camp] = [each for each in steps if each.figure.id not in step.relation.to]
            course.replaced.update({each.figure.id: "taken back" for each in steps if each.figure.id in step.relation.to})
        course.camps = {camp: steps for camp, steps in course.camps.items() if steps}
        return
    if not step.counts:
        return
    if step.relation.kind in ("repeats", "refines") and step.camp in course.camps:
        steps = course.camps[step.camp]
        course.camps[step.camp] = (
            [step, *steps] if step.relation.kind == "refines" or step.relation.rule == "the same amount" else [steps[0], step, *steps[1:]]
        )
        return
    replaced = [step.camp]
    if step.relation.kind in ("raises", "lowers"):
        replaced += [camp for camp, steps in course.camps.items() if any(each.figure.id in step.relation.to for each in steps)]
    for camp in dict.fromkeys(replaced):
        for each in course.camps.pop(camp, []):
            course.replaced[each.figure.id] = f"replaced by {step.figure.id}"
    course.camps[step.camp] = [step]


def _camp(each: Placed, course: Course) -> str:
    source = each.claim.source
    if source is not None and source in course.private:
        return course.private[source]
    side = each.claim.side
    return side if side in ("armed", "civil") or (course.several and side.startswith("official ")) else "main"


def _target(course: Course, camp: str) -> Step | None:
    """What a new claim is compared with: the head of its own camp, else the head that came last."""
    if camp in course.camps:
        return course.camps[camp][0]
    heads = [steps[0] for steps in course.camps.values()]
    return max(heads, key=lambda step: (step.placed.report.order, step.placed.claim.order)) if heads else None


def _own(each: Placed, course: Course) -> Step | None:
    """What the source of a claim itself said last; null where none is named."""
    source = each.claim.source
    if source is None:
        return None
    said = ((step, step.placed.claim.source) for step in reversed(course.history) if step.counts)
    return next((step for step, other in said if other is not None and same_source(source, other)), None)


def _is_stale(figure: Figure, stood: Figure) -> bool:
    new, old = _as_of(figure), _as_of(stood)
    return new is not None and old is not None and new < old and compare(figure, stood) in ("lower", "higher")


def _days_apart(one: Figure, other: Figure) -> int:
    first, second = _as_of(one), _as_of(other)
    return abs(days_between(first, second)) if first and second else 0


def _as_of(figure: Figure) -> str | None:
    return (figure.as_of.last or figure.as_of.first) if figure.as_of else None
