"""Keeping records: what can be made ready in any process, and what is done under the ledger's lock.

`prepare` makes of a record all that goes into the tables and needs no ledger: its digest, its signature, its rows. `keep` writes many
of those at once and attaches each report to the one that is most like it. The outcome does not depend on how many are kept at once,
or in which order.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from reportedly.model.codec import decode, dumps
from reportedly.model.issue import Issue
from reportedly.model.record import Record
from reportedly.reconcile.claims import Digest, claims_of, digest
from reportedly.reconcile.copies import alike, bands, signature
from reportedly.reconcile.moments import day_of
from reportedly.reconcile.situations import (
    LIKE,
    SURE,
    Attachment,
    Profile,
    attachment,
    days_around,
    margin,
    nearest,
    profile,
    version_attachments,
)
from reportedly.reconcile.versions import successors
from reportedly.store import derived, kept
from reportedly.store.database import Transaction


@dataclass(frozen=True, slots=True)
class Prepared:
    """A record, ready to be kept.

    Attributes:
        name: Id that the report came with, else its content id.
        figures: How many figures it gives that have a measure.
        issues: What was left open in it.
        digest: What the ledger needs of it.
        signature: MinHash of its text.
        words: Telling words by which like reports are found.
        runs: Runs of words by which copies are found.
        piece: Its rows.
    """

    name: str
    figures: int
    issues: tuple[Issue, ...]
    digest: Digest
    signature: tuple[int, ...]
    words: Mapping[str, float]
    runs: Mapping[str, float]
    piece: kept.Kept


def prepare(record: Record) -> Prepared:
    """Make a record ready to be kept."""
    found = digest(record)
    marks = signature(record.report.text)
    words = {f"w:{word}": weight for word, weight in found.words.items()}
    runs = {f"b:{band}": 1.0 for band in bands(marks)}
    piece = kept.piece(
        record,
        moment=found.moment,
        day=day_of(found.published) or "",
        digest=dumps(found),
        signature=json.dumps(marks),
        marks=words | runs,
        sources={claim.figure.id: claim.source for claim in claims_of(record)},
    )
    figures = sum(1 for figure in record.figures if figure.measure is not None)
    issues = tuple(issue for issue in record.issues if issue.level != "info")
    return Prepared(record.report.external_id or record.report.id, figures, issues, found, marks, words, runs, piece)


def keep(connection: Transaction, pieces: Sequence[Prepared], taken_in: str) -> list[Prepared]:
    """Keep records and attach their reports, which are in no situation until they are settled. Returns those that were new."""
    there = kept.known(connection, [each.digest.id for each in pieces])
    fresh = list({each.digest.id: each for each in pieces if each.digest.id not in there}.values())
    kept.keep(connection, [each.piece for each in fresh], taken_in)
    copies = _copies(connection, fresh)
    kept.mark(connection, "copy_of", {report: report for report, others in copies.items() if not others})
    changed: set[str] = set()
    for each in fresh:
        found = each.digest
        like = kept.sharing(connection, each.words, days_around(found.published), LIKE)
        changed |= {
            found.id,
            *_attach(connection, found, [other for other in like if other.report != found.id]),
            *_follow(connection, found),
            *_copy(connection, found.id, copies[found.id]),
        }
    loosen(connection, changed)
    return fresh


def loosen(connection: Transaction, reports: Iterable[str]) -> None:
    """Take apart the situations of these reports, so that they are put together anew."""
    derived.unsettle(connection, derived.situations_of(connection, sorted(reports)))


def _attach(connection: Transaction, found: Digest, like: Sequence[kept.Sharer]) -> set[str]:
    """Attach a new report to the nearest earlier one, and to it those later ones that it is nearest to. Returns what changed."""
    this = profile(found)
    others = [Profile(each.report, each.name, each.published, each.moment, plain(each.marks)) for each in like]
    changes: dict[str, Attachment] = {}
    best = nearest(this, others)
    if best is not None:
        changes[found.id] = best
    later = {other.id: other for other in others if other.order > this.order and margin(other, this) >= 0}
    standing_now = derived.attachments(connection, sorted(later))
    for report, other in later.items():
        before, now = standing_now.get(report), margin(other, this)
        if before is None or now > before.margin or (now == before.margin and this.order > _order(connection, before.to)):
            whole = Profile(other.id, other.name, other.published, other.moment, other.words)
            changes[report] = attachment(whole, this)
    derived.attach(
        connection, {report: derived.Attached(each.to, each.likeness, each.margin, each.why) for report, each in changes.items()}
    )
    targets = {each.to for each in changes.values()} | {each.to for report, each in standing_now.items() if report in changes}
    return set(changes) | targets


def _order(connection: Transaction, report: str) -> tuple[str, str, str]:
    """Where a report stands in time, by which of two that are as like the later one wins; it may lie far from the one that is new."""
    return kept.column(connection, "moment", [report])[report], kept.column(connection, "name", [report])[report], report


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
    found_attachments = version_attachments(near, following)
    stored = derived.attachments(connection, sorted(near))
    stale = {report: each.to for report, each in stored.items() if each.margin >= SURE and report not in found_attachments}
    if not following and not stale:
        return set()
    kept.mark(connection, "next_version", {report: following.get(report) for report in near})
    for left in stale:  # what it was a version of is one of another: it belongs where it would have belonged
        next_best = nearest_stored(connection, near[left])
        if next_best is not None:
            found_attachments[left] = next_best
    derived.detach(connection, sorted(stale))
    derived.attach(
        connection, {report: derived.Attached(each.to, each.likeness, each.margin, each.why) for report, each in found_attachments.items()}
    )
    targets = {each.to for each in found_attachments.values()}
    return set(following) | set(following.values()) | set(stale) | set(stale.values()) | targets


def nearest_stored(connection: Transaction, report: Digest, within: frozenset[str] | None = None) -> Attachment | None:
    """What a report attaches to by likeness, among all reports of the ledger or among some."""
    words = {f"w:{word}": weight for word, weight in report.words.items()}
    like = kept.sharing(connection, words, days_around(report.published), LIKE)
    others = [Profile(each.report, each.name, each.published, each.moment, plain(each.marks)) for each in like]
    return nearest(profile(report), [each for each in others if within is None or each.id in within])


def _copies(connection: Transaction, fresh: Sequence[Prepared]) -> dict[str, list[str]]:
    """For each of some reports, those of the ledger that have the same text."""
    holders = kept.holders(connection, sorted({run for each in fresh for run in each.runs}))
    near = {each.digest.id: {report for run in each.runs for report in holders[run]} - {each.digest.id} for each in fresh}
    stored = kept.signatures(connection, sorted(set().union(*near.values())))
    signatures = {report: tuple(json.loads(marks)) for report, marks in stored.items()}
    return {each.digest.id: [other for other in sorted(near[each.digest.id]) if alike(each.signature, signatures[other])] for each in fresh}


def _copy(connection: Transaction, report: str, copies: Sequence[str]) -> set[str]:
    """Put a new report among the copies of one text. Returns what changed."""
    if not copies:
        return {report}
    firsts = set(kept.column(connection, "copy_of", copies).values()) | set(copies)
    group = sorted({report, *copies, *kept.copies_of(connection, firsts)})
    moments = kept.column(connection, "moment", group)
    names = kept.column(connection, "name", group)
    first = min(group, key=lambda each: (moments[each], names[each], each))
    kept.mark(connection, "copy_of", dict.fromkeys(group, first))
    return set(group)


def plain(marks: Mapping[str, float]) -> dict[str, float]:
    """Marks as words."""
    return {mark.removeprefix("w:"): weight for mark, weight in marks.items()}
