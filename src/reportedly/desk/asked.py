"""What a page is asked for, as the address says it, and back into an address.

Every view has an address that keeps its filters and its moment: whoever gets the link sees the same. The parameters are those of
`reportedly figures`: measure, place, source, status, situation, since, until, as_of, recorded_as_of, standing; and page. A
parameter of another name is passed over; a value that makes no sense is told to the reader, never guessed at.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Annotated, Any, get_args
from urllib.parse import quote, urlencode

from fastapi import Depends, Request

from reportedly.model.figure import Status
from reportedly.reconcile.moments import moment
from reportedly.run.views import Asked

MOMENTS = ("since", "until", "as_of", "recorded_as_of")
KEPT = ("as_of", "recorded_as_of")  # what goes along to every other page
FILTERS = tuple(each.name for each in fields(Asked))
LONGEST = 300  # characters of a value
LAST_PAGE = 1_000_000


class BadQuestion(ValueError):
    """An address asks for something that makes no sense."""


@dataclass(frozen=True, slots=True)
class Question:
    """What an address asks for.

    Attributes:
        path: The page.
        asked: Filters and moments.
        page: Which page of a long list, from 1.
        own: Parameters of this page alone, such as the words of a search; a page adds them with `with_own`.
    """

    path: str
    asked: Asked
    page: int = 1
    own: Mapping[str, str] = field(default_factory=dict)

    def here(self, **changes: object) -> str:
        """This page's address with something changed: `here(page=2)`, `here(measure=None)`. Another filter begins on the first page."""
        page = changes.pop("page", 1)
        path = str(changes.pop("path", self.path))
        own = {name: str(changes.pop(name, value) or "") for name, value in self.own.items()}
        asked = replace(self.asked, **changes)  # type: ignore[arg-type] # names are checked by replace itself
        more = {"page": str(page)} if page != 1 else {}
        return address(path, {name: value for name, value in own.items() if value} | parameters(asked) | more)

    def with_own(self, **own: str | None) -> Question:
        """The same with parameters of this page alone; an empty one may be given a value by `here`."""
        return replace(self, own={name: value or "" for name, value in own.items()})

    def to(self, path: str, **more: object) -> str:
        """Another page's address, at the same moment: `to("/figure/f-1")`. Text goes into a path by way of `part`."""
        kept = {name: value for name in KEPT if (value := getattr(self.asked, name))}
        return address(path, kept | {name: str(value) for name, value in more.items() if value not in (None, "", False)})

    @property
    def kept(self) -> dict[str, str]:
        """What a form must carry along so that nothing is lost: all that was asked, but for the page."""
        return {name: value for name, value in self.own.items() if value} | parameters(self.asked)

    @property
    def filters(self) -> dict[str, str]:
        """The filters alone, without the moments."""
        return {name: value for name, value in parameters(self.asked).items() if name not in KEPT}


def question_of(request: Request) -> Question:
    """What a request asks for.

    Raises:
        BadQuestion: A value makes no sense.
    """
    given = {name: value.strip() for name in FILTERS if (value := request.query_params.get(name, "")).strip()}
    for name, value in given.items():
        if len(value) > LONGEST:
            raise BadQuestion(f"{name} was given with {len(value):,} characters; at most {LONGEST} are read")
    if given.get("status") not in (None, *get_args(Status)):
        raise BadQuestion(f"a status was given as {given['status']!r}; there are {', '.join(get_args(Status))}")
    standing = given.pop("standing", "") in ("1", "true", "on", "yes")
    return Question(request.url.path, sensible(Asked(**given, standing=standing)), _page(request.query_params.get("page", "1")))


Questioned = Annotated[Question, Depends(question_of)]


def sensible(asked: Asked) -> Asked:
    """What was asked, empty words taken for none, if its moments are moments.

    Raises:
        BadQuestion: One of them is none.
    """
    empty: dict[str, Any] = {name: None for name in FILTERS if getattr(asked, name) == ""}
    for name in MOMENTS:
        _check_moment(name, getattr(asked, name))
    return replace(asked, **empty)


def parameters(asked: Asked) -> dict[str, str]:
    """Filters and moments as parameters of an address, those that are not asked for left out."""
    said = {name: getattr(asked, name) for name in FILTERS}
    return {name: "1" if value is True else str(value) for name, value in said.items() if value}


def address(path: str, given: Mapping[str, str]) -> str:
    """An address within the desk."""
    return f"{path}?{urlencode(given)}" if given else path


def part(text: str) -> str:
    """Text as one part of a path, whatever it holds."""
    return quote(text, safe="", errors="replace")


def _page(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 1 <= int(text[:9]) <= LAST_PAGE):
        raise BadQuestion(f"a page was asked for as {text[:40]!r}; pages have numbers, from 1")
    return int(text)


def _check_moment(name: str, value: str | None) -> None:
    try:
        moment(value or None)
    except ValueError as error:
        raise BadQuestion(
            f"{name} was given as {value!r}; a day or a moment is read in ISO 8601, such as 2022-01-09 or 2022-01-09T18:00+06:00"
        ) from error
