"""What `events.yaml` says of types of events beside how they are told."""

from __future__ import annotations

from collections.abc import Mapping

from reportedly.ontology.load import load


def event_codes(name: str, form: str | None = None) -> Mapping[str, str]:
    """Codes of a type in other vocabularies, those of its form where it has one.

    Raises:
        KeyError: There is no such type or form.
    """
    entry = load("events")["events"][name]
    return dict(entry["forms"][form]["codes"] if form else entry["codes"])


def event_meaning(name: str, form: str | None = None) -> str:
    """What a type or form stands for, in one sentence."""
    entry = load("events")["events"][name]
    return str((entry["forms"][form] if form else entry)["meaning"])
