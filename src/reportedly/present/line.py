"""What is shown: lines made of pieces, each piece with its role. How a role looks is the printer's business.

A piece holds words of a report as they are, hostile ones included; whoever prints a line makes them harmless first
(`safe.harmless`). So nothing here builds markup, and no text can become any.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Role = Literal[
    "plain",
    "heading",
    "key",  # F1, E2, A3: what joins the lists to the text
    "amount",
    "source",
    "faint",
    "quote",
    "mark",  # alleged, denied, retracted
    "struck",
    "warning",
    "figure",
    "event",
    "cue",
    "date",
    "place",
]


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of a line.

    Attributes:
        text: The words.
        role: What they are.
    """

    text: str
    role: Role = "plain"


@dataclass(frozen=True, slots=True)
class Line:
    """One line; a printer may wrap it.

    Attributes:
        pieces: Its words, in order.
        indent: Columns it stands in from the left.
    """

    pieces: tuple[Piece, ...] = ()
    indent: int = 0

    @property
    def text(self) -> str:
        """The words without their roles, indented."""
        return " " * self.indent + "".join(piece.text for piece in self.pieces)


EMPTY = Line()


def line(*pieces: Piece | str, indent: int = 0) -> Line:
    """A line of pieces; a bare string is a plain piece."""
    return Line(tuple(Piece(piece) if isinstance(piece, str) else piece for piece in pieces), indent)


def plain_text(lines: Iterable[Line]) -> str:
    """All lines as text without roles, for a reader without colours."""
    return "\n".join(shown.text.rstrip() for shown in lines)
