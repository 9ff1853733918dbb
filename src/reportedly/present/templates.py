"""Templates of pages, set up in one way for the desk and the briefs.

Everything that a template of a page prints passes two gates, in this order, with nobody having to think of it: `shown` makes
characters visible that would hide or reorder words or that no page can hold (present/safe.py), and autoescape makes markup text.
Markdown is not escaped as HTML; it brings a gate of its own, which makes its text plain (present/brief/markdown.py). A name that a
template asks for and nobody gave is an error.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from reportedly.present.amounts import many
from reportedly.present.safe import harmless


def shown(value: Any) -> Any:
    """A value as a page shows it: null as nothing, text without characters that hide, reorder or break."""
    if value is None:
        return ""
    return harmless(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def templates(package: str, *, finalize: Callable[[Any], Any] = shown, autoescape: bool = True) -> Environment:
    """The templates beside a package.

    Args:
        package: The package whose folder `templates` holds them.
        finalize: What each printed value passes before it is escaped.
        autoescape: Whether text is escaped as HTML.
    """
    made = Environment(
        loader=PackageLoader(package),
        autoescape=autoescape,  # noqa: S701 - off for Markdown alone
        undefined=StrictUndefined,
        finalize=finalize,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["many"] = many
    return made
