"""Packages that come with an extra: asked for when they are needed, and named where they are missing."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from reportedly.intake.refusal import CannotRead


def wanted(module: str, extra: str, origin: str) -> Any:
    """A module of an extra.

    Raises:
        CannotRead: It is not installed.
    """
    try:
        return import_module(module)
    except ImportError as error:
        name = module.partition(".")[0]
        advice = f'install it: pip install "reportedly[{extra}]"'
        raise CannotRead(f"{origin} was to be read", f"{name} is needed for it and is not installed", advice, "extra-missing") from error
