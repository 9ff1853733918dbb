"""The productions of the grammar of time, as a table.

In a pattern a name stands for a word of that class (`SETS` names several classes at once), `m=month` also gives the word a
name for the builder, `[a b]` is a choice of classes, and the rest is the notation of regular expressions. END is the end of
the text. Every production has an example that a test reads with it; `docs/dates.md` shows them.
"""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.extract import time_builders as build
from reportedly.extract.time_builders import Builder

SETS = {
    "day_number": "n12 n24 n31 ord31 second",
    "hour_number": "n12 n24",
    "two_digits": "n12 n24 n31 n59 n99",
    "small": "num n99 n59 n31 n24 n12 year",
    "count": "n12 n24 n31 n59 n99 num decimal spelled year",
    "nth": "ord31 second ordinal",
    "one": "unit night week",
    "units": "unit unitpl night week",
    "daypart": "part night",
    "clear": "dash comma dot close open gap",
    "edge": "early late mid",
    "ends": "end half late",
    "joint": "dash to through until",
    "step": "back onward past",
    "here": "this now_adj same",
    "any_year": "year spoken_year",
    "again": "before after",
}


def _clock(suffix: str) -> str:
    """A time of day; its named words carry the suffix."""
    told = f"ap{suffix}=ampm | oclock | (?<= [clock clockword]) | (?<= clock4) (?= open? [zone unitpl]) unitpl? | (?<= [year hour_number]) (?= open? zone)"
    word = f"t{suffix}=[hour_number clock clockword clock4 year]"
    elsewhere = "(open [clock clock4 hour_number] ampm? zone close)?"
    return f"(?: approx? {word} (?: {told} ) ([in at] the? p{suffix}=daypart)? (open? z{suffix}=zone close?)? {elsewhere} | t9{suffix}=hour_number in the p9{suffix}=part )"


LOOSE = "(?: (approx | more than | less than | at least | up to | no [more less] than | over (?! vague)) approx? )"
EDGE = "(?: the? e=edge dash? ([in on] | part of)? (?! past) | later [in on]? | earlier [in on]? | the? [ends back e2=edge] [ends]? of )"
EDGE = EDGE.replace("[ends back e2=edge]", "(?: [ends latest] | e2=edge )")
OF_YEAR = "(?: comma? [of in]? (?: the? ys=step | the? yold=same | ynow=this | yold2=that same? ) (?= unit) yu=unit )?"
MDY = f"m=month dot? the? d=day_number (?! dash? [units vague]) (comma? y=any_year | quote y2=two_digits)? {OF_YEAR}"
DMY = f"the? d=day_number dash? of? m=month dot? (dash? comma? y=any_year | quote? y2=two_digits (?= clear | END))? {OF_YEAR}"
WEEKDAY = "(?: w=weekday dot? comma? the? )?"
STEP = "(?: this past | s=step | now=here )"
YEAR = "(?: comma? y=any_year )?"
COUNT = "(?: a? n=count (?: [to or dash] n2=count | dash to dash n3=count | and a half=half )? | half2=half a | a? vague=vague of? | a )"
UNITS = "(?: dash? (more | entire)? u=units )"
NOT_UNITS = "(?! dash? [units vague])"


def _dated(core: str) -> str:
    """A day with what may stand around it: a time of day, a part of the day, "early", "the night of"."""
    before = f"(?: {_clock('1')} comma? [on of]? )? (?: the? (e3=edge dash?)? p3=daypart [of on]? )?"
    after = f"(?: comma? ([in on] the)? (e4=edge dash?)? p4=daypart )? (?: comma? [at approx]? {_clock('2')} )?"
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


# fmt: off
DATES = (
    Production("iso", "2022-01-09T10:30", _dated("(iso=iso)"), build.iso),
    Production("numeric", "09.01.2022", _dated("(num=slashed)"), build.numeric),
    Production("month day year", "Sunday, January 9, 2022", _dated(f"{WEEKDAY} {MDY}"), build.named),
    Production("day month year", "9 January 2022", _dated(f"{WEEKDAY} {DMY}"), build.named),
    Production("month days", "January 6-7", f"m=month dot? d=day_number joint (m2=month dot?)? d2=day_number {NOT_UNITS} {YEAR}", build.day_range),
    Production("between month days", "between January 5 and 7",
               f"between m=month dot? d=day_number and (m2=month dot?)? d2=day_number {NOT_UNITS} {YEAR}", build.day_range),
    Production("days month", "6 to 7 January", f"the? d=day_number (of? m=month dot?)? joint the? d2=day_number of? m2=month dot? {YEAR}", build.day_range),
    Production("between days month", "between 5 and 7 January",
               f"between the? d=day_number (of? m=month dot?)? and the? d2=day_number of? m2=month dot? {YEAR}", build.day_range),
    Production("week of", "the week of March 6", "the? week [of ended] the? (?: m=month dot? d=day_number | d9=day_number m9=month dot? ) (comma? y=any_year)?", build.week),
    Production("month year", "early January 2022", f"{EDGE}? fiscal? m=month dot? [comma of dash]? y=any_year (era=era)?", build.named),
    Production("month before Christ", "April 480 BC", f"{EDGE}? m=month comma? y=small era=era", build.named),
    Production("month of step", "October of last year", f"{EDGE}? {STEP}? m=month dot? {OF_YEAR.rstrip('?')}", build.named),
    Production("month", "last October", f"{EDGE}? (?: {STEP} | that | the unit of )? m=month dot?", build.named),
    Production("weekday", "Earlier on Sunday", _dated(f"(?: the? {STEP} | that )? w=weekday dot?"), build.named),
    Production("weekday of step", "Friday of last week", _dated("w=weekday of? (?: ys=step | ynow=this ) week"), build.weekday_of_week),
    Production("holiday", "last Christmas", _dated(f"{STEP}? holiday=holiday {YEAR}"), build.named),
    Production("year", "the end of 2019", f"{EDGE}? (?: approx dot? )? (the unit)? fiscal? y=any_year (era=era)?", build.bare_year),
    Production("year before Christ", "499 BC", f"{EDGE}? (?: approx dot? )? y=small era=era", build.bare_year),
    Production("years before Christ", "499-493 BC", "y=small (?= [joint and] small era9=era)", build.bare_year),
    Production("years", "1998-99", "y=year dash y2=two_digits (?! dash | comma num)", build.year_pair),
    Production("decade", "the early 1990s", f"{EDGE}? the? (e3=edge dash?)? decade=decade (era=era)?", build.decade),
    Production("decade in words", "the nineties", f"{EDGE}? the (e3=edge dash?)? decade=decadeword", build.decade),
    Production("century", "the 20th century", f"{EDGE}? the? (e3=edge dash?)? nth=nth dash? u=unit (era=era)?", build.century),
    Production("season year", "the summer of 2019", f"{EDGE}? the? (e3=edge dash?)? season=season dash? [of in comma]? (?: y=any_year | y9=small (?= era) ) (era=era)?", build.named),
    Production("season", "last summer", f"{EDGE}? (?: {STEP} | the | that )? (e3=edge dash?)? season=season {OF_YEAR}", build.named),
    Production("quarter", "the third quarter of 2019",
               f"{EDGE}? (?: the | its | {STEP} )? (y1=any_year)? fiscal? nth=nth u=[unit half] (?: [of in] (fiscal | the unit)? y=any_year )?", build.quarter),
    Production("quarter as adjective", "fourth-quarter", f"{EDGE}? fiscal? dash? nth=nth dash u=unit", build.quarter),
    Production("quarter of step", "last year's third quarter", "the? (?: ys=step | ynow=this ) unit possessive fiscal? nth=nth dash? u=unit", build.quarter),
    Production("quarter number", "Q3 2021", "q nth=n12 ([of comma]? y=any_year)?", build.quarter),
    Production("year quarter number", "2021 Q3", "y=any_year q nth=n12", build.quarter),
)
STEPS = (
    Production("day", "yesterday morning", _dated("(days=days)"), build.stepped_day),
    Production("two days", "the day before yesterday", "the? u=unit (before | after) days=days", build.two_days),
    Production("tonight", "late tonight", f"(?: {_clock('1')} )? {EDGE}? tonight", build.tonight),
    Production("overnight", "overnight Saturday", "overnight ([from into on]? w=weekday ([joint into] w2=weekday)?)?", build.overnight),
    Production("part", "last night", f"(?: {_clock('1')} )? {EDGE}? (?: the? {STEP} | that | the ) (e3=edge dash?)? p=daypart", build.part_of_day),
    Production("night", "night", "night (?! dash)", build.part_of_day),
    Production("mid part", "early morning", "e3=edge dash? p=daypart", build.part_of_day),
    Production("clock", "10:30 a.m.", _clock("1"), build.clock_alone),
    Production("unit", "late last week", f"{EDGE}? (?: the? {STEP} same? | this | that same? ) fiscal? u=one", build.stepped_unit),
    Production("year ended", "the year ended", "the fiscal? u=unit (?= ended)", build.lasting_unit),
    Production("definite unit", "the end of the month", f"{EDGE}? (?: the | that ) [latest entire fiscal same]? fiscal? u=one", build.definite_unit),
    Production("end of unit", "year-end", "u=unit possessive? dash? end", build.definite_unit),
    Production("then", "since then", "(?<= [since until by]) then=then", build.then),
)
DISTANCES = (
    Production("ago", "nearly two weeks ago", f"{LOOSE}? {COUNT} {UNITS} (?: dash? ago=[ago earlier later] | ago9=again (?= clear | END) | from now=present )", build.moved),
    Production("unit ago", "year-earlier", "u=units dash ago=[ago earlier]", build.moved),
    Production("unit ago of unit", "the year-ago quarter", "the u9=unit dash ago=[ago earlier] fiscal? (nth=nth)? u=[unit period]", build.moved_unit),
    Production("units ago", "weeks earlier", f"{LOOSE}? u=units ago=[ago earlier later]", build.moved),
    Production("day before", "the day before", "the u=one ago=again (?= clear | END)", build.moved),
)
LENGTHS = (
    Production("length", "about three days", f"{LOOSE}? {COUNT} {UNITS} (dash? [long period])?", build.lasting),
    Production("the length", "the nine months", "the n=count u=unitpl", build.lasting),
    Production("stepped length", "the past two weeks", f"[the these this those]? s=step {COUNT} {UNITS} (or so)?", build.lasting),
    Production("first length", "the first nine months", f"[the its]? [nth latest entire] n=count {UNITS}", build.lasting),
    Production("recent length", "recent weeks", "the? (?: more? then=then_adj | s=step ) u=unitpl", build.recent),
    Production("units", "decades-long", f"(?: {LOOSE} | the )? u=unitpl (dash long)?", build.bare_units),
)
SETS_OF_TIMES = (
    Production("set", "daily", "set=set", build.repeating),
    Production("every", "every Thursday", "each other? (n=count)? (?: u=units | w=weekday | m=month | season=season | p=part )", build.repeating),
    Production("a time per", "twice a week", "(?: once | twice | count times ) [a per each] u=units", build.repeating),
    Production("per", "per year", "per u=units", build.repeating),
    Production("weekdays", "Thursdays", "w=weekdays", build.repeating),
)
REFERENCES = (
    Production("the past", "the past", "the past=past (?! [units vague count the])", build.reference),
    Production("reference", "now", "more? past=past_word | now=[present now_adj] | future=future", build.reference),
)
# fmt: on

PRODUCTIONS = (*DATES, *STEPS, *DISTANCES, *LENGTHS, *SETS_OF_TIMES, *REFERENCES)
