"""What people can decide about a situation as such, and what they decided: its name, what it is put together with, what is set apart.

Decisions are about reports, for the id of a situation is that of its first report and goes when another comes before it. So an id that
the ledger knew once leads to where that report is now.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from reportedly.model.identity import content_id
from reportedly.model.ledger import Decision, Situation
from reportedly.reconcile.decisions import in_force, standing
from reportedly.run.ledger import LedgerFile
from reportedly.store import answers, derived, kept
from reportedly.store.answers import ReportLine
from reportedly.store.database import Transaction, reading

OTHERS = 200  # situations that are offered to be put together with
APART = 300  # reports that are offered to be set apart, the latest
KINDS = ("name", "merge", "split")


@dataclass(frozen=True, slots=True)
class Loose:
    """A report that can be set apart.

    Attributes:
        report: The report.
        along: How many others are in the situation by way of it alone, and go with it.
    """

    report: ReportLine
    along: int


@dataclass(frozen=True, slots=True)
class Regrouping:
    """All that the form of a situation offers, and its audit trail.

    Attributes:
        decisions: What was decided about the situation, those taken back and those that set a report of it apart included.
        in_force: Ids of those that can be taken back.
        names: For the reports that the decisions speak of, their ids as they came.
        about_figures: What was decided about its figures; it is told on their pages.
        loose: Reports that can be set apart, the latest first.
        others: Other situations, that with the newest report first.
        more_others: Whether there are still others.
        made: How many decisions the ledger has.
    """

    decisions: tuple[Decision, ...]
    in_force: frozenset[str]
    names: dict[str, str]
    about_figures: tuple[Decision, ...]
    loose: tuple[Loose, ...]
    others: tuple[Situation, ...]
    more_others: bool
    made: int


def regrouping(file: LedgerFile, situation: Situation) -> Regrouping:
    """What can be and was decided about a situation as it is now."""
    figures = {entry.figure.id for series in situation.series for entry in series.entries}
    with reading(file.engine) as connection:
        made = kept.decisions(connection)
        lines = answers.report_lines(connection, situation.id)
        told = _of_situation(connection, made, {each.report_id for each in lines})
        spoken_of = {each.target for each in told} | {str(each.value.get("into") or "") for each in told}
        found = _other_situations(connection, situation.id)
        return Regrouping(
            decisions=told,
            in_force=frozenset(_open(made)),
            names=kept.column(connection, "name", sorted(spoken_of - {""})),
            about_figures=tuple(each for each in made if each.target in figures),
            loose=_loose(connection, lines, made),
            others=found[:OTHERS],
            more_others=len(found) > OTHERS,
            made=len(made),
        )


def decided_meanwhile(file: LedgerFile, found: Regrouping, seen: int, own: str) -> tuple[Decision, ...]:
    """What others decided about a situation after one looked and before one's own decision was kept."""
    with reading(file.engine) as connection:
        places = {each.id: place for place, each in enumerate(kept.decisions(connection))}
    end = places.get(own, len(places))
    return tuple(each for each in found.decisions if max(seen, 0) <= places[each.id] < end)


def home_after(file: LedgerFile, decision: Decision) -> str | None:
    """The situation of what a decision is about, as it is after it; of an undo, what it takes back is about."""
    with reading(file.engine) as connection:
        known = {each.id: each for each in kept.decisions(connection)}
        while decision.kind == "undo" and decision.target in known:
            decision = known[decision.target]
        return answers.situation_of(connection, decision.target)


def gone_to(file: LedgerFile, identity: str) -> str | None:
    """Where a situation is that had this id before people decided; null where none had."""
    with reading(file.engine) as connection:
        for decision in kept.decisions(connection):
            for report in (decision.target, str(decision.value.get("into") or "")):
                if report and content_id("x", report) == identity:
                    return answers.situation_of(connection, report)
    return None


def is_held(connection: Transaction, report: str, made: Sequence[Decision]) -> bool:
    """Whether something holds a report in its situation that setting it apart would undo."""
    now = standing(made)
    attached = report in derived.attachments(connection, [report]) and report not in now.parted
    return attached or any(each.target == report for each in now.joined)


def _open(made: Sequence[Decision]) -> set[str]:
    """Decisions that can be taken back: those in force, and what took another back and was not taken back itself."""
    undone: set[str] = set()
    for each in reversed(made):
        if each.kind == "undo" and each.id not in undone:
            undone.add(each.target)
    return ({each.id for each in in_force(made)} | {each.id for each in made if each.kind == "undo"}) - undone


def _of_situation(connection: Transaction, made: Sequence[Decision], here: set[str]) -> tuple[Decision, ...]:
    """Decisions about these reports, those that set apart what attached to them, and those that take such decisions back."""
    apart = sorted({each.target for each in made if each.kind == "split"})
    left = {report for report, to in derived.attachments(connection, apart).items() if to.to in here} if apart else set()
    about: set[str] = set()
    for each in made:
        spoken_of = {each.target, str(each.value.get("into") or "")}
        if spoken_of & here or (each.kind == "split" and each.target in left) or (each.kind == "undo" and each.target in about):
            about.add(each.id)
    return tuple(each for each in made if each.id in about)


def _loose(connection: Transaction, lines: Sequence[ReportLine], made: Sequence[Decision]) -> tuple[Loose, ...]:
    now = standing(made)
    joined = {each.target for each in now.joined}
    attached = derived.attachments(connection, [each.report_id for each in lines])
    holds = {report: each.to for report, each in attached.items() if report not in now.parted}
    along: Counter[str] = Counter()
    for line in reversed(lines):  # a report attaches to an earlier one, so those that hang on it were counted before
        if line.report_id in holds:
            along[holds[line.report_id]] += 1 + along[line.report_id]
    can = [each for each in lines if each.report_id in holds or each.report_id in joined]
    return tuple(Loose(each, along[each.report_id]) for each in reversed(can[-APART:]))


def _other_situations(connection: Transaction, identity: str) -> tuple[Situation, ...]:
    """One more than are offered, so that it is known whether there are still others."""
    latest, _ = answers.latest_situations(connection, None, None, None, OTHERS + 2, 0)
    order = {each: place for place, (each, _newest) in enumerate(latest)}
    heads = derived.situation_heads(connection, list(order))
    return tuple(sorted((each for each in heads if each.id != identity), key=lambda each: order[each.id]))
