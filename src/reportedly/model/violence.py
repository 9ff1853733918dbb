"""What the learned reader holds likely: which phrases play a part in violent incidents, and which sentences tell of one.

These are scores and no findings: no event is made of them, and nothing counts because of them. They are for those who decide by
likelihood, with a threshold of their own. Labels are those of `reader/labels.py`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from reportedly.model.evidence import Evidence


@dataclass(frozen=True, slots=True)
class Scored:
    """Words of the report with likelihoods.

    Attributes:
        evidence: The words.
        likelihoods: Labels that are at all likely (`perp_individual`, `DEATH`, `BOMBING`, ...), each between 0 and 1; several may hold.
    """

    evidence: Evidence
    likelihoods: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Violence:
    """The learned reader's view of a report.

    Attributes:
        phrases: Phrases that may fill a role of a violent incident, in order of the text; they may overlap.
        sentences: Every sentence, with the types and stages of incidents that it may tell of.
        reader: Version of the weights.
    """

    phrases: tuple[Scored, ...]
    sentences: tuple[Scored, ...]
    reader: str
