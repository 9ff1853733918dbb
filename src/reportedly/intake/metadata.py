"""What a page states of itself: date and hour of publication and of the last change, outlet, author, address, each with the words
that say so.

Asked in the order of `ontology/metadata.yaml`: JSON-LD (schema.org), then `meta`, `link` and `time` elements. The first that can
be read is believed; the others are kept beside it. A date without an hour gives way to one of the same day with it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin, urlsplit

from lxml import etree
from lxml import html as lxml_html

from reportedly.intake.stamps import iso_stamp
from reportedly.model.report import Stated
from reportedly.ontology.load import load

WORDS = 300  # characters of a statement that are kept
SCRIPTS = 20  # JSON-LD scripts that are looked into
THINGS = 500  # objects of JSON-LD that are looked at
AUTHORS = 5
DAY = 10  # characters of an ISO date without an hour

_DATES = frozenset({"published", "modified"})
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Metadata:
    """The statements of a page, those first that are believed first."""

    stated: tuple[Stated, ...] = ()

    def first(self, field: str) -> str | None:
        """What is believed of a field."""
        found = [each.value for each in self.stated if each.field == field]
        if field in _DATES and found and len(found[0]) == DAY:
            return next((value for value in found if value.startswith(found[0]) and len(value) > DAY), found[0])
        return found[0] if found else None


def metadata_of(page: str | bytes, url: str | None = None) -> Metadata:
    """What a page states of itself.

    Args:
        page: The page.
        url: Its address, to make others whole.
    """
    try:
        tree = lxml_html.document_fromstring(page, parser=lxml_html.HTMLParser(recover=True, no_network=True, huge_tree=False))
    except (etree.LxmlError, ValueError, AssertionError):
        return Metadata()
    found = [*_from_scripts(tree), *_from_elements(tree)]
    sound = [each for each in (_sound(*statement, url) for statement in found) if each is not None]
    return Metadata(tuple(dict.fromkeys(sound)))


def _sound(field: str, words: str, where: str, url: str | None) -> Stated | None:
    """A statement whose value can be used."""
    words = _SPACE.sub(" ", words).strip()[:WORDS]
    value: str | None = words
    if field in _DATES:
        value = iso_stamp(words)
    elif field == "url":
        value = _address(words, url)
    elif field == "author" and "://" in words:
        value = None
    return Stated(field, value, where, words) if value else None


def _address(words: str, url: str | None) -> str | None:
    try:
        whole = urljoin(url or "", words)
        parts = urlsplit(whole)
    except ValueError:
        return None
    return whole if parts.scheme in {"http", "https"} and parts.hostname and not parts.username else None


def _from_elements(tree: Any) -> Iterator[tuple[str, str, str]]:
    for field, places in load("metadata")["elements"].items():
        for place in places:
            for element in tree.iterfind(f".//{place['path']}"):
                words = element.get(place["take"]) if place.get("take") else element.text_content()
                if words and words.strip():
                    yield field, words, place["name"]
                    break


def _from_scripts(tree: Any) -> Iterator[tuple[str, str, str]]:
    """Statements of JSON-LD: of articles first, then of whatever else is described."""
    things: list[dict[str, Any]] = []
    for script in list(tree.iterfind(".//script[@type='application/ld+json']"))[:SCRIPTS]:
        try:
            things += _things(json.loads(script.text or ""))
        except (ValueError, RecursionError):
            continue
    articles = frozenset(load("metadata")["articles"])
    for thing in things[:THINGS]:
        kinds = thing.get("@type")
        if articles & set(kinds if isinstance(kinds, list) else [kinds] if isinstance(kinds, str) else []):
            yield from _of_thing(thing)


def _things(data: Any) -> list[dict[str, Any]]:
    """The objects of JSON-LD: one, a list, or those of a graph."""
    found: list[dict[str, Any]] = []
    waiting = [data]
    while waiting and len(found) < THINGS:
        each = waiting.pop(0)
        if isinstance(each, list):
            waiting += each[:THINGS]
        elif isinstance(each, dict):
            found.append(each)
            if isinstance(each.get("@graph"), list):
                waiting += each["@graph"][:THINGS]
    return found


def _of_thing(thing: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    for field, key in load("metadata")["json-ld"].items():
        names = list(_names(thing.get(key)))
        if names:
            yield field, ", ".join(names[:AUTHORS]) if field == "author" else names[0], f"JSON-LD {key}"


def _names(value: Any) -> Iterator[str]:
    """The words of a value: itself, the name of an object, or those of a list."""
    for each in value if isinstance(value, list) else [value]:
        if isinstance(each, str) and each.strip():
            yield each.strip()
        elif isinstance(each, dict):
            name = each.get("name") or each.get("@id") or each.get("url")
            if isinstance(name, str) and name.strip():
                yield name.strip()
