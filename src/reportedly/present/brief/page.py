"""A brief as a page that needs nothing but itself: styles and pictures inside, no script, nothing fetched.

`body` is the brief alone, for the desk, which brings its own colours; `as_html` is the whole page. What a template prints passes the
two gates of `present/templates.py`, as on the desk. A policy in the page itself forbids scripts and requests even where a browser would
allow them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from importlib.resources import files

from jinja2 import Environment
from markupsafe import Markup

from reportedly.model.ledger import Entry, Series
from reportedly.present.brief.contents import Brief, KeyFigure
from reportedly.present.brief.words import neutral, say_subject
from reportedly.present.pictures.history import history
from reportedly.present.pictures.maps import map_of
from reportedly.present.pictures.timeline import timeline
from reportedly.present.templates import templates

DRAWN = 4  # histories
Address = Callable[[str], str]


def as_html(brief: Brief) -> str:
    """A brief as a page of its own."""
    paper, style = _style("paper.css"), _style("brief.css")
    return _environment().get_template("page.html").render(brief=brief, body=body(brief), style=Markup(paper + style))  # noqa: S704 - ours


def body(brief: Brief, figure: Address | None = None) -> Markup:
    """A brief as a piece of a page.

    Args:
        brief: The brief.
        figure: The address of a figure by its id, where there is one.
    """
    text = _environment().get_template("brief.html").render(
        brief=brief, pictures=_pictures(brief), address=figure or (lambda _: ""),
        timeline=Markup(timeline(brief.told, lambda _: None)) if brief.told else "",  # noqa: S704 - its text is escaped there
        map=Markup(map_of(brief.spots, lambda _: None)) if brief.spots else "",  # noqa: S704
    )  # fmt: skip
    return Markup(text)  # noqa: S704 - made by the template, which escapes


def style() -> str:
    """The looks of `body`, for a page that has its own colours."""
    return _style("brief.css")


def _pictures(brief: Brief) -> list[tuple[KeyFigure, Markup]]:
    """Histories of the first key figures that have one, each mark leading to its footnote where it has one."""
    noted = {note.figure: note.number for note in brief.notes}

    def link(entry: Entry) -> str | None:
        return f"#note-{noted[entry.figure.id]}" if entry.figure.id in noted else None

    told = [(each, each.series) for each in brief.figures if each.series is not None][:DRAWN]
    return [(each, Markup(history(_in_own_words(series), link))) for each, series in told]  # noqa: S704 - its text is escaped there


def _in_own_words(series: Series) -> Series:
    """The series for a picture: what is counted is told by its class, as everywhere in a brief, and not by the word of the source."""
    subject = say_subject(series.subject)
    entries = tuple(
        replace(each, figure=replace(each.figure, subject=subject), source=neutral(each.source) if each.source else None)
        for each in series.entries
    )
    return replace(series, entries=entries)


@cache
def _style(name: str) -> str:
    return files("reportedly.present.brief").joinpath("templates", name).read_text(encoding="utf-8")


@cache
def _environment() -> Environment:
    return templates("reportedly.present.brief")
