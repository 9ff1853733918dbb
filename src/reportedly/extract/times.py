"""Expressions of time, with their calendar values.

Three steps: `time_words` writes the text as word classes, `time_grammar` reads forms from them, `time_anchor` places the
forms in the calendar. This module walks the text from left to right, keeps what date was told last, asks the parse for the
tense of the governing verb, and drops what only looks like a time (ages, the verbs "may" and "march", "2,000 people").
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from itertools import pairwise
from typing import Literal

from reportedly.extract.calendar import Period
from reportedly.extract.time_anchor import place
from reportedly.extract.time_checks import as_rate, is_time
from reportedly.extract.time_classes import CODE
from reportedly.extract.time_context import Context, Placed, Tense
from reportedly.extract.time_forms import Fixed, Moved, Named
from reportedly.extract.time_grammar import Found, readings
from reportedly.extract.time_tense import tense_of
from reportedly.extract.time_words import Words, words_of
from reportedly.model.time import Precision, TimeExpression
from reportedly.syntax.tree import ParsedText, Token

STORY_DATES = 3  # dates of far years that make a text a story
STORY_SHARE = 0.25  # and their share among the dates that name a month


def find_times(parsed: ParsedText, published: str | None) -> tuple[TimeExpression, ...]:
    """All expressions of time in the text, in order; relative ones against the date of publication.

    Args:
        parsed: The text.
        published: ISO 8601 date, with or without a time; null where unknown.
    """
    day = datetime.fromisoformat(published).date() if published else None
    words = words_of(parsed.text)
    read = tuple(readings(words))
    story = _is_story(words, read, day)
    found = _with_shared_years(words, [as_rate(parsed, words, each) for each in read if is_time(parsed, words, each, story)])
    walk = _Walk(parsed, words, day, story)
    ends = [False] + [_is_range(words, first, last) for first, last in pairwise(found)]
    return _joined(words, found, [walk.expression(each, end) for each, end in zip(found, ends, strict=False)])


def _is_story(words: Words, found: Sequence[Found], published: date | None) -> bool:
    """Whether the text tells of years far from its publication, so that dates without a year follow those with one.

    A text that has years for headings is one too.
    """
    dates = [each.form for each in found if isinstance(each.form, Named)]
    if published is None:
        return sum(form.year is not None and form.month is not None for form in dates) >= STORY_DATES
    far = [form for form in dates if form.year is not None and abs(form.year - published.year) > 1]
    if any(_is_heading(words, each) for each in found if each.form in far):
        return True
    months = [form for form in dates if form.month is not None]
    far_months = [form for form in far if form.month is not None]
    recent = sum(each.name in {"weekday", "day", "tonight"} for each in found)
    return len(far) >= STORY_DATES and len(far_months) >= STORY_SHARE * len(months) and recent * 4 < len(far)


def _is_heading(words: Words, found: Found) -> bool:
    """Whether a year has a paragraph to itself."""
    first, last = words.classes[: found.first], words.classes[found.last : found.last + 1]
    return found.name == "year" and first[-1:] in EDGES and last in EDGES


EDGES = frozenset({"", CODE["gap"]})
LINKS = frozenset(CODE[name] for name in ("and", "or", "to", "until", "through", "dash", "comma"))
Direction = Literal["on", "since", "until"]


def _with_shared_years(words: Words, found: list[Found]) -> list[Found]:
    """In "April and June 1955" the year is that of April too; in "December to January 1956" it is the one after December's."""
    for position in range(len(found) - 2, -1, -1):
        first, last = found[position], found[position + 1]
        if last.first - first.last != 1 or words.classes[first.last] not in LINKS:
            continue
        one, other = first.form, last.form
        if (
            isinstance(one, Named)
            and isinstance(other, Named)
            and one.month
            and other.month
            and one.year is None
            and other.year is not None
        ):
            found[position] = replace(first, form=replace(one, year=other.year - (one.month > other.month)))
    return found


class _Walk:
    """The way through a text: what date was told last, and where.

    Attributes:
        told: The last date told, null before the first.
        sentence: Number of its sentence.
        paragraph: Number of its paragraph.
        quarter: The last quarter named.
        opened: The date just before, if it names a month and so can begin a range.
    """

    def __init__(self, parsed: ParsedText, words: Words, published: date | None, story: bool) -> None:
        self.parsed, self.words, self.published, self.story = parsed, words, published, story
        self.told: Period | None = None
        self.quarter: Period | None = None
        self.opened: Period | None = None
        self.sentence = self.paragraph = -1

    def expression(self, found: Found, end_of_range: bool) -> TimeExpression:
        """The expression with its place in the calendar; the walk goes on behind it. The end of a range follows its beginning."""
        start, end = self.words.starts[found.first], self.words.ends[found.last - 1]
        token = self.parsed.token_at(start)
        context = self._context(found, token)
        if self.opened is not None and end_of_range and isinstance(found.form, Named) and found.form.month is not None:
            context = replace(context, told=self.opened, story=True, end_of_range=True)
        placed = place(found.form, context)
        self.opened = placed.period if isinstance(found.form, Named) and found.form.month is not None else None
        self._remember(found, placed, token)
        first, last, direction = _bounds(self.words, found, placed)
        return TimeExpression(
            quote=self.parsed.text[start:end],
            start=start,
            end=end,
            first=first,
            last=last,
            type=placed.type,
            value=placed.value,
            precision=_precision(found, placed),
            basis=placed.basis,
            direction=direction,
        )

    def _context(self, found: Found, token: Token | None) -> Context:
        here = token is not None and token.sent == self.sentence
        tense: Tense = "open" if token is None or self.story else tense_of(token, self.words.ends[found.last - 1])
        if found.first and self.words.classes[found.first - 1] == CODE["since"]:
            tense = "past"
        near = token is not None and self.parsed.sentence_of(token).paragraph == self.paragraph
        return Context(self.published, self.told, here, near, self.quarter, self.story, tense)

    def _remember(self, found: Found, placed: Placed, token: Token | None) -> None:
        """What later expressions count from: dates, but no lengths of time and no mere hours."""
        if placed.period is None or placed.type not in {"DATE", "TIME"} or token is None:
            return
        if placed.period.unit == "quarter" and isinstance(found.form, Named):
            self.quarter = placed.period
        if isinstance(found.form, Moved) and found.form.unit == "year":
            return
        if self.story and (placed.basis == "relative to publication" or self._aside(found)):
            return
        if self.published is None and placed.period.unit == "year":
            return  # a year in passing says nothing of the dates around it
        self.told = placed.period
        self.sentence, self.paragraph = token.sent, self.parsed.sentence_of(token).paragraph

    def _aside(self, found: Found) -> bool:
        """Whether the date is only what the story measures against: "since May", "the least since 1995"."""
        return self.words.classes[max(found.first - 1, 0)] in {CODE["since"], CODE["until"]}


def _bounds(words: Words, found: Found, placed: Placed) -> tuple[str | None, str | None, Direction]:
    """First and last day, opened by "since" and "until"."""
    period = placed.period
    first = period.first.isoformat() if period is not None and period.first is not None else None
    last = period.last.isoformat() if period is not None and period.last is not None else None
    before = words.classes[found.first - 1] if found.first else ""
    if placed.type in {"DATE", "TIME"} and before == CODE["since"]:
        return first, None, "since"
    if placed.type in {"DATE", "TIME"} and before == CODE["until"]:
        return None, last, "until"
    return first, last, "on"


def _joined(words: Words, found: list[Found], times: list[TimeExpression]) -> tuple[TimeExpression, ...]:
    """Both ends of a range ("from 1991 to 1997", "between Sunday and Tuesday") hold all of it."""
    for position in range(len(found) - 1):
        first, last = found[position], found[position + 1]
        if _is_range(words, first, last):
            times[position : position + 2] = _range(times[position], times[position + 1], first, last)
    return tuple(times)


def _range(start: TimeExpression, end: TimeExpression, first: Found, last: Found) -> tuple[TimeExpression, TimeExpression]:
    """The ends of a range. A mere time of day is of the other end's day; a range of two may be of any day ("from 11 p.m. to 7 a.m.")."""
    if {start.type, end.type} - {"DATE", "TIME"}:
        return start, end
    if first.name == "clock" and last.name == "clock":
        return _of_any_day(start), _of_any_day(end)
    if first.name == "clock" and end.type == "TIME":
        value = end.value.partition("T")[0] + "T" + start.value.partition("T")[2]
        return replace(start, first=end.first, last=end.last, value=value, basis=end.basis), end
    if start.first is None or end.last is None or start.first >= end.last:
        return start, end
    ends = start.first, end.last
    return tuple(replace(each, first=ends[0], last=ends[1], precision="interval", direction="on") for each in (start, end))  # type: ignore[return-value]


def _of_any_day(time: TimeExpression) -> TimeExpression:
    return replace(time, first=None, last=None, value="XXXX-XX-XXT" + time.value.partition("T")[2], basis="stated")


def _is_range(words: Words, first: Found, last: Found) -> bool:
    if last.first - first.last != 1:
        return False
    link = words.classes[first.last]
    before = words.classes[first.first - 1 : first.first]
    if link == CODE["and"]:
        return before == CODE["between"]
    if link in {CODE["to"], CODE["until"], CODE["through"]}:
        return True
    tight = words.ends[first.last - 1] == words.starts[first.last] and words.ends[first.last] == words.starts[last.first]
    return link == CODE["dash"] and tight


def _precision(found: Found, placed: Placed) -> Precision:
    if placed.type == "TIME":
        return "minute" if ":" in placed.value else "part_of_day"
    if placed.period is not None:
        return placed.period.precision
    return "interval" if isinstance(found.form, Fixed) else "day"
