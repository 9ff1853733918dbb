"""What holds between the numbers of a text: part and whole, earlier and present value, the measure handed on.

* A part names its whole ("two of them", "of which 346", "of the 30 passengers", "including three children") and
  takes over what the text does not repeat: measure, unit, words counted.
* An earlier value stands beside the one that replaced it ("up from 36", "rose from 13 to 18", "compared with 1,200").
* A number in brackets counts the same in another unit ("1,314 families (8,710 people)").
* A number without a noun counts what the number before it counts ("31 houses were destroyed and 300 damaged").
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from reportedly.extract.counted import PRONOUNS, Counted, is_people, subject_words, unit_of
from reportedly.extract.measure_words import counted_words_index, measure_words
from reportedly.extract.running import running_counts
from reportedly.extract.telling import Reading
from reportedly.model.figure import Number
from reportedly.ontology.load import load
from reportedly.syntax.tree import ParsedText, Token

INCLUDING = frozenset({"including", "include", "includes", "included", "among", "amongst", "notably"})
MAGNITUDES = frozenset({"million", "billion", "trillion", "thousand", "hundred", "lakh", "crore", "mln", "bln", "m", "bn"})
BACK = 2  # sentences looked back for the whole that a pronoun means


@dataclass(frozen=True, slots=True)
class Draft:
    """A number on its way to a figure.

    Attributes:
        item: The number and what it counts.
        reading: Its measure, None while unknown.
        unit: Unit, "" while unknown.
        subject: Words counted, "" while unknown.
        part_of: Position of the whole in the list of drafts.
        previous_of: Position of the draft that replaced it.
        rules: Names of the rules.
        inherited: Whether the measure was taken over from another number.
    """

    item: Counted
    reading: Reading | None
    unit: str
    subject: str
    part_of: int | None = None
    previous_of: int | None = None
    rules: tuple[str, ...] = ()
    inherited: bool = False


def draft(parsed: ParsedText, item: Counted, reading: Reading | None) -> Draft:
    """A draft from what the number's own clause says."""
    amount, noun = item.amount, item.noun or (reading.noun if reading is not None else None)
    rules = (amount.rule,) * bool(amount.rule) + ((reading.rule,) if reading is not None else ())
    if amount.currency:
        said = parsed.text[amount.start : amount.end].split()
        words = said[-1] if said[-1].isalpha() and said[-1].lower() not in MAGNITUDES else amount.currency
        return Draft(item, reading, amount.currency, words, rules=rules)
    if noun is None:
        return Draft(item, reading, "", "", rules=rules)
    if noun.lower in {"others", "other", "more"}:
        return Draft(item, reading, "", "", rules=rules)
    if reading is not None and noun is reading.predicate and noun.pos == "ADJ":
        return Draft(item, reading, "", "", rules=rules)
    unit = unit_of(noun)
    if reading is not None and measure_words().measures[reading.measure].counts == "people" and reading.measure != "charged":
        index = counted_words_index()
        if unit not in index.households | index.things | index.places:
            unit = "people"
    return Draft(item, reading, unit, subject_words(parsed, noun, item.outer), rules=rules)


def related(parsed: ParsedText, drafts: list[Draft]) -> list[Draft]:
    """The drafts with what they take over from one another."""
    done: list[Draft] = []
    for position, alone in enumerate(drafts):
        each = _as_earlier(parsed, _as_listed(parsed, _as_part(parsed, alone, done), done), position, done, drafts)
        done.append(_completed(_as_total(_in_brackets(parsed, each, done), done), done))
    return done


def _as_part(parsed: ParsedText, each: Draft, done: list[Draft]) -> Draft:
    whole = _whole(parsed, each, done)
    if whole is None:
        return each
    other = done[whole]
    reading = each.reading
    if reading is None or measure_words().measures[reading.measure].yields or reading.rule in {"those concerned", "near by"}:
        reading = other.reading or reading
    unit, subject = each.unit, each.subject
    if not subject:
        unit, subject = other.unit, other.subject
    elif other.unit != "people" and unit == "people" and _is_attribute(each.item):
        # "400 cars, of which 346 are policemen": a car can be a police car, not a policeman
        unit = other.unit
    rules = (*each.rules, "part of a whole")
    return replace(each, reading=reading, unit=unit, subject=subject, part_of=whole, rules=rules, inherited=reading is not each.reading)


def _is_attribute(item: Counted) -> bool:
    return item.noun is not None and item.noun.dep == "attr"


def _whole(parsed: ParsedText, each: Draft, done: list[Draft]) -> int | None:
    """Position of the whole that the number is a part of."""
    item = each.item
    if item.whole is not None:
        if item.whole.lower in PRONOUNS:
            return _antecedent(parsed, each, done)
        return next((index for index, other in reversed(list(enumerate(done))) if other.item.noun is item.whole), None)
    prep = _including(item)
    if prep is None:
        return None
    same = [index for index, other in enumerate(done) if other.item.numeral.sent == item.numeral.sent and _may_hold(other, each)]
    direct = [index for index in same if done[index].item.noun is prep.head]
    if direct:
        return direct[-1]
    below = [index for index in same if done[index].part_of is None and done[index].item.amount.start < prep.start]
    return below[-1] if below else None


def _including(item: Counted) -> Token | None:
    token = item.numeral if item.noun is None or item.numeral.head is not item.noun else item.noun
    for _ in range(12):
        if token.dep == "conj" and token.head is not token:
            token = token.head
        else:
            break
    if token.dep == "pobj" and token.head.lower in INCLUDING and token.head.lower not in {"among", "amongst"}:
        return token.head
    if token.dep == "dobj" and token.head.lower == "including":
        return token.head
    return None


def _antecedent(parsed: ParsedText, each: Draft, done: list[Draft]) -> int | None:
    """The nearest number before that a pronoun can mean: as large or larger, and not itself a part of the same whole."""
    sentence = parsed.sentence_of(each.item.numeral)
    for index in range(len(done) - 1, -1, -1):
        other = done[index]
        there = parsed.sentence_of(other.item.numeral)
        if sentence.i - there.i > BACK or there.paragraph != sentence.paragraph:
            return None
        if (
            there.i == sentence.i
            and each.part_of is None
            and other.part_of is not None
            and other.item.whole is not None
            and other.item.whole.lower in PRONOUNS
        ):
            # "400 of them hospitalised, 62 of them in intensive care": siblings, unless told otherwise
            continue
        if _may_hold(other, each) and other.reading is not None:
            return index
    return None


def _may_hold(whole: Draft, part: Draft) -> bool:
    if whole.item.amount.currency or part.item.amount.currency:
        return False
    large = upper(whole)
    small = part.item.amount.number if part.item.amount.number is not None else part.item.amount.low
    return small is None or large is None or large >= small


def upper(each: Draft) -> Number | None:
    """The most that the number can be; None where it is open."""
    amount = each.item.amount
    return None if amount.qualifier in {"more_than", "at_least", "vague", "about"} else amount.high


def _as_earlier(parsed: ParsedText, each: Draft, position: int, done: list[Draft], drafts: list[Draft]) -> Draft:
    """A former value beside the present one."""
    if each.part_of is not None or not _is_earlier(parsed, each.item):
        return each
    sent = each.item.numeral.sent
    before = [index for index, other in enumerate(done) if other.item.numeral.sent == sent and _compatible(other, each)]
    after = [
        index for index in range(position + 1, len(drafts)) if drafts[index].item.numeral.sent == sent and _compatible(drafts[index], each)
    ]
    verb = each.item.numeral.head
    paired = [index for index in after if index == position + 1 and verb.lower == "from"]
    chosen = paired[:1] or before[-1:] or after[:1]
    if not chosen:
        return each
    other = done[chosen[0]] if chosen[0] < position else drafts[chosen[0]]
    return replace(
        each,
        reading=each.reading or other.reading,
        unit=each.unit or other.unit,
        subject=each.subject or other.subject,
        previous_of=chosen[0],
        rules=(*each.rules, "earlier value"),
        inherited=each.reading is None,
    )


def _compatible(other: Draft, each: Draft) -> bool:
    if bool(other.item.amount.currency) != bool(each.item.amount.currency):
        return False
    return not each.unit or not other.unit or other.unit == each.unit


def _is_earlier(parsed: ParsedText, item: Counted) -> bool:
    lexicon = load("claim_words")
    tokens = [token for token in parsed.tokens[max(0, item.numeral.i - 8) : item.numeral.i] if token.end <= item.amount.start]
    last = [token.lower for token in tokens[-4:]]
    if last[-1:] == ["from"]:
        prep = tokens[-1]
        over = [token.lemma.lower() for token in (prep.head, prep.head.head)] + last[-2:-1]
        return any(word in lexicon["change"] for word in over)
    if last[-2:] in (["compared", "with"], ["compared", "to"], ["against", "the"], ["instead", "of"]):
        return True
    if any(word in lexicon["earlier"] for word in last[-3:]) and any(
        word in {"figure", "toll", "count", "estimate", "number", "total", "report", "of", "at", "reported", "put", "tally"}
        for word in last[-3:]
    ):
        return True
    following = [token.lower for token in parsed.tokens[item.numeral.i + 1 : item.numeral.i + 3]]
    return following[:1] == ["previously"] or following[:1] == ["earlier"]


def _as_listed(parsed: ParsedText, each: Draft, done: list[Draft]) -> Draft:
    """Read "12 were killed in Homs and five in Aleppo": the measure holds for every place of the list."""
    item = each.item
    if not done or item.noun is not None or item.whole is not None or item.amount.currency or item.amount.implicit:
        return each
    other, tokens = done[-1], parsed.tokens
    low, high = parsed.token_at(item.amount.start), item.numeral.i + 1
    if other.reading is None or other.item.numeral.sent != item.numeral.sent or low is None or high >= len(tokens) or low.i == 0:
        return each
    before = tokens[low.i - 1]
    if tokens[high].lower not in {"in", "at", "near", "from", "on"} or not (
        before.text == "," or before.pos == "CCONJ" or before.lower == "while"
    ):
        return each
    return replace(
        each,
        reading=other.reading,
        unit=other.unit,
        subject=other.subject,
        part_of=other.part_of,
        rules=(*each.rules, "listed"),
        inherited=True,
    )


def _in_brackets(parsed: ParsedText, each: Draft, done: list[Draft]) -> Draft:
    """Read "1,314 families (8,710 people)": the same in another unit."""
    if each.reading is not None or not done or each.part_of is not None or each.item.noun is None:
        return each
    first = parsed.token_at(each.item.amount.start)
    if first is None or first.i == 0 or parsed.tokens[first.i - 1].text not in {"(", "["}:
        return each
    other = done[-1]
    if other.reading is None or other.item.numeral.sent != each.item.numeral.sent or first.i - other.item.numeral.i > 12:
        return each
    return replace(each, reading=other.reading, rules=(*each.rules, "in brackets"), inherited=True)


def _as_total(each: Draft, done: list[Draft]) -> Draft:
    """Read "bringing the total to 9,900": a running count of what the sentence counted before."""
    if each.reading is not None or not done or (each.item.noun is not None and each.unit != "people"):
        return each
    names = {"total", "number", "count", "tally", "figure", "overall"}
    if not any(head.lemma.lower() in names for head in running_counts(each.item.bearer)):
        return each
    other = next((other for other in reversed(done[-3:]) if other.reading is not None and other.part_of is None), None)
    if other is None or each.item.numeral.sent - other.item.numeral.sent > 1:
        return each
    return replace(
        each,
        reading=replace(other.reading, rule="running count") if other.reading is not None else None,
        unit=each.unit or other.unit,
        subject=each.subject or other.subject,
        rules=(*each.rules, "running count"),
        inherited=True,
    )


def _completed(each: Draft, done: list[Draft]) -> Draft:
    """The noun that the text leaves out: that of the number before, where the measure allows it, else people."""
    if each.subject or each.reading is None:
        return each
    counts = measure_words().measures[each.reading.measure].counts
    before = next((other for other in reversed(done) if other.subject and not other.item.amount.currency), None)
    near = before is not None and each.item.numeral.sent - before.item.numeral.sent <= 0
    if (
        before is not None
        and near
        and (before.unit == "people" or before.item.noun is None or not is_people(before.item.noun))
        and ((counts == "people") == (before.unit in {"people", "family", "household"}))
    ):
        subject = before.subject if before.reading is not None and before.reading.rule != "act counted" and counts != "people" else ""
        return replace(
            each,
            unit=before.unit,
            subject=subject or ("people" if before.unit == "people" else before.subject),
            rules=(*each.rules, "noun left out"),
        )
    if counts == "people":
        return replace(each, unit="people", subject="people", rules=(*each.rules, "noun left out"))
    return each
