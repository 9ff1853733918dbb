"""What people decided, and how it changes what the rules made of the records.

Decisions are a chain: each holds the hash of the one before. The state of the ledger is a function of records and
decisions, so taking one back gives the same bytes as if it had never been made. A decision names the figure it is about
and where that stands, and is found again by its place when a report is read anew.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from reportedly.model.codec import encode
from reportedly.model.identity import content_id
from reportedly.model.ledger import Decision, DecisionKind
from reportedly.model.record import Record

CORRECTABLE = ("number", "low", "high", "qualifier", "measure", "unit", "subject", "status", "stage", "scope")


@dataclass(frozen=True, slots=True)
class Standing:
    """The decisions in force, by what they are about.

    Attributes:
        of_figures: The latest accept, reject or correct of each figure.
        joined: Pairs of figures or reports that a person put together: (target, into).
        parted: Figures or reports that a person set apart.
        pinned: For a figure of a series, the decision that pins its position.
        named: For a report of a situation, the decision that names it; in the order in which names were given.
    """

    of_figures: Mapping[str, Decision]
    joined: tuple[Decision, ...]
    parted: Mapping[str, Decision]
    pinned: Mapping[str, Decision]
    named: Mapping[str, Decision]


def make(
    kind: DecisionKind,
    target: str,
    value: Mapping[str, str | int | float | None],
    by: str,
    why: str,
    at: str,
    anchor: Mapping[str, str | int],
    previous: str,
) -> Decision:
    """A decision that follows on another in the chain."""
    bare = Decision("", kind, target, dict(sorted(value.items())), by, why, at, dict(sorted(anchor.items())), previous)
    digest = hash_of(bare)
    return replace(bare, id=content_id("d", digest), hash=digest)


def hash_of(decision: Decision) -> str:
    """SHA-256 of all that a decision says, and of the hash before it."""
    said = {key: value for key, value in encode(decision).items() if key not in ("id", "hash")}
    return hashlib.sha256(json.dumps(said, sort_keys=True, ensure_ascii=False).encode("utf-8", "surrogatepass")).hexdigest()


def broken_link(decisions: Sequence[Decision]) -> str | None:
    """The first place where the chain does not hold, in words; null where it holds."""
    previous = ""
    for position, decision in enumerate(decisions, start=1):
        if decision.previous != previous:
            return f"decision {position} ({decision.id}) does not follow on the one before it"
        if hash_of(decision) != decision.hash:
            return f"decision {position} ({decision.id}) was changed after it was made"
        previous = decision.hash
    return None


def in_force(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """The decisions that nobody took back, in order. An undo can itself be taken back."""
    every = list(decisions)
    undone: set[str] = set()
    for decision in reversed(every):
        if decision.kind == "undo" and decision.id not in undone:
            undone.add(decision.target)
    return tuple(decision for decision in every if decision.kind != "undo" and decision.id not in undone)


def standing(decisions: Iterable[Decision]) -> Standing:
    """The decisions in force, by what they are about; the later of two on one thing holds."""
    of_figures: dict[str, Decision] = {}
    parted: dict[str, Decision] = {}
    pinned: dict[str, Decision] = {}
    named: dict[str, Decision] = {}
    joined: list[Decision] = []
    for decision in in_force(decisions):
        match decision.kind:
            case "accept" | "reject" | "correct":
                of_figures[decision.target] = decision
            case "split":
                parted[decision.target] = decision
                joined = [each for each in joined if each.target != decision.target]
            case "merge":
                joined.append(decision)  # what was set apart before stays so, and goes alone to where it is put
            case "pin":
                pinned[decision.target] = decision
            case _:
                named.pop(decision.target, None)  # so that the names stand in the order in which they were given
                named[decision.target] = decision
    return Standing(of_figures, tuple(joined), parted, pinned, named)


def found_again(decisions: Iterable[Decision], record: Record) -> tuple[Decision, ...]:
    """Decisions with their targets as the record has them now: by id, else by the place in the text."""
    known = {figure.id for figure in record.figures}
    result = []
    for decision in decisions:
        if decision.anchor.get("report") == record.report.id and decision.target not in known:
            start, end = int(decision.anchor.get("start", -1)), int(decision.anchor.get("end", -1))
            here = [figure for figure in record.figures if figure.amount and figure.amount.overlap(start, end)]
            if len(here) == 1:
                decision = replace(decision, target=here[0].id)  # noqa: PLW2901 - the same decision, its target as it is called now
        result.append(decision)
    return tuple(result)


def corrected(record: Record, decisions: Standing) -> Record:
    """A record with the figures as people corrected them. Words and places in the text stay."""
    figures = []
    for figure in record.figures:
        decision = decisions.of_figures.get(figure.id)
        if decision is not None and decision.kind == "correct":
            changes = {key: value for key, value in decision.value.items() if key in CORRECTABLE}
            if "number" in changes and not {"low", "high", "qualifier"} & set(changes):
                changes |= {"low": changes["number"], "high": changes["number"], "qualifier": "exact"}
            figure = replace(figure, **changes)  # type: ignore[arg-type] # noqa: PLW2901 - the same figure, corrected
        figures.append(figure)
    return replace(record, figures=tuple(figures))
