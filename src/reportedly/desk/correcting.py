"""The fields of a correction: what a person says that a figure should be, on any page that lets them.

Their names are written here once, and their inputs once, in the macro `correcting` of `_parts.html`. A field that is left empty stays as
it is.
"""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Form

from reportedly.ontology.load import load
from reportedly.run.deciding import CHOICES

__all__ = ["CHOICES", "CORRECTIONS", "Corrected", "corrections", "measures"]

CORRECTIONS = ("number", "low", "high", "qualifier", "measure", "unit", "subject", "status", "stage", "scope")


def typed(
    number: Annotated[str, Form()] = "",
    low: Annotated[str, Form()] = "",
    high: Annotated[str, Form()] = "",
    qualifier: Annotated[str, Form()] = "",
    measure: Annotated[str, Form()] = "",
    unit: Annotated[str, Form()] = "",
    subject: Annotated[str, Form()] = "",
    status: Annotated[str, Form()] = "",
    stage: Annotated[str, Form()] = "",
    scope: Annotated[str, Form()] = "",
) -> dict[str, str]:
    """What was typed into each field, by its name."""
    return dict(zip(CORRECTIONS, (number, low, high, qualifier, measure, unit, subject, status, stage, scope), strict=True))


Corrected = Annotated[dict[str, str], Depends(typed)]


def corrections(said: dict[str, str]) -> list[str]:
    """The values of a decision to correct: those that were filled in."""
    return [f"{name}={value.strip()}" for name, value in said.items() if value.strip()]


def measures() -> list[str]:
    """The names of the measures, in the order of their vocabulary."""
    return list(load("measures")["measures"])
