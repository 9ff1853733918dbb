"""Watching: feeds, sitemaps and pages are asked again and again, politely; what is new is added, what changed becomes the next version.

1. An address is asked when it is due, with the marks of what it last gave (ETag, Last-Modified): "not changed" costs both sides
   little.
2. What a feed or sitemap lists and was not known becomes due at once; a known page becomes due when its feed says that it was
   changed, and every `revisit` for as long as `for`.
3. A page whose text is what it was is not new, whatever else changed on it. A changed text is the next version of the report at
   that address: it is published when the page says it was changed, if that is later than the version before, else when the server
   says so, else now.
4. What fails is asked later and later: twice the time after each failure, a day at most, and never before Retry-After. A page that
   is gone three times is asked no more.
5. The ledger first, the memory after it: a watch that is ended anywhere goes on without loss, and doubles nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Protocol

from reportedly.intake.clock import Clock, stamp
from reportedly.intake.formats.feed import feed_entries
from reportedly.intake.formats.sitemap import sitemap_entries
from reportedly.intake.item import Item
from reportedly.intake.polite import Polite, item_of
from reportedly.intake.readers import FEED, SITEMAP, choose, read
from reportedly.intake.received import Received
from reportedly.intake.refusal import CannotRead, Refused
from reportedly.intake.web import Answer
from reportedly.intake.wellformed import well_formed
from reportedly.model.identity import text_digest
from reportedly.reconcile.moments import moment_or_undated
from reportedly.run.ledger import Added
from reportedly.run.watch_list import Source, WatchList
from reportedly.run.watch_state import Address, State
from reportedly.store.errors import LedgerProblem

LONGEST = timedelta(days=1)  # between two tries
LONGEST_ASKED = timedelta(days=7)  # that a Retry-After is believed
GONE = frozenset({404, 410})
TRIES_GONE = 3
IDLE = timedelta(minutes=5)  # the longest sleep, so that the clock may be set


class Stopped(Exception):
    """The watch is to end: raised by the clock's sleep."""


class Ledger(Protocol):
    """What a watch needs of a ledger."""

    def add(self, reports: Iterable[Received | Refused], taken_in: str) -> Added:
        """Take reports in."""


@dataclass(frozen=True, slots=True)
class Happened:
    """What came of asking an address.

    Attributes:
        event: `new`, `changed`, `unchanged`, `listed`, `failed` or `gone`.
        url: The address.
        message: More of it.
        code: Of a failure.
    """

    event: str
    url: str
    message: str = ""
    code: str = ""


@dataclass(slots=True)
class Watch:
    """A watch at work.

    Attributes:
        watched: What is watched.
        ledger: Where reports go.
        state: What is remembered.
        polite: What fetches.
        clock: What time it is, and waiting.
        tell: Takes what happens.
    """

    watched: WatchList
    ledger: Ledger
    state: State
    polite: Polite
    clock: Clock
    tell: Callable[[Happened], None]

    def run(self, *, once: bool = False) -> None:
        """Ask what is due, again and again, until the clock says stop; with `once` until nothing is due."""
        self._begin()
        try:
            while True:
                due = self.state.due(self.clock.now())
                for address in due:
                    self._ask(self.state.addresses[address.url])  # as it is now: its feed may just have been asked
                    self.clock.sleep(0)
                if not due:
                    if once:
                        return
                    following = self.state.next_due()
                    left = (following - self.clock.now()) if following is not None else IDLE
                    self.clock.sleep(max(1.0, min(left, IDLE).total_seconds()))
        except Stopped:
            return

    def _begin(self) -> None:
        """What stands in the list is due now, unless it is known when; what was taken out of it is asked no more."""
        listed = {source.url for source in self.watched.sources}
        for source in self.watched.sources:
            known = self.state.addresses.get(source.url)
            if known is None or known.due is None or known.kind != source.kind:
                self.state.put(Address(source.url, source.kind, source.url, due=stamp(self.clock.now())))
        for address in list(self.state.addresses.values()):
            if address.due is not None and address.source not in listed:
                self.state.put(replace(address, due=None))

    def _ask(self, address: Address) -> None:
        """Ask an address, and do what its answer calls for."""
        source = self._source(address)
        marks = {"If-None-Match": address.etag, "If-Modified-Since": address.last_modified}
        try:
            answer = self.polite.answer(address.url, {name: value for name, value in marks.items() if value})
            if answer.status == 200:
                self._take(address, source, answer)
            elif answer.status == 304:
                self._again(replace(address, failures=0, error=None), source)
                self.tell(Happened("unchanged", address.url))
            else:
                self._fail(address, source, f"http-{answer.status}", f"the server answered {answer.status}", answer)
        except CannotRead as error:
            self._fail(address, source, error.code, str(error))
        except LedgerProblem as error:
            self._fail(address, source, "ledger", str(error))

    def _take(self, address: Address, source: Source, answer: Answer) -> None:
        """Take what came; the address is remembered after all of it is kept."""
        now = stamp(self.clock.now())
        item = item_of(answer, now)
        marked = replace(
            address, etag=answer.headers.get("etag"), last_modified=answer.headers.get("last-modified"), failures=0, error=None
        )
        if address.kind == "page":
            self._again(self._page(marked, source, item), source)
            return
        reader = choose(item)
        if reader not in {FEED, SITEMAP}:
            raise CannotRead(f"a {address.kind} was asked for at {address.url}", f"it is {reader.name}", "check its address", "not-a-feed")
        raw = item.content(item.limits.feed, f"a {address.kind}")
        fresh = self._feed(raw, source, item) if reader is FEED else self._sitemap(raw, source, item)
        self._again(marked, source)
        self.tell(Happened("listed", address.url, f"{fresh} new or changed"))

    def _feed(self, raw: bytes, source: Source, item: Item) -> int:
        """The entries of a feed: their pages become due, or their own words are taken. Returns how many were new or changed."""
        entries = feed_entries(raw, item.origin)[: source.newest]
        if not source.pages:
            return self._words(entries, source)
        pages = [entry for entry in entries if entry.url]
        for entry in entries:
            if entry.url is None and entry.text.strip():
                self._words([entry], source)
        return sum(self._found(entry.url or "", entry.modified or entry.published, source, entry) for entry in pages)

    def _words(self, entries: list[Received], source: Source) -> int:
        """Take the entries of a feed as the feed has them."""
        count = 0
        for entry in entries:
            if entry.text.strip():
                known = Address(entry.url or f"{source.url}#{entry.external_id or text_digest(entry.text)}", "page", source.url)
                remembered = self.state.addresses.get(known.url, known)
                taken = self._report(remembered, source, entry, None)
                self.state.put(replace(taken, due=None, until=stamp(self.clock.now())))
                count += taken.digest != remembered.digest
        return count

    def _sitemap(self, raw: bytes, source: Source, item: Item) -> int:
        """The pages and sitemaps that a sitemap lists. Returns how many were new or changed."""
        count = 0
        for each in sitemap_entries(raw, item.origin)[: source.newest]:
            if not each.is_sitemap:
                count += self._found(each.url, each.changed, source, None)
            elif each.url not in self.state.addresses:
                self.state.put(Address(each.url, "sitemap", source.url, due=stamp(self.clock.now())))
        return count

    def _found(self, url: str, changed: str | None, source: Source, entry: Received | None) -> bool:
        """A page that is listed: due now if it is new, or was changed since."""
        known = self.state.addresses.get(url)
        if known is not None and (known.listed == changed or changed is None):
            return False
        now = self.clock.now()
        fresh = known or Address(
            url, "page", source.url, title=entry.title if entry else None, published=entry.published if entry else None
        )
        self.state.put(replace(fresh, due=stamp(now), until=stamp(now + source.lasts), listed=changed, source=source.url))
        return True

    def _page(self, address: Address, source: Source, item: Item) -> Address:
        """The report of a page; others that it holds are taken as they are."""
        reports, first = [], True
        remembered = address
        for outcome in read(item):
            if isinstance(outcome, Refused):
                raise CannotRead(outcome.message, "it was not read", "see the page", outcome.code)
            if isinstance(outcome, Received):
                reports.append(outcome)
        for report in reports:
            if not report.text.strip():
                continue
            if first:
                remembered, first = self._report(address, source, report, item), False
            else:
                self.ledger.add([well_formed(report)], self._moment())
        if first:
            found = "no text was found in it"
            raise CannotRead(f"a report was asked for at {address.url}", found, "see the page; it may need a browser", "no-text-in-page")
        return remembered

    def _report(self, address: Address, source: Source, received: Received, item: Item | None) -> Address:
        """Add a report, as the first or the next version at its address; a text that is known is not added."""
        received = well_formed(received)
        digest = text_digest(received.text)
        if digest == address.digest:
            self.tell(Happened("unchanged", address.url))
            return address
        outlet = address.outlet or source.outlet or received.outlet
        url = address.known_as or received.url or (address.url if item is not None else None)
        received = replace(received, outlet=outlet, url=url, title=received.title or address.title)
        if received.published is None and address.published is not None:
            received = replace(received, published=address.published, published_basis="metadata")
        if address.digest is not None:
            received = self._next_version(address, received)
        added = self.ledger.add([received], self._moment())
        event = "changed" if address.digest is not None else "new"
        self.tell(Happened(event if added.new else "unchanged", address.url, _told(added, received)))
        return replace(address, digest=digest, published=received.published, outlet=outlet, known_as=url)

    def _next_version(self, address: Address, received: Received) -> Received:
        """The version with its own date of publication, later than that of the one before."""
        before = moment_or_undated(address.published)
        server = _http_date(address.last_modified)
        for when in (received.modified, received.published, server):
            if when is not None and address.published is not None and moment_or_undated(when) > before:
                return replace(received, published=when, published_basis="metadata")
        return replace(received, published=stamp(self.clock.now()), published_basis="retrieval")

    def _again(self, address: Address, source: Source) -> None:
        """Remember when an address is to be asked next after all went well."""
        now = self.clock.now()
        if address.kind != "page" or address.url == source.url:
            self.state.put(replace(address, due=stamp(now + source.every)))
            return
        following = stamp(now + source.revisit)
        self.state.put(replace(address, due=following if following <= (address.until or "") else None))

    def _fail(self, address: Address, source: Source, code: str, message: str, answer: Answer | None = None) -> None:
        """Remember a failure, and when to try again."""
        failures = address.failures + 1
        is_source = address.url == source.url
        if answer is not None and answer.status in GONE and failures >= TRIES_GONE and not is_source:
            self.state.put(replace(address, failures=failures, error=code, due=None))
            self.tell(Happened("gone", address.url, message, code))
            return
        every = source.every if address.kind != "page" or is_source else min(source.every, source.revisit)
        wait = min(every * 2 ** min(failures - 1, 20), LONGEST)
        wait = max(wait, _retry_after(answer, self.clock.now()))
        self.state.put(replace(address, failures=failures, error=code, due=stamp(self.clock.now() + wait)))
        self.tell(Happened("failed", address.url, f"{message}; it is asked again in {_span(wait)}", code))

    def _source(self, address: Address) -> Source:
        by_url = {source.url: source for source in self.watched.sources}
        return by_url.get(address.url) or by_url[address.source]

    def _moment(self) -> str:
        return self.clock.now().astimezone(UTC).isoformat(timespec="microseconds")


def _told(added: Added, received: Received) -> str:
    figures = f"{added.figures} figure{'' if added.figures == 1 else 's'}"
    return f"{received.title or received.text[:60].strip()!r}, {figures}"


def _retry_after(answer: Answer | None, now: datetime) -> timedelta:
    """How long the server asks us to wait."""
    words = (answer.headers.get("retry-after", "") if answer is not None else "").strip()
    if words.isdecimal() and len(words) < 10:
        return min(timedelta(seconds=int(words)), LONGEST_ASKED)
    when = _http_date(words)
    return min(max(datetime.fromisoformat(when) - now, timedelta(0)), LONGEST_ASKED) if when is not None else timedelta(0)


def _http_date(words: str | None) -> str | None:
    """A date of HTTP as ISO 8601."""
    try:
        found = parsedate_to_datetime(words or "")
    except (TypeError, ValueError, IndexError, OverflowError):
        return None
    return found.replace(tzinfo=found.tzinfo or UTC).isoformat()


def _span(wait: timedelta) -> str:
    seconds = int(wait.total_seconds())
    return f"{seconds} seconds" if seconds < 120 else f"{seconds // 60} minutes" if seconds < 7200 else f"{seconds // 3600} hours"
