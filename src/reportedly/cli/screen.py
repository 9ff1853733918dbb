"""Lines on the terminal: roles become colours, every piece is made harmless, long lines wrap where a person reads.

Colours need a terminal and no `NO_COLOR`. Into a pipe a line stays one line, so that `grep` finds what it looks for.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

from reportedly.present.line import Line, Role
from reportedly.present.safe import harmless, harmless_json

if TYPE_CHECKING:
    from rich.console import Console

_STYLES: dict[Role, str] = {
    "plain": "",
    "heading": "bold",
    "key": "dim",
    "amount": "bold cyan",
    "source": "green",
    "faint": "dim",
    "quote": "italic",
    "mark": "bold yellow",
    "struck": "strike",
    "warning": "yellow",
    "figure": "cyan",
    "event": "magenta",
    "cue": "green",
    "date": "yellow",
    "place": "blue",
}


def show(lines: Iterable[Line]) -> None:
    """Print lines to standard output."""
    from rich.padding import Padding
    from rich.text import Text

    _allow_any_character()
    console = _console()
    for shown in lines:
        words = Text.assemble(*((harmless(piece.text), _STYLES[piece.role]) for piece in shown.pieces))
        if console.is_terminal:
            console.print(Padding(words, (0, 0, 0, shown.indent)) if words else "")
        else:
            console.print(Text(" " * shown.indent * bool(words)) + words, soft_wrap=True)


def show_json(text: str) -> None:
    """Print JSON, in UTF-8 whatever the terminal's encoding, without a raw character that a terminal would obey."""
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(encoding="utf-8")
    print(harmless_json(text))


def complain(message: str) -> None:
    """Print what went wrong to standard error."""
    print(f"reportedly: {harmless(message)}", file=sys.stderr)


def _console() -> Console:
    from rich.console import Console

    return Console(markup=False, highlight=False, emoji=False)


def _allow_any_character() -> None:
    """A terminal that cannot show a character gets its escape, not a traceback."""
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors="backslashreplace")
