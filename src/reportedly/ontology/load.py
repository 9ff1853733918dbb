"""The vocabularies and lexicons, read from the YAML files beside this module."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@cache
def load(name: str) -> Any:
    """The content of `ontology/NAME.yaml`, parsed once. Callers must not change it.

    Raises:
        FileNotFoundError: There is no such vocabulary.
    """
    path = files("reportedly.ontology").joinpath(f"{name}.yaml")
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return yaml.load(path.read_text(encoding="utf-8"), Loader=loader)  # noqa: S506 - a safe loader either way
