"""The learned reader's likelihoods as signs, and where they stand."""

from __future__ import annotations

from bisect import bisect_right

from reportedly.model.record import Record
from reportedly.model.violence import Scored

ROLES = {
    "individuals": "perp_individual",
    "organizations": "perp_org",
    "weapons": "instrument_id",
    "things": "phys_id",
    "names": "hum_name",
    "descriptions": "hum_description",
}
KINDS = ("ATTACK", "BOMBING", "KIDNAPPING", "ARSON", "ROBBERY", "HIJACKING")
STEPS = (0.06, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)


def steps(name: str, value: float) -> set[str]:
    """A sign for each step that a likelihood reaches."""
    return {f"{name} {step}" for step in STEPS if value >= step}


def kinds(sentence: Scored) -> dict[str, float]:
    """The likelihood of each type of incident."""
    return {kind: sentence.likelihoods.get(kind, 0.0) for kind in KINDS}


def sentence_at(record: Record, offset: int) -> Scored | None:
    """The scored sentence that covers a character, or the last before it."""
    if record.violence is None:
        return None
    sentences = record.violence.sentences
    index = bisect_right(sentences, offset, key=lambda item: item.evidence.start) - 1
    return sentences[index] if index >= 0 else None
