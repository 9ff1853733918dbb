"""The pages that a list names: fetched one after another by whoever may fetch, each read by what it turns out to be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from reportedly.intake.item import Inner, Item, Noted, Outcome
from reportedly.intake.refusal import CannotRead, Refused


def followed(addresses: Iterable[str], item: Item, inner: Inner) -> Iterator[Outcome]:
    """What stands at the addresses that a list gives.

    Raises:
        CannotRead: Nothing may be fetched for this list, or it is too long.
    """
    wanted = list(dict.fromkeys(addresses))
    if item.fetch is None:
        asked = f"the pages that {item.origin} lists were asked for"
        raise CannotRead(asked, "a list within another file is not followed", "give the list itself", "not-followed")
    if len(wanted) > item.limits.addresses:
        asked = f"a list of at most {item.limits.addresses:,} addresses was asked for"
        raise CannotRead(asked, f"{item.origin} has {len(wanted):,}", "split it", "too-large")
    yield Noted(item.origin, "list", f"a list of addresses, {len(wanted):,} in all: fetched, politely")
    for url in wanted:
        try:
            page = item.fetch(url)
        except CannotRead as error:
            yield Refused(url, "", error.code, str(error))
            continue
        within = replace(
            page, depth=item.depth + 1, columns=item.columns, fetch=item.fetch if item.depth == 0 else None, limits=item.limits
        )
        yield from inner(within)
