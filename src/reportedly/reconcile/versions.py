"""Versions of one report: what replaced what.

A report says so itself (`supersedes`), or comes again under the id and address of another, or, where it has no id, under its
address, with a changed text. Versions stand in order of publication; ties break by id.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from reportedly.reconcile.claims import Digest


def successors(digests: Iterable[Digest]) -> dict[str, str]:
    """For each report that has a later version, the id of the next one."""
    reports = sorted(digests, key=lambda each: each.order)
    chains: dict[tuple[str | None, ...], list[Digest]] = {}
    by_name: dict[str, list[Digest]] = {}
    for report in reports:
        if key := version_key(report):
            chains.setdefault(key, []).append(report)
        by_name.setdefault(report.name, []).append(report)
    following = {old.id: new.id for chain in chains.values() for old, new in pairwise(chain)}
    for report in reports:
        if report.supersedes is None:
            continue
        named = [each for each in by_name.get(report.supersedes, ()) if each.id != report.id]
        if named:
            old = max(named, key=lambda each: (each.outlet == report.outlet, each.url == report.url, each.order < report.order, each.order))
            following.setdefault(old.id, report.id)
    return {old: new for old, new in following.items() if not _turns_back(following, old)}


def version_key(report: Digest) -> tuple[str | None, ...] | None:
    """What the versions of a report share; null where it came with neither id nor address. Two feeds may use one id for two reports."""
    if report.external_id:
        return ("id", report.outlet, report.url, report.external_id)
    return ("url", report.outlet, report.url) if report.url else None


def _turns_back(following: dict[str, str], start: str) -> bool:
    """Whether the chain of versions comes round to where it began: then nothing can be told from it."""
    seen, current = {start}, start
    while current in following:
        current = following[current]
        if current in seen:
            return True
        seen.add(current)
    return False
