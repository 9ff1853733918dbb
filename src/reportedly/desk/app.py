"""The desk: the ledger as pages, for people who would rather look than type.

    GET  /                        situations                         pages/situations.py
    GET  /situation/ID            one of them, at any moment         pages/situation.py
    GET  /figure/ID               a figure and what was decided      pages/figure.py
    POST /figure/ID               decide, or undo
    ...                           one module a page; all in `ROUTERS`

A page asks the named queries of `run/`, hands values to a template of its own name, and knows neither SQL nor markup. `q` in every
template is the `Question` of its address: `q.to("/figure/f-1")` links to another page at the same moment, `q.here(page=2)` to this
one. Lists have `.csv` and `.json` beside them. Every route is behind `guard.Guard`, and what changes the ledger behind
`guard.checked`.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.resources import files
from pathlib import Path

from fastapi import APIRouter, Depends, FastAPI, HTTPException, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException as Refused
from starlette.staticfiles import StaticFiles

import reportedly
from reportedly.desk.api import api
from reportedly.desk.asked import BadQuestion
from reportedly.desk.guard import HEADERS, Guard, Settings, checked
from reportedly.desk.pages import brief, exports, figure, report, review, search, situation, situations
from reportedly.desk.rendering import render
from reportedly.run.deciding import BadDecision
from reportedly.run.ledger import LedgerFile
from reportedly.store.errors import LedgerBusy, LedgerProblem, NotFound

ROUTERS: tuple[APIRouter, ...] = (
    situations.router,
    situation.router,
    figure.router,
    report.router,
    review.router,
    search.router,
    brief.router,
    exports.router,
)  # fmt: skip


def desk(ledger: Path | str, settings: Settings | None = None) -> FastAPI:
    """The desk over a ledger.

    Args:
        ledger: The file.
        settings: How it is open; to this machine alone, if left out.

    Raises:
        LedgerProblem: There is no such ledger, or it cannot be read.
        Unguarded: It was to be open to others without a password.
    """
    file = LedgerFile(ledger)

    @asynccontextmanager
    async def closing(_app: FastAPI) -> AsyncIterator[None]:
        yield
        file.close()

    app = FastAPI(
        title="Reportedly",
        version=reportedly.__version__,
        docs_url=None,  # they load scripts from elsewhere
        redoc_url=None,
        openapi_url=None,
        lifespan=closing,
        dependencies=[Depends(checked)],
    )
    app.state.ledger, app.state.settings = file, settings or Settings()
    for router in ROUTERS:
        app.include_router(router)
    app.mount("/api", api(file))
    app.mount("/static", StaticFiles(directory=str(files("reportedly.desk").joinpath("static"))), name="static")
    app.add_exception_handler(LedgerProblem, _problem)
    app.add_exception_handler(BadQuestion, _problem)
    app.add_exception_handler(RequestValidationError, _problem)
    app.add_exception_handler(Refused, _problem)
    app.add_exception_handler(Exception, _bug)
    app.add_middleware(Guard, settings=app.state.settings)
    return app


def _problem(request: Request, error: Exception) -> Response:
    """What went wrong, as a page; as JSON where JSON was asked for."""
    status, said = _told(error)
    if request.url.path.startswith("/api/") or request.url.path.endswith((".json", ".csv")):
        return JSONResponse({"problem": said}, status)
    return render(request, "problem.html", status=status, problem=said)


def _bug(request: Request, _error: Exception) -> Response:
    """A fault of the desk's own; the server's log says which. It is answered outside the guard, so the headers are set here."""
    answer = render(
        request,
        "problem.html",
        status=500,
        problem="the desk has failed here, and the fault is its own; please report it with this address",
    )
    answer.headers.update(HEADERS)
    return answer


def _told(error: Exception) -> tuple[int, str]:
    match error:
        case HTTPException() | Refused() if error.status_code == 404:
            return 404, "a page was asked for that the desk does not have; begin at the situations"
        case HTTPException() | Refused():
            return error.status_code, str(error.detail)
        case NotFound():
            return 404, str(error)
        case BadDecision() | BadQuestion():
            return 400, str(error)
        case LedgerBusy():
            return 503, str(error)
        case RequestValidationError():
            wrong = "; ".join(f"{'.'.join(str(each) for each in one['loc'])}: {one['msg']}" for one in error.errors())
            return 400, f"what was sent was not understood: {wrong}"
        case _:
            return 500, str(error)
