"""A sitemap: the addresses that it lists; those of a sitemap index are sitemaps, which are read in turn.

The parser resolves no entity, loads nothing, and holds to the limits of libxml2; a sitemap that declares entities of its own is refused.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from reportedly.intake.fetching import followed
from reportedly.intake.item import Inner, Item, Outcome
from reportedly.intake.refusal import CannotRead
from reportedly.intake.stamps import iso_stamp
from reportedly.intake.xml import without_entities


@dataclass(frozen=True, slots=True)
class Listed:
    """An address of a sitemap.

    Attributes:
        url: The address.
        changed: When the page was last changed, ISO 8601.
        is_sitemap: Whether it is a sitemap itself.
    """

    url: str
    changed: str | None
    is_sitemap: bool


def read(item: Item, inner: Inner) -> Iterator[Outcome]:
    """The pages that it lists, the latest first."""
    listed = sitemap_entries(item.content(item.limits.feed, "a sitemap"), item.origin)
    yield from followed([each.url for each in listed], item, inner)


def sitemap_entries(raw: bytes, origin: str) -> list[Listed]:
    """The addresses of a sitemap, those changed last first.

    Raises:
        CannotRead: It is broken, or declares entities.
    """
    without_entities(raw, origin)
    found: list[Listed] = []
    try:
        for _, element in etree.iterparse(
            io.BytesIO(raw), tag=("{*}url", "{*}sitemap"), resolve_entities=False, no_network=True, huge_tree=False
        ):
            url = (element.findtext("{*}loc") or "").strip()
            if url.startswith(("http://", "https://")):
                changed = iso_stamp(element.findtext("{*}lastmod") or "")
                found.append(Listed(url, changed, str(element.tag).rpartition("}")[2] == "sitemap"))
            element.clear()
    except etree.XMLSyntaxError as error:
        if not found:
            raise CannotRead(f"a sitemap was asked for at {origin}", f"it is broken: {error}", "get it anew", "broken-file") from error
    return sorted(found, key=lambda each: each.changed or "", reverse=True)
