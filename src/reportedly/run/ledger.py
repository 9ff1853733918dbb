"""A ledger at work: taking reports in, keeping decisions, putting situations together.

Taking in a report touches what hangs together with it: it is read, kept, attached to the report that is most like it, and its
situation is put together anew. The outcome is that of `reconcile` over all records at once; a test holds the two together. Reports are
read by this process or by others (`run/workers.py`), and kept in batches, each of them whole or not at all: where a run is ended, the
next goes on. No clock runs here: when a report is taken in or a decision made is told by the caller.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Self

from reportedly.intake.received import Received
from reportedly.intake.reporting import report_id
from reportedly.intake.wellformed import well_formed
from reportedly.model.codec import decode
from reportedly.model.issue import Issue
from reportedly.model.ledger import Decision, DecisionKind, Situation
from reportedly.model.record import Record
from reportedly.reconcile.claims import Digest, digest
from reportedly.reconcile.decisions import Standing, corrected, found_again, make, standing
from reportedly.reconcile.ledger import Context, build_situation, regrouped
from reportedly.reconcile.moments import moment
from reportedly.reconcile.positions import Policy, by_range
from reportedly.reconcile.situations import Attachment, components
from reportedly.run.keeping import Prepared, keep, loosen, prepare
from reportedly.run.reading import LIMIT, Reader
from reportedly.run.taking_in import Refused
from reportedly.run.workers import Engine, prepared
from reportedly.store import derived, kept
from reportedly.store.database import Transaction, open_engine, reading, shown, writing
from reportedly.store.errors import NotWritable

BATCH = 32  # reports that are kept at once
SHARE = 5  # situations are put together anew when this many times as many reports wait for it as came in: so that it costs little


@dataclass(frozen=True, slots=True)
class Added:
    """What became of the reports that were given.

    Attributes:
        new: Names of the reports that were taken in.
        known: How many were there already.
        refused: What could not be read as a report.
        issues: Reports that were taken in with something left open: name, level and message.
        figures: How many figures the new reports give.
        changed: Names of those new reports that replace an earlier version.
        copies: Names of those new reports that are copies of others.
    """

    new: tuple[str, ...]
    known: int
    refused: tuple[Refused, ...]
    issues: tuple[tuple[str, Issue], ...]
    figures: int
    changed: tuple[str, ...] = ()
    copies: tuple[str, ...] = ()


class LedgerFile:
    """A ledger in a file or a database. Use it in a `with` statement, or `close` it.

    Args:
        where: The file, or the address of a database of PostgreSQL.
        create: Whether to make it where there is none.

    Attributes:
        where: The file or the address, as it may be printed: without a password.

    Raises:
        LedgerProblem: There is no such ledger, it is something else, or another process is writing.
    """

    def __init__(self, where: Path | str, *, create: bool = False) -> None:
        self.where = shown(where)
        self.engine = open_engine(where, create=create)
        with reading(self.engine) as connection:
            unfinished = bool(kept.unplaced(connection))
        if unfinished:  # a run was ended before it was done, or is at work
            with suppress(NotWritable), writing(self.engine) as connection:
                settle(connection)

    def __enter__(self) -> Self:
        """The ledger itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Close it."""
        self.close()

    @property
    def path(self) -> Path:
        """The file."""
        return Path(self.where)

    def close(self) -> None:
        """Close it."""
        self.engine.dispose()

    def add(
        self,
        reports: Iterable[Received | Refused],
        taken_in: str,
        read: Reader | None = None,
        *,
        workers: int = 0,
        limit: float = LIMIT,
        engine: Engine | None = None,
    ) -> Added:
        """Take reports in. What is there already is not read again.

        Args:
            reports: As received; what could not be read is kept with its reason.
            taken_in: When, ISO 8601 in UTC.
            read: What reads a report; the pipeline, if left out.
            workers: How many processes read; 0 reads in this one.
            limit: Seconds that a short report may take.
            engine: What has the reports read; this machine's processes, if left out.
        """
        run = _Run()
        batch: list[Prepared] = []
        unknown = self._unknown(reports, run)
        try:
            for each in engine(unknown, read, limit) if engine else prepared(unknown, workers, read, limit):
                batch.append(each)
                if len(batch) == BATCH:
                    self._keep(batch, taken_in, run)
                    batch = []
        finally:
            self._keep(batch, taken_in, run, last=True)
        changed, copies = self._like_others(run.new)
        return Added(tuple(run.new.values()), run.known, tuple(run.refused), tuple(run.issues), run.figures, changed, copies)

    def keep(self, record: Record, taken_in: str) -> None:
        """Keep a record, and attach its report. It is in no situation until `settle` puts it there."""
        with writing(self.engine) as connection:
            keep(connection, [prepare(record)], taken_in)

    def _unknown(self, reports: Iterable[Received | Refused], run: _Run) -> Iterator[Received]:
        """The reports that the ledger does not have and this run has not met; what was refused is kept with its reason."""
        stream = iter(reports)
        while some := list(islice(stream, BATCH)):
            refused = [each for each in some if isinstance(each, Refused)]
            if refused:
                with writing(self.engine) as connection:
                    for each in refused:
                        kept.refuse(connection, each.origin, each.content, each.code, each.message)
                run.refused += refused
            sound = [well_formed(each) for each in some if isinstance(each, Received)]
            named = [(report_id(each), each) for each in sound]
            with reading(self.engine) as connection:
                there = kept.known(connection, [name for name, _ in named])
            for name, received in named:
                if name in there or name in run.under_way:
                    run.known += 1
                else:
                    run.under_way.add(name)
                    yield received

    def _like_others(self, new: Mapping[str, str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Names of those new reports that replace an earlier version, and of those that are copies."""
        with reading(self.engine) as connection:
            versions = kept.new_versions(connection, list(new))
            first = kept.column(connection, "copy_of", list(new))
        copies = [name for report, name in new.items() if first.get(report, report) != report]
        return tuple(name for report, name in new.items() if report in versions), tuple(copies)

    def _keep(self, batch: Sequence[Prepared], taken_in: str, run: _Run, *, last: bool = False) -> None:
        """Keep what was read, and put situations together anew where it pays or nothing more comes."""
        if not batch and not (last and run.waiting):
            return
        with writing(self.engine) as connection:
            fresh = keep(connection, batch, taken_in)
            waiting = run.waiting + len(fresh)
            settles = last or waiting * SHARE >= kept.count_unplaced(connection)
            if settles:
                settle(connection)
        run.waiting = 0 if settles else waiting
        run.take(batch, fresh)

    def decide(
        self, kind: DecisionKind, target: str, value: Mapping[str, str | int | float | None], by: str, why: str, at: str
    ) -> Decision:
        """Append a decision about a figure (or, for situations, a report), and put together anew what it touches."""
        with writing(self.engine) as connection:
            made = kept.decisions(connection)
            home = derived.home_of(connection, target)
            anchor = _anchor(connection, home[0], target) if home else {}
            decision = make(kind, target, value, by, why, at, anchor, made[-1].hash if made else "")
            kept.append(connection, decision)
            about = {target, str(value.get("into") or "")}
            if kind == "undo":
                undone = _followed(made, target)
                about = {undone.target, str(undone.value.get("into") or "")}
            about |= {each.to for each in derived.attachments(connection, sorted(about - {""})).values()}  # what was set apart may go back
            loosen(connection, {(derived.home_of(connection, each) or (each,))[0] for each in about if each})
            settle(connection)
        return decision


@dataclass(slots=True)
class _Run:
    """What has become of the reports of a run so far; `new` has names by content ids; `waiting` are those kept since."""

    new: dict[str, str] = field(default_factory=dict)
    known: int = 0
    refused: list[Refused] = field(default_factory=list)
    issues: list[tuple[str, Issue]] = field(default_factory=list)
    figures: int = 0
    waiting: int = 0
    under_way: set[str] = field(default_factory=set)

    def take(self, batch: Sequence[Prepared], fresh: Sequence[Prepared]) -> None:
        """Count what was kept, and what another process had kept meanwhile."""
        self.known += len(batch) - len(fresh)
        for each in fresh:
            self.new[each.digest.id] = each.name
            self.figures += each.figures
            self.issues += [(each.name, issue) for issue in each.issues]
        self.under_way -= {each.digest.id for each in batch}


def settle(connection: Transaction) -> None:
    """Put every report that is in no situation into one."""
    for situation, reports in situations_of(connection, kept.unplaced(connection)):
        home = {claim.figure.id: (report.id, report.moment) for report in reports for claim in report.claims}
        derived.write_situation(connection, situation, home)
        kept.mark(connection, "situation_id", {report.id: situation.id for report in reports})


def situations_of(
    connection: Transaction, reports: Sequence[str], policy: Policy = by_range, *, anew: bool = False
) -> list[tuple[Situation, list[Digest]]]:
    """The situations that these reports make, each with its reports. The reports must be all of their situations.

    Args:
        connection: A transaction.
        reports: Content ids.
        policy: How positions are chosen.
        anew: Whether digests are made anew from the records, rather than taken as stored.
    """
    if not reports:
        return []
    decisions, held = current_decisions(connection)
    digests = load_digests(connection, reports, decisions, held, anew=anew)
    within = {report.id for report in digests}
    stored = derived.attachments(connection, reports)
    attachments = {
        report: Attachment(each.to, each.likeness, each.margin, each.why) for report, each in stored.items() if each.to in within
    }
    following = {old: new for old, new in kept.column(connection, "next_version", reports).items() if new in within}
    context = Context(following, kept.column(connection, "copy_of", reports), attachments, held, policy)
    return grouped(digests, context)


def grouped(digests: Sequence[Digest], context: Context) -> list[tuple[Situation, list[Digest]]]:
    """The situations of these reports, each with its reports, as they hang together by the attachments of the context."""
    roots = regrouped(components([report.id for report in digests], context.attachments), context.attachments, context.decisions)
    groups: dict[str, list[Digest]] = {}
    for report in digests:
        groups.setdefault(roots[report.id], []).append(report)
    return [(build_situation(group, context), group) for group in groups.values()]


def load_digests(
    connection: Transaction, reports: Sequence[str], decisions: Sequence[Decision], held: Standing, *, anew: bool = False
) -> list[Digest]:
    """Digests in order of publication, with the corrections that people made."""
    wanted = sorted(set(reports))
    changed = {str(each.anchor.get("report")) for each in decisions if each.kind == "correct"} & set(wanted)
    if anew:
        changed = set(wanted)
    digests = [decode(Digest, json.loads(stored)) for stored in kept.digests(connection, [each for each in wanted if each not in changed])]
    digests += [digest(corrected(record, held)) for record in kept.records(connection, sorted(changed))]
    return sorted(digests, key=lambda each: each.order)


def current_decisions(connection: Transaction, until: str | None = None) -> tuple[tuple[Decision, ...], Standing]:
    """Decisions, their targets as the records have them now; those made by a moment, where one is given."""
    made = tuple(each for each in kept.decisions(connection) if until is None or moment(each.at) <= until)
    about = sorted({str(each.anchor["report"]) for each in made if each.anchor.get("report")})
    for record in kept.records(connection, about) if about else ():
        made = found_again(made, record)
    return made, standing(made)


def _anchor(connection: Transaction, report: str, figure: str) -> dict[str, str | int]:
    """Where a figure stands in the text of its report."""
    for record in kept.records(connection, [report]):
        for each in record.figures:
            if each.id == figure:
                words = each.amount or each.evidence
                return {"report": report, "start": words.start, "end": words.end}
    return {}


def _followed(decisions: Sequence[Decision], target: str) -> Decision:
    """The decision that an undo is about in the end: that of an undo which is itself taken back."""
    known = {each.id: each for each in decisions}
    found = known[target]
    while found.kind == "undo" and found.target in known:
        found = known[found.target]
    return found
