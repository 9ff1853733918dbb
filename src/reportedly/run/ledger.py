"""A ledger file at work: taking reports in, keeping decisions, putting situations together.

Taking in a report touches what hangs together with it: it is read, kept, attached to the report that is most like it, and its
situation is put together anew. The outcome is that of `reconcile` over all records at once; a test holds the two together.
No clock runs here: when a report is taken in or a decision made is told by the caller.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from reportedly.intake.received import Received
from reportedly.model.codec import decode, dumps
from reportedly.model.identity import text_digest
from reportedly.model.issue import Issue
from reportedly.model.ledger import Decision, DecisionKind, Situation
from reportedly.model.record import Record
from reportedly.model.report import Report
from reportedly.reconcile.claims import Digest, claims_of, digest
from reportedly.reconcile.copies import alike, bands, signature
from reportedly.reconcile.decisions import Standing, corrected, found_again, make, standing
from reportedly.reconcile.ledger import Context, build_situation, regrouped
from reportedly.reconcile.moments import day_of, moment
from reportedly.reconcile.positions import Policy, by_range
from reportedly.reconcile.situations import (
    LIKE,
    Attachment,
    Profile,
    attachment,
    components,
    days_around,
    margin,
    nearest,
    profile,
    version_attachments,
)
from reportedly.reconcile.versions import successors
from reportedly.run.taking_in import Refused
from reportedly.store import derived, kept
from reportedly.store.database import Transaction, open_engine, reading, writing

Reader = Callable[[Received], Record]


@dataclass(frozen=True, slots=True)
class Added:
    """What became of the reports that were given.

    Attributes:
        new: Names of the reports that were taken in.
        known: How many were there already.
        refused: What could not be read as a report.
        issues: Reports that were taken in with something left open: name, level and message.
        figures: How many figures the new reports give.
    """

    new: tuple[str, ...]
    known: int
    refused: tuple[Refused, ...]
    issues: tuple[tuple[str, Issue], ...]
    figures: int


class LedgerFile:
    """A ledger in a file. Use it in a `with` statement, or `close` it.

    Args:
        path: The file.
        create: Whether to make it where there is none.

    Raises:
        LedgerProblem: There is no such file, it is no ledger, or another process is writing.
    """

    def __init__(self, path: Path | str, *, create: bool = False) -> None:
        self.path = Path(path)
        self.engine = open_engine(self.path, create=create)
        with reading(self.engine) as connection:
            unfinished = bool(kept.unplaced(connection))
        if unfinished:  # a run was ended before it was done
            with writing(self.engine) as connection:
                settle(connection)

    def __enter__(self) -> Self:
        """The ledger itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Close the file."""
        self.close()

    def close(self) -> None:
        """Close the file."""
        self.engine.dispose()

    def add(self, reports: Iterable[Received | Refused], taken_in: str, read: Reader | None = None) -> Added:
        """Take reports in. What is there already is not read again.

        Args:
            reports: As received; what could not be read is kept with its reason.
            taken_in: When, ISO 8601 in UTC.
            read: What reads a report; the pipeline, if left out.
        """
        known, figures = 0, 0
        new: list[str] = []
        refused: list[Refused] = []
        issues: list[tuple[str, Issue]] = []
        try:
            for each in reports:
                if isinstance(each, Refused):
                    refused.append(each)
                    with writing(self.engine) as connection:
                        kept.refuse(connection, each.origin, each.content, each.code, each.message)
                    continue
                with reading(self.engine) as connection:
                    is_known = kept.has(connection, _identity(each))
                if is_known:
                    known += 1
                    continue
                record = read_safely(each, read)
                self.keep(record, taken_in)
                new.append(record.report.external_id or record.report.id)
                figures += sum(1 for figure in record.figures if figure.measure is not None)
                issues += [(new[-1], issue) for issue in record.issues if issue.level != "info"]
        finally:
            if new:
                with writing(self.engine) as connection:
                    settle(connection)
        return Added(tuple(new), known, tuple(refused), tuple(issues), figures)

    def keep(self, record: Record, taken_in: str) -> None:
        """Keep a record, and attach its report. It is in no situation until `settle` puts it there."""
        found = digest(record)
        marks = signature(record.report.text)
        words = {f"w:{word}": weight for word, weight in found.words.items()}
        runs = {f"b:{band}": 1.0 for band in bands(marks)}
        sources = {claim.figure.id: claim.source for claim in claims_of(record)}
        piece = kept.Kept(record, found.moment, day_of(found.published) or "", dumps(found), json.dumps(marks), words | runs, sources)
        with writing(self.engine) as connection:
            if kept.has(connection, record.report.id):
                return
            like = kept.sharing(connection, words, days_around(found.published), LIKE)
            copies = kept.sharing(connection, runs)
            kept.keep(connection, piece, taken_in)
            changed = {
                found.id,
                *_attach(connection, found, like),
                *_follow(connection, found),
                *_copy(connection, found.id, marks, copies),
            }
            _loosen(connection, changed)

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
            _loosen(connection, {(derived.home_of(connection, each) or (each,))[0] for each in about if each})
            settle(connection)
        return decision


def read_safely(received: Received, read: Reader | None = None) -> Record:
    """The record of a report; where reading it fails, the report with an issue that says so. No report stops a run."""
    from reportedly.parse.model import NoModel  # noqa: PLC0415 - nothing heavy is loaded before a report is to be read
    from reportedly.run.pipeline import read_received  # noqa: PLC0415

    try:
        return (read or read_received)(received)
    except NoModel:
        raise
    except Exception as error:
        message = f"the report was to be read; a step failed with {type(error).__name__}: {error}; it is kept unread; please report this"
        report = Report(
            id=_identity(received),
            title=received.title,
            outlet=received.outlet,
            url=received.url,
            published=received.published,
            language=received.language or "und",
            sha256=text_digest(received.text),
            text=received.text,
            published_basis=received.published_basis,
            external_id=received.external_id,
            supersedes=received.supersedes,
        )
        return Record(report, issues=(*received.issues, Issue("reading-failed", "error", message)))


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
    roots = regrouped(components([report.id for report in digests], attachments), attachments, held)
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


def _attach(connection: Transaction, found: Digest, like: Sequence[kept.Sharer]) -> set[str]:
    """Attach a new report to the nearest earlier one, and to it those later ones that it is nearest to. Returns what changed."""
    this = profile(found)
    others = [Profile(each.report, each.name, each.published, each.moment, _plain(each.marks)) for each in like]
    changes: dict[str, Attachment] = {}
    best = nearest(this, others)
    if best is not None:
        changes[found.id] = best
    later = {other.id: other for other in others if other.order > this.order and margin(other, this) >= 0}
    standing_now = derived.attachments(connection, sorted(later))
    order = {each.report: (each.moment, each.name, each.report) for each in like}
    for report, other in later.items():
        before = standing_now.get(report)
        if before is None or (margin(other, this), this.order) > (before.margin, order.get(before.to, ("", "", ""))):
            whole = Profile(other.id, other.name, other.published, other.moment, other.words)
            changes[report] = attachment(whole, this)
    derived.attach(
        connection, {report: derived.Attached(each.to, each.likeness, each.margin, each.why) for report, each in changes.items()}
    )
    targets = {each.to for each in changes.values()} | {each.to for report, each in standing_now.items() if report in changes}
    return set(changes) | targets


def _follow(connection: Transaction, found: Digest) -> set[str]:
    """Put a new report among the versions of one report. Returns what changed."""
    near: dict[str, Digest] = {found.id: found}
    asked: set[str] = set()
    while waiting := [report for report in near.values() if report.id not in asked]:
        for report in waiting:
            asked.add(report.id)
            url = report.url if report.external_id is None else None
            ids = [each for each in kept.related(connection, report.name, url, report.supersedes) if each not in near]
            near.update({each.id: each for each in (decode(Digest, json.loads(stored)) for stored in kept.digests(connection, ids))})
    following = successors(near.values())
    if not following:
        return set()
    kept.mark(connection, "next_version", {report: following.get(report) for report in near})
    found_attachments = version_attachments(near, following)
    derived.attach(
        connection, {report: derived.Attached(each.to, each.likeness, each.margin, each.why) for report, each in found_attachments.items()}
    )
    return set(following) | set(following.values())


def _copy(connection: Transaction, report: str, marks: tuple[int, ...], near: Sequence[kept.Sharer]) -> set[str]:
    """Put a new report among the copies of one text. Returns what changed."""
    signatures = kept.signatures(connection, [each.report for each in near])
    copies = [other for other, stored in signatures.items() if alike(marks, tuple(json.loads(stored)))]
    firsts = set(kept.column(connection, "copy_of", copies).values()) | set(copies)
    group = sorted({report, *copies, *kept.copies_of(connection, firsts)})
    moments = kept.column(connection, "moment", group)
    names = kept.column(connection, "name", group)
    first = min(group, key=lambda each: (moments[each], names[each], each))
    kept.mark(connection, "copy_of", dict.fromkeys(group, first))
    return set(group)


def _loosen(connection: Transaction, reports: Iterable[str]) -> None:
    """Take apart the situations of these reports, so that they are put together anew."""
    derived.unsettle(connection, derived.situations_of(connection, sorted(reports)))


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


def _identity(received: Received) -> str:
    from reportedly.run.pipeline import report_id  # noqa: PLC0415 - the pipeline loads every step

    return report_id(received)


def _plain(marks: Mapping[str, float]) -> dict[str, float]:
    return {mark.removeprefix("w:"): weight for mark, weight in marks.items()}
