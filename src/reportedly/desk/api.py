"""The ledger for other programs: `/api`, read-only, described by OpenAPI at `/api/openapi.json`.

It answers the named queries that the pages and the command line ask, in the JSON of the project's contract. HTTP was chosen before a
protocol for language models: a notebook, a spreadsheet, R, curl and an assistant all speak it, and the description lets any of them
find out what can be asked. Nothing here changes a ledger; deciding is for people, at the desk or the command line.

Lists have `count`, how many there are in all, and come a page at a time. A moment asks what was known then.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Annotated, Any

from fastapi import Depends, FastAPI, Query, Response
from fastapi.exceptions import RequestValidationError
from fastapi.openapi.utils import get_openapi
from fastapi.routing import APIRoute

import reportedly
from reportedly.desk.asked import BadQuestion, sensible
from reportedly.desk.rendering import Ledger
from reportedly.model.codec import dumps
from reportedly.model.figure import Status
from reportedly.model.ledger import Decision, Entry, Series, Situation
from reportedly.model.record import Record
from reportedly.model.schema import described
from reportedly.model.search import Kind, Order, Results
from reportedly.present.safe import harmless_json
from reportedly.run import reports, search, situations, views
from reportedly.run.ledger import LedgerFile
from reportedly.run.regrouping import regrouping
from reportedly.run.views import Asked
from reportedly.store.errors import LedgerProblem, NotFound

LONGEST = 300  # characters of a parameter
MOST = 1_000  # items of a page
LAST = 10_000_000  # the last place that a page may begin at
PLACED = "#/components/schemas/"
PROBLEM = {"type": "object", "properties": {"problem": {"type": "string"}}, "required": ["problem"]}

Word = Annotated[str | None, Query(max_length=LONGEST)]
Moment = Annotated[str | None, Query(max_length=40, description="ISO 8601: 2022-01-09, or 2022-01-09T18:00+06:00. A day means its end.")]
Limit = Annotated[int, Query(ge=1, le=MOST, description="How many of them.")]
Offset = Annotated[int, Query(ge=0, le=LAST, description="From which one on; the first is 0.")]


class Json(Response):
    """JSON as the model writes it."""

    media_type = "application/json"


def api(file: LedgerFile) -> FastAPI:
    """The interface over a ledger, to be mounted at `/api` behind the desk's guard."""
    app = FastAPI(
        title="Reportedly",
        version=reportedly.__version__,
        summary="Who said how many, where, when, and what changed.",
        description=(__doc__ or "").split("\n\n", 1)[1],
        docs_url=None,  # it loads scripts from elsewhere
        redoc_url=None,
        default_response_class=Json,
    )
    app.state.ledger = file
    for path, answer, _, said in ANSWERS:
        app.add_api_route(
            path, answer, methods=["GET"], name=answer.__name__, summary=said, responses=_responses(path), response_model=None
        )
    app.openapi = lambda: _description(app)  # type: ignore[method-assign] # FastAPI's own way to add to it
    app.add_exception_handler(LedgerProblem, _problem)
    app.add_exception_handler(BadQuestion, _problem)
    app.add_exception_handler(RequestValidationError, _problem)
    return app


def asked(
    measure: Word = None,
    place: Annotated[str | None, Query(max_length=LONGEST, description="A place, or the code of a country.")] = None,
    source: Annotated[str | None, Query(max_length=LONGEST, description="A source or an outlet.")] = None,
    status: Status | None = None,
    situation: Annotated[str | None, Query(max_length=LONGEST, description="Its id, or words of its title.")] = None,
    since: Moment = None,
    until: Moment = None,
    as_of: Moment = None,
    recorded_as_of: Moment = None,
    standing: Annotated[bool, Query(description="Only what counts.")] = False,
) -> Asked:
    """What a list is asked for.

    Raises:
        BadQuestion: A moment makes no sense.
    """
    return sensible(Asked(measure, place, source, status, situation, since, until, as_of, recorded_as_of, standing))


def moments(as_of: Moment = None, recorded_as_of: Moment = None) -> Asked:
    """The moment that a thing is asked for at.

    Raises:
        BadQuestion: A moment makes no sense.
    """
    return sensible(Asked(as_of=as_of, recorded_as_of=recorded_as_of))


Filters = Annotated[Asked, Depends(asked)]
At = Annotated[Asked, Depends(moments)]


def all_situations(ledger: Ledger, at: At, limit: Limit = 100, offset: Offset = 0) -> Response:
    """Without the entries of their series."""
    found = views.heads(ledger, at)
    return _json({"count": len(found), "situations": found[offset : offset + limit]})


def one_situation(ledger: Ledger, identity: str, at: At) -> Response:
    """By its id, or by that of a report, a series or a figure in it."""
    return _json(situations.situation(ledger, identity, at))


def about_situation(ledger: Ledger, identity: str, limit: Limit = 100, offset: Offset = 0) -> Response:
    """Its names, what it was put together with, and what was set apart from it; those taken back included."""
    made = regrouping(ledger, situations.situation(ledger, identity)).decisions
    return _json({"count": len(made), "decisions": made[offset : offset + limit]})


def all_figures(ledger: Ledger, filters: Filters, limit: Limit = 100, offset: Offset = 0) -> Response:
    """In order of publication."""
    found, count = views.figures(ledger, filters, limit, offset)
    return _json({"count": count, "figures": [_found(each) for each in found]})


def all_changes(ledger: Ledger, filters: Filters, limit: Limit = 100, offset: Offset = 0) -> Response:
    """In order of publication."""
    found = views.changes(ledger, filters)
    return _json({"count": len(found), "figures": [_found(each) for each in found[offset : offset + limit]]})


def one_figure(ledger: Ledger, identity: str) -> Response:
    """By its id: its series from the first entry to the last, the series that were not chosen, and what people decided."""
    told = views.explain(ledger, identity)
    others = [{"series": series, "why": why} for series, why in told.others]
    return _json(_found(told.found) | {"history": told.history, "others": others, "decisions": told.decisions})


def one_report(ledger: Ledger, identity: str) -> Response:
    """By its content id, or the id that it came with."""
    return _json(reports.report(ledger, identity).record)


def found_by_words(
    ledger: Ledger,
    filters: Filters,
    q: Annotated[str, Query(max_length=LONGEST, description="Words, and phrases in quotation marks; all must be there.")] = "",
    kind: Annotated[Kind, Query(description="What is looked for.")] = "figure",
    month: Annotated[str | None, Query(pattern=r"^[0-9]{4}-[0-9]{2}$", description="Published in it: 2022-01.")] = None,
    order: Order = "best",
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
    offset: Offset = 0,
) -> Response:
    """With how many there are by measure, place, source, status and month."""
    return _json(search.search(ledger, search.Sought(q, kind, month, order, limit, offset), filters))


def to_review(ledger: Ledger, limit: Limit = 100, offset: Offset = 0) -> Response:
    """What a person should look at, and why."""
    return _json({"figures": [_found(each.found) | {"why": each.why} for each in views.review(ledger, limit, offset)]})


def all_decisions(ledger: Ledger, limit: Limit = 100, offset: Offset = 0) -> Response:
    """In the order in which they were made, those taken back included."""
    made = views.decisions(ledger)
    return _json({"count": len(made), "decisions": made[offset : offset + limit]})


_FOUND: Mapping[str, Any] = {"entry": Entry, "series": Series, "situation": Situation}
_HISTORY: Mapping[str, Any] = {
    "history": tuple[Entry, ...],
    "others": ({"series": Series, "why": str},),
    "decisions": tuple[Decision, ...],
}
ANSWERS: tuple[tuple[str, Callable[..., Response], Any, str], ...] = (
    ("/situations", all_situations, {"count": int, "situations": tuple[Situation, ...]}, "What the ledger amounts to"),
    ("/situations/{identity}", one_situation, Situation, "A situation with its series and their entries"),
    (
        "/situations/{identity}/decisions",
        about_situation,
        {"count": int, "decisions": tuple[Decision, ...]},
        "What people decided about a situation",
    ),
    ("/figures", all_figures, {"count": int, "figures": (_FOUND,)}, "Figures, each in its series"),
    ("/figures/{identity}", one_figure, {**_FOUND, **_HISTORY}, "A figure's whole history"),
    ("/changes", all_changes, {"count": int, "figures": (_FOUND,)}, "What rose, fell, was disputed or taken back"),
    ("/reports/{identity}", one_report, Record, "All that a report says, with its text"),
    ("/search", found_by_words, Results, "Words among figures, statements and reports"),
    ("/review", to_review, {"figures": ({**_FOUND, "why": str},)}, "What a person should look at"),
    ("/decisions", all_decisions, {"count": int, "decisions": tuple[Decision, ...]}, "What people decided"),
)
_SHAPES = {path: shape for path, _, shape, _ in ANSWERS}


def _found(found: views.Found) -> dict[str, object]:
    return {"entry": found.entry, "series": found.series, "situation": found.situation}


def _json(value: object, status: int = 200) -> Response:
    return Json(harmless_json(dumps(value)).encode("utf-8", "backslashreplace"), status)


def _problem(_request: object, error: Exception) -> Response:
    match error:
        case NotFound():
            return _json({"problem": str(error)}, 404)
        case RequestValidationError():
            wrong = "; ".join(f"{'.'.join(str(each) for each in one['loc'][1:])}: {one['msg']}" for one in error.errors())
            return _json({"problem": f"what was asked was not understood: {wrong}"}, 422)
        case BadQuestion():
            return _json({"problem": str(error)}, 422)
        case _:
            return _json({"problem": str(error)}, 503)


def _responses(path: str) -> dict[int | str, dict[str, Any]]:
    found: dict[int | str, dict[str, Any]] = {404: {"description": "The ledger has nothing of that id."}} if "{" in path else {}
    return {200: {"description": "The answer."}, **found, 422: {"description": "The question makes no sense."}}


def _description(app: FastAPI) -> dict[str, Any]:
    """The description that FastAPI makes of the questions, with the shapes of the answers from the model."""
    if app.openapi_schema is None:
        made = get_openapi(title=app.title, version=app.version, summary=app.summary, description=app.description, routes=app.routes)
        definitions: dict[str, Any] = {}
        for route in app.routes:
            if isinstance(route, APIRoute):
                told = made["paths"][route.path]["get"]["responses"]
                for status, response in told.items():
                    shape = _shape(_SHAPES[route.path], definitions) if status == "200" else PROBLEM
                    response["content"] = {"application/json": {"schema": shape}}
        made["components"] = {"schemas": dict(sorted(definitions.items()))}
        made["servers"] = [{"url": "/api"}]
        app.openapi_schema = made
    return app.openapi_schema


def _shape(kind: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    """The schema of an answer: a type of the model, or an object of them; `(shape,)` is a list."""
    if isinstance(kind, Mapping):
        return {
            "type": "object",
            "properties": {name: _shape(each, definitions) for name, each in kind.items()},
            "required": list(kind),
        }
    if isinstance(kind, tuple):
        return {"type": "array", "items": _shape(kind[0], definitions)}
    return described(kind, definitions, PLACED)
