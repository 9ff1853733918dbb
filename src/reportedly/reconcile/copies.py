"""Copies: texts that many outlets carry, which count as one.

Texts are compared by MinHash over runs of five words [Broder 1997]; those whose estimated Jaccard similarity is at least 0.7
are copies, and so on through chains. The permutations come from a fixed seed, so that a signature is the same everywhere.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from hashlib import blake2b

SHINGLE, PERMUTATIONS, BANDS, SEED, ALIKE = 5, 64, 16, 1, 0.7
_WORD = re.compile(r"\w+")


def signature(text: str) -> tuple[int, ...]:
    """MinHash signature of a text; empty for one of fewer than five words."""
    words = [word.lower() for word in _WORD.findall(text)]
    shingles = {" ".join(words[i : i + SHINGLE]).encode() for i in range(len(words) - SHINGLE + 1)}
    if not shingles:
        return ()
    from datasketch import MinHash  # noqa: PLC0415 - it loads numpy and scipy, and views need none of them

    minhash = MinHash(num_perm=PERMUTATIONS, seed=SEED)
    minhash.update_batch(sorted(shingles))
    return tuple(int(value) for value in minhash.hashvalues)


def bands(marks: tuple[int, ...]) -> tuple[str, ...]:
    """Keys under which a signature is looked up: texts that share none are not alike."""
    rows = PERMUTATIONS // BANDS
    parts = [marks[band * rows : (band + 1) * rows] for band in range(BANDS)] if marks else []
    return tuple(f"{band}:{blake2b(repr(part).encode(), digest_size=6).hexdigest()}" for band, part in enumerate(parts))


def alike(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    """Whether two signatures are those of copies."""
    return bool(one) and bool(other) and sum(a == b for a, b in zip(one, other, strict=True)) / PERMUTATIONS >= ALIKE


def copy_groups(signatures: Mapping[str, tuple[int, ...]]) -> dict[str, str]:
    """For each report, the first (in the order given) of those that it is a copy of; itself where it is none."""
    leader = {report: report for report in signatures}
    order = {report: position for position, report in enumerate(signatures)}

    def find(report: str) -> str:
        while leader[report] != report:
            report = leader[report]
        return report

    seen: dict[str, list[str]] = {}
    for report, marks in signatures.items():
        for key in bands(marks):
            for other in seen.setdefault(key, []):
                first, second = sorted((find(report), find(other)), key=lambda each: order[each])
                if first != second and alike(marks, signatures[other]):
                    leader[second] = first
            seen[key].append(report)
    return {report: find(report) for report in signatures}
