"""From what a person says to a decision: which figure or report it is about, and what it needs to say.

Decisions are about figures and reports, for their ids do not change while others come in. For a series its first figure
stands, for a situation its first report.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import get_args

from reportedly.model.figure import Qualifier, ScopeKind, Stage, Status
from reportedly.model.ledger import Decision, DecisionKind, Situation
from reportedly.ontology.load import load
from reportedly.reconcile.decisions import CORRECTABLE, in_force
from reportedly.run.ledger import LedgerFile
from reportedly.run.regrouping import is_held
from reportedly.run.views import decisions, situation_with
from reportedly.store import kept
from reportedly.store.database import reading
from reportedly.store.errors import LedgerProblem, NotFound

Value = dict[str, str | int | float | None]
CHOICES = {"qualifier": get_args(Qualifier), "status": get_args(Status), "stage": get_args(Stage), "scope": get_args(ScopeKind)}
NUMBERS = ("number", "low", "high", "best")
OF_FIGURES = ("accept", "reject", "correct", "pin")


class BadDecision(LedgerProblem):
    """What was decided cannot be carried out."""


def decide_on(file: LedgerFile, kind: str, identity: str, values: Sequence[str], by: str, why: str, at: str) -> Decision:
    """Make a decision and keep it.

    Args:
        file: The ledger.
        kind: One of `DecisionKind`.
        identity: A figure, series, situation or report; for `undo` a decision.
        values: What the kind needs: `number=16` to correct, the id to merge with, `best=16` to pin, the words of a name.
        by: Who decides.
        why: Why.
        at: When, ISO 8601 in UTC.

    Raises:
        NotFound: The ledger has nothing of that id.
        BadDecision: The decision does not say what its kind needs.
    """
    if kind not in get_args(DecisionKind):
        raise BadDecision(f"a decision to {kind!r} was asked for; there are {', '.join(get_args(DecisionKind))}")
    if not by.strip() or not why.strip():
        raise BadDecision("a decision was asked for; it needs who decides and why; say so with --by and --why")
    if kind == "undo":
        return file.decide("undo", _undone(file, identity), {}, by, why, at)
    target, is_figure = _target(file, identity, kind)
    if kind in OF_FIGURES and not is_figure:
        raise BadDecision(f"a decision to {kind} is about a figure; {identity} is none; find one with: reportedly figures")
    value = _value(kind, values)
    if kind == "merge":
        value["into"], other_is_figure = _target(file, str(value["into"]), kind)
        if is_figure != other_is_figure:
            raise BadDecision("two figures, or two situations or reports, can be put together; one of each was given")
        if is_figure and _situation(file, target).id != _situation(file, str(value["into"])).id:
            raise BadDecision("two series were to be put together; they are in two situations; put those together first, by their ids")
        if not is_figure and _situation(file, target).id == _situation(file, str(value["into"])).id:
            raise BadDecision(f"two situations were to be put together; {identity} and {values[0]} are in one already")
    if kind == "split" and not is_figure:
        _check_held(file, target)
    return file.decide(kind, target, value, by, why, at)  # type: ignore[arg-type] # one of DecisionKind, as checked above


def _undone(file: LedgerFile, identity: str) -> str:
    known = {decision.id for decision in decisions(file)}
    if identity not in known:
        raise NotFound(f"decision {identity} was to be taken back; the ledger has none of that id; list them with: reportedly review")
    standing = {decision.id for decision in in_force(decisions(file))} | {each.id for each in decisions(file) if each.kind == "undo"}
    if identity not in standing:
        raise BadDecision(f"decision {identity} was to be taken back; that was done already")
    return identity


def _target(file: LedgerFile, identity: str, kind: str) -> tuple[str, bool]:
    """The figure or report that an id stands for, and whether it is a figure."""
    situation = _situation(file, identity)
    for series in situation.series:
        figures = [entry.figure.id for entry in series.entries]
        if identity == series.id or identity in figures:
            figure = identity if identity in figures else figures[0]
            return (_report(file, series.entries[figures.index(figure)].report), False) if kind == "name" else (figure, True)
    return _report(file, situation.reports[0] if identity == situation.id else identity), False


def _check_held(file: LedgerFile, report: str) -> None:
    """See that setting a report apart would change something.

    Raises:
        BadDecision: It would not.
    """
    with reading(file.engine) as connection:
        held = is_held(connection, report, kept.decisions(connection))
    if not held:
        raise BadDecision(
            "a report was to be set apart that begins its situation, or was set apart before; "
            "set apart those that hang on it, or take back the decision that put them together"
        )


def _situation(file: LedgerFile, identity: str) -> Situation:
    with reading(file.engine) as connection:
        return situation_with(connection, identity)


def _report(file: LedgerFile, name: str) -> str:
    """The content id of a report, by the id that it came with."""
    with reading(file.engine) as connection:
        names = kept.column(connection, "name")
    return next((report for report, known in names.items() if known == name), name)


def _value(kind: str, values: Sequence[str]) -> Value:
    if kind in ("accept", "reject", "split"):
        if values:
            raise BadDecision(f"a decision to {kind} needs the id alone; {' '.join(values)!r} was given too; leave it out")
        return {}
    if kind == "merge":
        if len(values) != 1:
            raise BadDecision("two ids are asked for to put together; give the second after the first")
        return {"into": values[0]}
    if kind == "name":
        if not values:
            raise BadDecision("a name is asked for; give it after the id")
        return {"name": " ".join(values)}
    allowed = ("best",) if kind == "pin" else CORRECTABLE
    if not values:
        raise BadDecision(f"a decision to {kind} says what holds: {', '.join(f'{name}=...' for name in allowed)}; none was given")
    return dict(_pair(value, allowed) for value in values)


def _pair(text: str, allowed: Sequence[str]) -> tuple[str, str | int | float | None]:
    name, equals, value = text.partition("=")
    if not equals or name not in allowed:
        raise BadDecision(f"{text!r} was given; what can be said is {', '.join(f'{name}=...' for name in allowed)}")
    if name in NUMBERS:
        try:
            return name, int(value.replace(",", "")) if value.replace(",", "").isdigit() else float(value) if value else None
        except ValueError as error:
            raise BadDecision(f"a number was asked for as {name}; {value!r} was given") from error
    if name in CHOICES and value not in CHOICES[name]:
        raise BadDecision(f"{name} was given as {value!r}; there are {', '.join(CHOICES[name])}")
    if name == "measure" and value not in load("measures")["measures"]:
        raise BadDecision(f"a measure was given as {value!r}; the names are in ontology/measures.yaml")
    return name, value
