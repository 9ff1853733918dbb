"""Numbers that tell the time and count nothing: clock times, dates, years, ages."""

from __future__ import annotations

from reportedly.extract.number_context import Context, follows, words_of

_YEARS = (1100, 2100)
_RECENT = (1950, 2040)  # years in which what a report calls by its year happened
_OLDEST = 120
_VALUED_OVER = 5  # tokens over "at" among which the verb of valuing is looked for
_LONGEST_SHORT_MONTH = 4  # letters of "Sept."
_CLOCK_BEFORE = frozenset({"at", "of", "from", "to", "until", "between", "and", "by", "around", "about", "since"})
_CLOCK_AFTER = frozenset({"on", "this", "to", "and", "until", "yesterday", "today", "last", "that"})


_VALUING = frozenset({"put", "stand", "estimate", "set", "place", "peg", "remain", "keep", "count", "reckon", "list", "hold"})


def is_clock(context: Context) -> bool:
    """5 p.m., 0600 GMT, at 7"""
    digits = context.digits
    if len(digits) > 1 and digits.isdecimal() and digits[0] == "0":
        return True
    after = context.at(context.found.after)
    if after in {"a", "p"} and context.at(context.found.after + 1) == "." and context.at(context.found.after + 2) == "m":
        return True
    if after in words_of("clock_after") and not (after == "local" and context.head_follows and len(digits) < 4):
        return True
    top = context.found.value or context.found.high
    if _is_military_time(digits) and not context.head_follows:
        between = context.at(context.found.first - 1) in _CLOCK_BEFORE and context.at(context.found.after) in _CLOCK_AFTER
        if between:
            return True
    bare = context.token is not None and context.token.dep == "pobj" and context.token.head.lower in {"at", "until", "by"}
    if bare and context.token is not None and context.token.head.lower == "at":
        over = [*context.token.head.ancestors()][:_VALUED_OVER]
        if any(above.lemma in _VALUING for above in over):
            return False  # "the toll stood at 13", "put the number of those killed since Friday at 13"
    return bool(bare and top is not None and top <= 24 and digits and context.found.unit is None and not context.found.words)


def _is_military_time(digits: str) -> bool:
    return len(digits) == 4 and digits.isdecimal() and int(digits) < 2400 and int(digits[2:]) < 60


def _is_month(context: Context, i: int) -> bool:
    if context.at(i) == "." and context.touches(i):
        i -= 1
    name = context.at(i)
    return name in words_of("months") and (context.raw(i)[:1].isupper() or name not in {"may", "march"})


def is_date(context: Context) -> bool:
    """January 6-7, 6 January, Jan. 6 and 7, January 2022"""
    found, low = context.found, context.found.value or context.found.low
    if low is None or found.currency or low > _YEARS[1] or found.scale > 1 or context.atoms[found.core].kind != "d":
        return False
    before = found.first - 1
    if _is_month(context, before):
        month = before - 1 if context.at(before) == "." else before
        if month != before and len(context.at(month)) > _LONGEST_SHORT_MONTH:
            return False  # "until 19 January. At least 40 people": a full stop, and no abbreviation
        return not (context.at(month - 1) == "in" and context.head_follows and context.raw(found.after)[:1].islower() and low < 1000)
    if low <= 31 and not context.digits.startswith("0"):
        month = found.last + 1 if context.at(found.last) == "of" else found.last
        if _is_month(context, month) and context.at(month) != ".":
            return True
    if low <= 31 and context.at(found.last) == "and" and context.at(found.last + 1).isdecimal() and _is_month(context, found.last + 2):
        return True
    return follows(context, "date") and (low <= 31 or low >= _YEARS[0]) and not context.head_follows


def is_year(context: Context) -> bool:
    """In 2021, the 2019 elections, (1994), 2019-2021"""
    found, low = context.found, context.found.value or context.found.low
    if low is None or not _YEARS[0] <= low <= _YEARS[1] or found.currency or found.unit or found.scale > 1:
        return False
    if not context.at(found.core).isdecimal() or len(context.at(found.core)) != 4 or (found.words and found.qualifier != "between"):
        return False
    if found.qualifier == "between":
        return found.high is not None and found.high <= _YEARS[1] and not context.head_follows
    if context.at(found.last) in words_of("year_nouns"):
        return True
    if context.head_follows and context.token is not None:
        noun = context.token.head
        if noun.tag == "NNS" and (not _RECENT[0] <= low <= _RECENT[1] or noun.lemma.lower() in words_of("persons")):
            return False  # "the 2000 protesters" are many, "the 2015 slayings" long ago
        return context.at(found.first - 1) in {"the", "'s", "’s", "this", "its"} and noun.tag in {"NN", "NNP", "NNS"}
    return (
        context.at(found.first - 1) in words_of("year_before")
        or context.at(found.first - 1) in {"(", ",", ""}
        or context.at(found.last) in {")", ",", "."}
        or _is_month(context, found.first - 1)
    )


def is_age(context: Context) -> bool:
    """Aged 18, 45 years old, "Marat Sadykov, 45,", children under five"""
    found, top = context.found, context.found.value or context.found.high
    if top is None or top > _OLDEST or found.currency:
        return False
    behind = [context.at(found.after + k) for k in range(3)]
    if behind[0] in {"year", "years", "month", "months"} and (behind[1] == "old" or behind[1:] == ["of", "age"]):
        return True
    if context.at(found.first - 1) == "and" and context.at(found.first - 3) == "of" and context.at(found.first - 4) == "ages":
        return True  # "between the ages of 11 and 15"
    if context.at(found.first - 1) in {"aged", "ages", "age"} or (follows(context, "age") and not context.head_follows):
        return True
    if found.words and found.words[-1] in {"under", "over", "above", "below"} and found.unit is None and not context.head_follows:
        noun = context.parsed.token_at(context.atoms[found.first].start - 1)
        return noun is not None and (noun.tag.startswith("NN") or noun.lower in {"those", "anyone", "everyone"})
    comma = context.at(found.first - 1) == "," and context.at(found.last) in {",", ")", ".", ";"} and not context.head_follows
    name = context.raw(found.first - 2)
    return comma and context.digits != "" and name[:1].isupper() and context.atoms[found.first - 2].kind == "w"
