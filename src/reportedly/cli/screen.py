"""Lines on the terminal: roles become colours, every piece is made harmless, long lines wrap where a person reads.

Colours need a terminal and no `NO_COLOR`. Into a pipe a line stays one line, so that `grep` finds what it looks for.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from reportedly.present.line import Line, Role
from reportedly.present.safe import harmless, harmless_json

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

_NARROWEST = 20  # columns: nothing is wrapped on less

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
    _allow_any_character()
    console = _console()
    for shown in lines:
        for text in _laid_out(shown, console):
            console.print(text, soft_wrap=True)


def _laid_out(shown: Line, console: Console) -> list[Text]:
    """The line as printed: wrapped on a terminal, what is wrapped standing under the words and not under their key."""
    from rich.text import Text

    words = Text.assemble(*((harmless(piece.text), _STYLES[piece.role]) for piece in shown.pieces))
    hang = len(shown.pieces[0].text) if shown.pieces and shown.pieces[0].role == "key" else 0
    width = console.width - shown.indent - hang
    rows = list(words.wrap(console, width)) if console.is_terminal and width > _NARROWEST else [words]
    for row in rows:
        row.rstrip()
    return [Text(" " * (shown.indent + (hang if number else 0)) if row else "") + row for number, row in enumerate(rows)] or [Text()]


def show_json(text: str) -> None:
    """Print JSON, in UTF-8 whatever the terminal's encoding, without a raw character that a terminal would obey."""
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(encoding="utf-8")
    print(harmless_json(text))


def show_table(rows: Sequence[Mapping[str, object]]) -> None:
    """Print rows as CSV: text guarded against formulas as in an export, and harmless where a terminal reads it."""
    from reportedly.export.guard import guarded

    _allow_any_character()
    made = harmless if sys.stdout.isatty() else str
    if rows:
        writer = csv.DictWriter(sys.stdout, fieldnames=list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows({name: guarded(made(cell)) if isinstance(cell, str) else cell for name, cell in row.items()} for row in rows)


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
