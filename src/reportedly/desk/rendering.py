"""From values to pages: the templates, and what each of them has at hand.

Everything that a template prints passes the two gates of `present/templates.py`. Only pictures of `present/pictures`, whose own text is
escaped where it is drawn, come in as `Markup`.
"""

from __future__ import annotations

from functools import cache
from typing import Annotated

from fastapi import Depends, Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment
from markupsafe import Markup

import reportedly
from reportedly.desk.asked import BadQuestion, Question, part, question_of
from reportedly.model.ledger import Entry, Position, Series
from reportedly.present.amounts import say_amount, say_number
from reportedly.present.figures import say_counted, say_figure
from reportedly.present.ledger_lines import say_position, say_series, say_source
from reportedly.present.pictures.history import history
from reportedly.present.templates import templates
from reportedly.present.times import say_interval, say_when
from reportedly.run.ledger import LedgerFile

CLIPPED = 600  # characters of a quote in a list
NAMED = 200  # characters of a name


def ledger_of(request: Request) -> LedgerFile:
    """The ledger that the desk shows."""
    file: LedgerFile = request.app.state.ledger
    return file


Ledger = Annotated[LedgerFile, Depends(ledger_of)]


def render(request: Request, template: str, /, *, status: int = 200, **values: object) -> HTMLResponse:
    """A page of a template. It has `q` (the `Question`), `token`, `request_path`, and the functions of `environment`."""
    question = values.pop("q", None) or _question(request)
    text = environment().get_template(template).render(
        q=question,
        token=request.app.state.settings.token,
        who=who(request),
        ledger_name=request.app.state.ledger.path.name,
        **values,
    )  # fmt: skip
    return HTMLResponse(text.encode("utf-8", "replace"), status)


@cache
def environment() -> Environment:
    """The templates with their functions."""
    made = templates("reportedly.desk")
    made.globals |= {"version": reportedly.__version__, "part": part, "is_struck": is_struck, "picture_of": picture_of}
    made.filters |= {
        "clip": clip,
        "name": lambda text: clip(text, NAMED),
        "one_line": lambda text: " ".join(str(text).split()),
        "amount": say_amount,
        "number": say_number,
        "counted": say_counted,
        "figure": say_figure,
        "position": say_position,
        "series": say_series,
        "source": say_source,
        "when": say_when,
        "interval": lambda pair: say_interval(*pair),
        "stamp": stamp,
        "is_open": is_open,
    }
    return made


def picture_of(series: Series, question: Question) -> Markup:
    """The history of a series as a picture whose marks lead to their figures at the same moment."""
    return drawing(history(series, link=lambda entry: question.to(f"/figure/{part(entry.figure.id)}")))


def drawing(svg: str) -> Markup:
    """A picture of `present/pictures`, which escapes all of its text: the one kind of markup that no template writes."""
    return Markup(svg)  # noqa: S704


def clip(text: str | None, longest: int = CLIPPED) -> str:
    """Text cut where a list cannot take more, with how much there is."""
    text = text or ""
    if len(text) <= longest:
        return text
    return f"{text[:longest]} … ({len(text):,} characters)"


def stamp(moment: str | None) -> str:
    """A moment to the minute, with its zone as given: `2022-01-05 20:15 +06:00`; a day as it is."""
    if not moment:
        return "undated"
    day, _, time = moment.partition("T")
    if not time:
        return day
    zone = next((time[at:] for at in range(5, len(time)) if time[at] in "+-Z"), "")
    return f"{day} {time[:5]}{' UTC' if zone in ('Z', '+00:00') else f' {zone}' if zone else ''}"


def is_open(position: Position) -> bool:
    """Whether a position has no single number: a range, or a bound alone."""
    return position.low != position.high


def is_struck(entry: Entry) -> bool:
    """Whether an entry was taken back or denied, and is shown struck."""
    return entry.figure.status in ("retracted", "denied") or "taken back" in (entry.why_not or "")


def who(request: Request) -> str:
    """Who decided last in this browser, to save typing; nothing hangs on it."""
    return clip(request.cookies.get("by", ""), NAMED)


def _question(request: Request) -> Question:
    try:
        return question_of(request)
    except BadQuestion:  # the page that says so has to be shown too
        from reportedly.run.views import Asked  # noqa: PLC0415 - for this case alone

        return Question(request.url.path, Asked())
