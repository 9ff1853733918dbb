"""Why a field is empty, and which rules filled the others: what `--why` adds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from reportedly.present.line import Line, Piece, line


def say_gaps(why_empty: Mapping[str, str], rules: Sequence[str], indent: int) -> Iterator[Line]:
    """A line for each empty field with its reason, in the order in which they were left, and one for the rules."""
    for name, reason in why_empty.items():
        yield line(Piece(f"no {name.replace('_', ' ')}: ", "mark"), Piece(reason, "faint"), indent=indent)
    if rules:
        yield line(Piece(f"by {', '.join(rules)}", "faint"), indent=indent)
