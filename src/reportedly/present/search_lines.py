"""What a search found, as lines for people and as columns of a table.

2022-01-09T14:20 5,135 people detained · Kazakhstan — Erlan Turgumbayev (Steppe Wire)
                 “A total of 5,135 people have been detained during the riots in Kazakhstan”
                 f-7aa85fdf30ca in kz-08
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reportedly.model.search import Facet, Hit
from reportedly.present.figures import say_figure
from reportedly.present.ledger_lines import figure_columns
from reportedly.present.line import Line, Piece, line

INDENT = 17
VALUES = 6  # of a facet that are shown
LONGEST = 60  # characters of a value


def hit_lines(hit: Hit) -> Iterator[Line]:
    """Something that was found: what it is, its words with those that matched, and where it stands."""
    yield line(Piece(f"{(hit.published or 'undated')[:16]:16} ", "date"), *_headline(hit))
    told = [Piece(words, "mark" if found else "quote") for words, found in _on_one_line(hit)]
    yield line(Piece("“", "quote"), *told, Piece("”", "quote"), indent=INDENT)
    where = f"{hit.id} in {hit.report}" if hit.kind != "report" else hit.report
    yield line(Piece(f"{where}{'; a newer version has come' if hit.replaced else ''}", "faint"), indent=INDENT)


def facet_lines(facets: Iterable[Facet]) -> Iterator[Line]:
    """What the results can be divided by: a line for each facet that has more than one value."""
    for facet in facets:
        if len(facet.values) > 1:
            told = " · ".join(f"{_cut(value)} {count:,}" for value, count in facet.values[:VALUES])
            more = f" · {len(facet.values) - VALUES:,} more" if len(facet.values) > VALUES else ""
            yield line(Piece(f"{facet.name:16} ", "key"), Piece(told), Piece(more, "faint"))


def _cut(value: str) -> str:
    """A value on one line; a name that a hostile report made endless ends."""
    said = " ".join(value[: 2 * LONGEST].split())
    return said if len(said) <= LONGEST and len(value) <= 2 * LONGEST else f"{said[:LONGEST].rstrip()}…"


def hit_columns(hit: Hit) -> dict[str, object]:
    """A hit as a row of a table: a figure has the columns of `reportedly figures --csv`."""
    if hit.entry is not None and hit.series is not None:
        return figure_columns(hit.entry, hit.series)
    return {
        "published": hit.published,
        "source": hit.source,
        "outlet": hit.outlet,
        "title": hit.title,
        "quote": hit.words,
        "report": hit.report,
        "id": hit.id,
    }


def say_carrier(hit: Hit) -> str:
    """Whose word it is, and who carries it."""
    if hit.source and hit.outlet and hit.source != hit.outlet:
        return f"{hit.source} ({hit.outlet})"
    return hit.source or hit.outlet or "nobody named"


def _headline(hit: Hit) -> Iterator[Piece]:
    if hit.entry is not None:
        figure = hit.entry.figure
        yield Piece(say_figure(figure), "struck" if figure.status in ("retracted", "denied") else "amount")
        if figure.place:
            yield Piece(f" · {figure.place.name}", "place")
        yield Piece(" — ")
    elif hit.kind == "report" and hit.title:
        yield Piece(" ".join(hit.title.split()), "heading")
        yield Piece(" — ")
    yield Piece(say_carrier(hit), "source")


def _on_one_line(hit: Hit) -> Iterator[tuple[str, bool]]:
    """The pieces without line breaks, and with nothing but one blank between two words."""
    ended = True
    for words, found in hit.pieces:
        said = " ".join(words.split())
        head = " " * (words[:1].isspace() and not ended)
        ended = words[-1:].isspace()
        yield f"{head}{said}{' ' * ended}" if said else head, found
