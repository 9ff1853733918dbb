"""The grammar of time expressions: productions over word classes, each with the builder of what it reads.

A production is a regular expression whose letters are words. `m=month d=day_number (comma? y=any_year)?` reads a month, a
day, and perhaps a year; `m`, `d` and `y` name the words for the builder. A builder gives the form, or None where the words
make no sense together; then the next production has its turn. The longest reading wins; of two as long, the first in the table.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from reportedly.extract import time_builders as build
from reportedly.extract.time_builders import Builder, Reading
from reportedly.extract.time_forms import Form
from reportedly.extract.time_words import CODE, Words

# Names for several classes at once.
SETS = {
    "day_number": "n12 n24 n31 ord31 second",
    "hour_number": "n12 n24",
    "two_digits": "n12 n24 n31 n59 n99",
    "count": "n12 n24 n31 n59 n99 num decimal spelled year",
    "nth": "ord31 second ordinal",
    "units": "unit second night week",
    "daypart": "part night",
    "any_approx": "approx just",
    "clear": "dash comma dot close open gap",
    "edge": "early late mid",
    "joint": "dash to through until",
    "step": "back onward past",
    "any_year": "year spoken_year",
}


def _clock(suffix: str) -> str:
    """A time of day; its named words carry the suffix."""
    told = f"ap{suffix}=ampm | oclock | (?<= [clock clockword]) | (?<= clock4) (?= open? [zone unit]) unit? | (?<= [year hour_number]) (?= open? zone)"
    word = f"t{suffix}=[hour_number clock clockword clock4 year]"
    return f"(?: any_approx? {word} (?: {told} ) ((in the | at) p{suffix}=daypart)? (open? z{suffix}=zone close?)? | t9{suffix}=[hour_number] in the p9{suffix}=part )"


APPROX = "(?: (any_approx | more than | less than | at least | up to | no (more|less) than | just approx) approx? )"
EDGE = "(?: the? e=edge dash? (in|on|part of)? (?! past) | (later|earlier) (in|on)? | the? (ends|latest|e2=edge) ends? of )".replace(
    "ends", "[end half latest late]"
)
MDY = "m=month dot? the? d=day_number (?! dash? [units vague]) (comma? y=any_year)?"
DMY = "the? d=day_number dash? of? m=month dot? (dash? comma? y=any_year | quote? y2=two_digits (?= clear | END))?"
WEEKDAY = "(?: w=weekday dot? comma? the? )?"
STEP = "(?: this past | s=step | now=[this now_adj same])"
COUNT = "(?: (n=count (?: [to or dash] n2=count | dash to dash n3=count | and a half=half )? | half2=half a | a? vague=vague of? | a ) )"
UNITS = "(?: dash? (more|entire)? u=units )"


def _dated(core: str) -> str:
    """A day with what may stand around it: a time of day, a part of the day, "early", "the night of"."""
    before = f"(?: {_clock('1')} comma? (on|of)? )? (?: the? (e3=edge dash?)? p3=daypart (of|on)? )?"
    after = f"(?: comma? (in the|on the)? (e4=edge dash?)? p4=daypart )? (?: comma? [at approx]? {_clock('2')} )?"
    return f"{before} {EDGE}? {core} {after}"


@dataclass(frozen=True, slots=True)
class Production:
    """One line of the grammar.

    Attributes:
        name: Stable name.
        example: An expression that it reads.
        pattern: What it reads, over word classes.
        builder: What it makes of it.
    """

    name: str
    example: str
    pattern: str
    builder: Builder


PRODUCTIONS = (
    Production("iso", "2022-01-09T10:30", _dated("(iso=iso)"), build.iso),
    Production("numeric", "09.01.2022", _dated("(num=slashed)"), build.numeric),
    Production("month day year", "Sunday, January 9, 2022", _dated(f"{WEEKDAY} {MDY} (?! joint two_digits clear)"), build.named),
    Production("day month year", "9 January 2022", _dated(f"{WEEKDAY} {DMY}"), build.named),
    Production("month days", "January 6-7", "m=month dot? d=day_number joint (m2=month dot?)? d2=day_number (?! dash? [units vague]) (comma? y=any_year)?", build.day_range),
    Production("between month days", "between January 5 and 7", "between m=month dot? d=day_number and (m2=month dot?)? d2=day_number (?! units) (comma? y=any_year)?", build.day_range),
    Production("days month", "6 to 7 January", "the? d=day_number (of? m=month)? joint the? d2=day_number of? m2=month dot? (comma? y=any_year)?", build.day_range),
    Production("between days month", "between 5 and 7 January", "between the? d=day_number (of? m=month)? and the? d2=day_number of? m2=month dot? (comma? y=any_year)?", build.day_range),
    Production("week of", "the week of March 6", f"the? week (of|ended) (?: {MDY} | {DMY.replace('=', '9=').replace('(?9=', '(?=')})", build.week),
    Production("month year", "early January 2022", f"{EDGE}? fiscal? m=month dot? (comma|of|dash)? y=any_year (era=era)?", build.named),
    Production("month of step", "October of last year", f"{EDGE}? {STEP}? m=month (of|in)? (ys=step|ynow=this|yold=[that same]) u=unit", build.named),
    Production("month", "last October", f"{EDGE}? (?: {STEP} | the | the unit of)? m=month dot? ", build.named),
    Production("weekday", "Earlier on Sunday", _dated(f"(?: the? {STEP} | that | the)? w=weekday (dot (?! gap))?"), build.named),
    Production("weekday of step", "Friday of last week", _dated("w=weekday (of)? (ys=step|ynow=this) week"), build.weekday_of_week),
    Production("holiday", "last Christmas", _dated(f"(?: {STEP})? (holiday=holiday) (comma? (y=any_year))?"), build.named),
    Production("year", "the end of 2019", f"{EDGE}? (?:any_approx dot?)? (the unit)? fiscal? y=any_year (era=era)?", build.bare_year),
    Production("year before Christ", "499 BC", f"{EDGE}? (?:any_approx dot?)? y=[num n99 n59 n31 n24 n12 year] (dash? y3=[num n99 n59 n31 n24 n12 year])? era=era", build.bare_year),
    Production("years", "1998-99", "y=year dash y2=two_digits (?! dash | comma num)", build.year_pair),
    Production("decade", "the early 1990s", f"{EDGE}? the? (e3=edge dash?)? decade=decade (era=era)?", build.decade),
    Production("decade in words", "the nineties", f"{EDGE}? the (e3=edge dash?)? decade=decadeword", build.decade),
    Production("century", "the 20th century", f"{EDGE}? the? (e3=edge dash?)? nth=nth dash? u=unit (era=era)?", build.century),
    Production("season year", "the summer of 2019", f"{EDGE}? the? (e3=edge dash?)? season=season dash? (of|in|comma)? y=any_year (era=era)?", build.named),
    Production("season", "last summer", f"{EDGE}? (?: {STEP} | the | that)? (e3=edge dash?)? season=season (?: of ([that the] same? | ys=step | ynow=this) unit)?", build.named),
    Production("quarter", "the third quarter of 2019", f"{EDGE}? (the|its|{STEP})? (y1=any_year)? fiscal? dash? nth=nth dash? u=[unit half] (?: (of|in) (fiscal|the unit)? y=any_year)?", build.quarter),
    Production("quarter of step", "last year's third quarter", "(the)? (ys=step|ynow=this) unit possessive fiscal? nth=nth dash? u=unit", build.quarter),
    Production("quarter number", "Q3 2021", "q nth=n12 ((of|comma)? y=any_year)?", build.quarter),
    Production("year quarter number", "2021 Q3", "y=any_year q nth=n12", build.quarter),
    Production("days", "yesterday morning", _dated("(days=days)"), build.stepped_day),
    Production("two days", "the day before yesterday", "the? u=unit (before|after) days=days", build.two_days),
    Production("tonight", "late tonight", f"(?: {_clock('1')} )? {EDGE}? tonight", build.tonight),
    Production("overnight", "overnight Saturday", "overnight ([from into on]? w=weekday ([joint into] w2=weekday)?)?", build.overnight),
    Production("part", "last night", f"(?: {_clock('1')} )? {EDGE}? (?: the? {STEP} | that | the) (e3=edge dash?)? p=daypart", build.part_of_day),
    Production("night", "night", "night", build.part_of_day),
    Production("mid part", "early morning", "e3=edge dash? p=daypart", build.part_of_day),
    Production("clock", "10:30 a.m.", f"(?: the unit of)? {_clock('1')}", build.clock_alone),
    Production("unit", "late last week", f"{EDGE}? (?: the? {STEP} (same)? | this | that same? | its? )? (fiscal)? u=[unit week]", build.stepped_unit),
    Production("definite unit", "the end of the month", f"{EDGE}? (?: the | this | that | its) (latest | entire | fiscal | same)? fiscal? u=[unit week]", build.definite_unit),
    Production("end of unit", "year-end", f"u=unit possessive? dash? end", build.definite_unit),
    Production("ago", "nearly two weeks ago", f"{APPROX}? {COUNT} {UNITS} (dash? (ago=[ago earlier later before after] (?<! [before after]) | ago9=[before after] (?= comma|dot|gap|END) | from now=present))", build.moved),
    Production("unit ago", "year-earlier", "the? u=units dash (ago=[ago earlier])", build.moved),
    Production("units ago", "weeks earlier", f"{APPROX}? u=units (ago=[ago earlier later])", build.moved),
    Production("day before", "the day before", "the u=[unit night week] (ago=[before after])", build.moved),
    Production("length", "about three days", f"{APPROX}? {COUNT} {UNITS} (dash? long)?", build.lasting),
    Production("stepped length", "the past two weeks", f"{APPROX}? (the|these|this|those)? s=step any_approx? {COUNT} {UNITS} (or so)?", build.lasting),
    Production("first length", "the first nine months", f"(the|its)? nth=[ord31 second] {COUNT} {UNITS}", build.lasting),
    Production("recent length", "recent weeks", f"(the)? (more? then=then_adj | s=step) u=units", build.recent),
    Production("units", "decades-long", "(APPROX)? u=units (dash long)?".replace("APPROX", APPROX), build.bare_units),
    Production("set", "daily", "set=set", build.repeating),
    Production("every", "every Thursday", "each other? (n=count)? (u=units | w=weekday | m=month | season=season | p=daypart)", build.repeating),
    Production("a time per", "twice a week", "(once|twice|n=spelled) (a|per|each) u=units", build.repeating),
    Production("per", "per year", "per u=units", build.repeating),
    Production("weekdays", "Thursdays", "w=weekdays", build.repeating),
    Production("the past", "in the past", "in? the past=past", build.reference),
    Production("reference", "now", "(more? past=[past_word then_adj] | now=[present now_adj] | future=future)", build.reference),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Found:
    """A stretch of words with what it reads as.

    Attributes:
        first: Index of the first word.
        last: Index after the last word.
        form: What it says.
        name: The production.
    """

    first: int
    last: int
    form: Form
    name: str


def readings(words: Words) -> Iterator[Found]:
    """The longest readings of the words, from left to right, without overlap."""
    position = 0
    for hit in _places().finditer(words.classes):
        start = hit.start()
        if start < position:
            continue
        found = _longest(words, start)
        if found is not None:
            position = found.last
            yield found


def _longest(words: Words, start: int) -> Found | None:
    matches = []
    for order, (pattern, production) in enumerate(_compiled()):
        match = pattern.match(words.classes, start)
        if match is not None:
            matches.append((-match.end(), order, match, production))
    for end, _, match, production in sorted(matches, key=lambda item: item[:2]):
        form = production.builder(Reading(words, match))
        if form is not None:
            return Found(start, -end, form, production.name)
    return None


_NAME = re.compile(r"(\\?)(?:([a-z]\w*)=)?(?:\[([a-z_0-9 ]+)\]|([a-z]\w*|END\b))")


def _translate(pattern: str) -> str:
    def letter(match: re.Match[str]) -> str:
        names = (match[3] or match[4]).split()
        if names == ["END"]:
            return r"\Z"
        classes = [each for name in names for each in SETS.get(name, name).split()]
        letters = "".join(CODE[each] for nested in classes for each in SETS.get(nested, nested).split())
        group = f"[{letters}]"
        return f"(?P<{match[2]}>{group})" if match[2] else f"(?:{group})"

    return _NAME.sub(letter, pattern).replace(" ", "")


@cache
def _compiled() -> tuple[tuple[re.Pattern[str], Production], ...]:
    return tuple((re.compile(_translate(each.pattern)), each) for each in PRODUCTIONS)


@cache
def _places() -> re.Pattern[str]:
    """Where an expression may begin: at a word of its own class, or where one is not far."""
    strong = (
        "iso slashed clock decade ampm month weekday weekdays unit part season seasons days clockword zone present past_word future set now_adj then_adj decadeword holiday "
        "spoken_year year second overnight tonight night week q era"
    )
    inner = "".join(code for name, code in CODE.items() if name not in {"other", "gap", "open", "set"})
    letters = "".join(CODE[name] for name in strong.split())
    return re.compile(f"(?=[{inner}]{{0,7}}[{letters}])[{inner}{CODE['set']}]")
