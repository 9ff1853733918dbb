"""What is watched: a TOML file of feeds, sitemaps and pages.

delay = 2                        # seconds between two requests to one host

[[feed]]                         # or [[sitemap]], or [[page]]
url = "https://news.example/feed.xml"
outlet = "Steppe Wire"           # who publishes it; what it says of itself, if left out
every = "15m"                    # how often it is asked
pages = true                     # whether the pages of its entries are fetched, or its own words of them are enough
revisit = "6h"                   # how often a page is asked whether it has changed ...
for = "3d"                       # ... and how long after it was found
newest = 200                     # how many entries are taken at a time
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any, Literal
from urllib.parse import urlsplit

Kind = Literal["feed", "sitemap", "page"]
KINDS: tuple[Kind, ...] = ("feed", "sitemap", "page")

_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86_400}
_DURATION = re.compile(r"(\d{1,6})\s?([smhd])")
_DURATIONS = frozenset({"every", "revisit", "for"})
DELAY = 2.0  # seconds between two requests to one host, if the file does not say
LEAST = timedelta(seconds=30)  # nobody is asked more often


class BadWatchList(ValueError):
    """The file does not say what to watch."""


@dataclass(frozen=True, slots=True)
class Source:
    """Something that is watched.

    Attributes:
        kind: What it is.
        url: Where.
        outlet: Who publishes it.
        every: How often it is asked.
        pages: Whether the pages of its entries are fetched.
        revisit: How often a page is asked whether it has changed.
        lasts: How long a page is asked after it was found.
        newest: How many entries are taken at a time.
    """

    kind: Kind
    url: str
    outlet: str | None = None
    every: timedelta = timedelta(minutes=15)
    pages: bool = True
    revisit: timedelta = timedelta(hours=6)
    lasts: timedelta = timedelta(days=3)
    newest: int = 200


@dataclass(frozen=True, slots=True)
class WatchList:
    """All that is watched.

    Attributes:
        sources: In the order of the file.
        delay: Least seconds between two requests to one host.
    """

    sources: tuple[Source, ...]
    delay: float = DELAY


def watch_list(text: str) -> WatchList:
    """What a file says to watch.

    Raises:
        BadWatchList: It cannot be read, or says something unknown.
    """
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadWatchList(f"a list of what to watch was asked for, as TOML; {error}; mend the line") from error
    unknown = sorted(set(data) - {*KINDS, "delay"})
    if unknown:
        raise BadWatchList(f"[[feed]], [[sitemap]], [[page]] and delay were asked for; {unknown[0]!r} was found; remove it")
    tables = [(kind, table) for kind in KINDS for table in _tables(data, kind)]
    if not tables:
        raise BadWatchList('something to watch was asked for; the file names nothing; write [[feed]] and beneath it url = "https://..."')
    delay = data.get("delay", DELAY)
    if isinstance(delay, bool) or not isinstance(delay, int | float) or delay < 0:
        raise BadWatchList(f"seconds were asked for as delay; {delay!r} was found; write a number")
    return WatchList(tuple(_source(kind, table) for kind, table in tables), float(delay))


def _tables(data: dict[str, Any], kind: Kind) -> list[dict[str, Any]]:
    tables = data.get(kind, [])
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise BadWatchList(f"[[{kind}]] was asked for, with two brackets; something else was found; write two")
    return tables


def _source(kind: Kind, table: dict[str, Any]) -> Source:
    url = table.get("url")
    if not isinstance(url, str) or urlsplit(url).scheme not in {"http", "https"}:
        raise BadWatchList(f"an http or https address was asked for as url of a {kind}; {url!r} was found; write one")
    source = Source(kind, url)
    for key, value in table.items():
        if key == "url":
            continue
        if key in _DURATIONS:
            given: dict[str, Any] = {"lasts" if key == "for" else key: _duration(key, value)}
            source = replace(source, **given)
        elif key == "outlet" and isinstance(value, str):
            source = replace(source, outlet=value)
        elif key == "pages" and isinstance(value, bool):
            source = replace(source, pages=value)
        elif key == "newest" and isinstance(value, int) and value > 0:
            source = replace(source, newest=value)
        else:
            known = "url, outlet, every, pages, revisit, for, newest"
            raise BadWatchList(f"{known} can be said of a {kind}; {key} = {value!r} was found at {url}; remove or mend it")
    return source


def _duration(key: str, value: object) -> timedelta:
    match = _DURATION.fullmatch(value.strip()) if isinstance(value, str) else None
    if match is None:
        raise BadWatchList(f'a time was asked for as {key}, such as "15m", "6h" or "3d"; {value!r} was found; write one')
    return max(timedelta(seconds=int(match[1]) * _UNITS[match[2]]), LEAST)
