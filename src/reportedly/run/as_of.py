"""The ledger as of a moment: what had been published, or taken in, by then.

A situation whose reports were all there by then is what it is now, and is taken as it is stored. Only those that a part of was there are
put together anew, from the stored attachments: a report attaches to the one before it that is most like it, and that is still the one as
long as it is there. Where it is not (a report that was published earlier and taken in later), the next best is looked up. So the cost
depends on what was going on at the moment and not on the size of the ledger; the outcome is that of `reconcile` over the reports that were
there, which a test holds it to.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reportedly.model.ledger import Situation
from reportedly.reconcile.copies import copy_groups
from reportedly.reconcile.ledger import Context
from reportedly.reconcile.positions import Policy, by_range
from reportedly.reconcile.situations import SURE, Attachment, version_attachments
from reportedly.reconcile.versions import successors
from reportedly.run.keeping import nearest_stored
from reportedly.run.ledger import current_decisions, grouped, load_digests
from reportedly.store import derived, kept
from reportedly.store.database import Transaction


@dataclass(frozen=True, slots=True)
class Then:
    """A ledger as of a moment.

    Attributes:
        unchanged: Ids of situations that are as they are now.
        apart: Ids of the situations, as they are now, that had other reports or decisions then.
        anew: Situations that were put together anew.
    """

    unchanged: frozenset[str]
    apart: frozenset[str]
    anew: tuple[Situation, ...]


def as_of(connection: Transaction, published: str | None, taken_in: str | None, policy: Policy = by_range) -> Then:
    """The ledger of the reports published, and taken in, no later than at these moments (in UTC; null for all)."""
    there = kept.until(connection, published, taken_in)
    within = frozenset(there)
    homes, firsts = kept.column(connection, "situation_id"), kept.column(connection, "copy_of")
    decisions, held = current_decisions(connection, until=taken_in)
    apart = {homes[report] for report in homes if report not in within}
    if policy is not by_range or len(decisions) < kept.count_decisions(connection):
        apart = set(homes.values())
    groups = _torn_copies(firsts, within)
    apart |= {homes[report] for group in groups for report in group if report in homes}
    apart |= {homes[report] for report in _otherwise_replaced(connection, within) if report in homes}
    concerned = [report for report in there if homes.get(report) is None or homes[report] in apart]
    stored = derived.attachments(connection, concerned)
    digests = {each.id: each for each in load_digests(connection, concerned, decisions, held)}
    following = successors(digests.values())
    versions = version_attachments(digests, following)
    found: dict[str, Attachment] = {}
    for report, each in stored.items():
        if report not in versions:
            if each.to in within and each.margin < SURE:
                found[report] = _as_stored(each)
            elif (next_best := nearest_stored(connection, digests[report], within)) is not None:
                found[report] = next_best
    reached = {homes[each.to] for each in found.values() if each.to not in digests}
    if reached:  # what now hangs together with these is put together with them
        more = [report for report in there if homes.get(report) in reached]
        digests |= {each.id: each for each in load_digests(connection, more, decisions, held)}
        found |= {report: _as_stored(each) for report, each in derived.attachments(connection, more).items()}
        following |= successors(digests.values())
        apart |= reached
    context = Context(following, _copies(connection, firsts, groups), found | versions, held, policy)
    situations = tuple(situation for situation, _ in grouped(list(digests.values()), context))
    present = {homes[report] for report in there if report in homes}
    unchanged = frozenset(present - apart)
    return Then(unchanged, frozenset(apart), situations)


def _as_stored(each: derived.Attached) -> Attachment:
    return Attachment(each.to, each.likeness, each.margin, each.why)


def _otherwise_replaced(connection: Transaction, within: frozenset[str]) -> set[str]:
    """Reports that replace one by its name, and those of that name, where a report of the name was not there: another may be meant then."""
    replacing = {report: name for report, name in kept.column(connection, "supersedes").items() if report in within}
    named = kept.named(connection, sorted(set(replacing.values())))
    unsure = {name for name, group in named.items() if not within.issuperset(group)}
    candidates = {report for name in unsure for report in named[name] if report in within}
    return candidates | {report for report, name in replacing.items() if name in unsure}


def _torn_copies(firsts: Mapping[str, str], within: frozenset[str]) -> list[list[str]]:
    """Groups of copies of which a part was there: those parts."""
    groups: dict[str, list[str]] = {}
    for report, first in firsts.items():
        groups.setdefault(first, []).append(report)
    torn = [group for group in groups.values() if len(group) > 1 and not within.issuperset(group)]
    return [[report for report in group if report in within] for group in torn]


def _copies(connection: Transaction, firsts: Mapping[str, str], torn: Sequence[Sequence[str]]) -> dict[str, str]:
    """The first of the copies of each text; of those groups that were torn, found anew."""
    copies = dict(firsts)
    for group in torn:
        moments, names = kept.column(connection, "moment", group), kept.column(connection, "name", group)
        signatures = kept.signatures(connection, group)
        ordered = sorted(group, key=lambda report: (moments[report], names[report], report))
        copies |= copy_groups({report: tuple(json.loads(signatures[report])) for report in ordered})
    return copies
