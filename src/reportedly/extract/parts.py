"""What the numbers of a text take over from one another: the measure, the unit, the words counted.

* A part names its whole (`wholes`) and takes over what the text does not repeat.
* An earlier value stands beside the one that replaced it ("up from 36", "rose from 13 to 18", "compared with 1,200").
* A number in brackets counts the same in another unit ("1,314 families (8,710 people)"), or for another place ("Sfax (158)").
* A number without a noun counts what the number before it counts ("31 houses were destroyed and 300 damaged").
"""

from __future__ import annotations

from dataclasses import replace

from reportedly.extract.counted import Counted, is_money, subject_words
from reportedly.extract.draft import Draft
from reportedly.extract.illness import cases
from reportedly.extract.inventories import listed_behind_colons
from reportedly.extract.measure_words import measure_words
from reportedly.extract.running import running_counts
from reportedly.extract.telling import Reading, named
from reportedly.extract.wholes import may_hold, nearer, state_meant, whole_of
from reportedly.ontology.load import load
from reportedly.syntax.tree import ParsedText, Token

LONGEST_SUM = 8  # numbers looked at that may add up to the one before
COMPRISING = frozenset({"comprising", "consisting", "namely"})
FAR = 60  # tokens, and numbers, that are looked back: a text of nothing but numbers must not take for ever


def related(parsed: ParsedText, drafts: list[Draft]) -> list[Draft]:
    """The drafts with what they take over from one another."""
    done: list[Draft] = []
    drafts = listed_behind_colons(parsed, drafts)
    for position, alone in enumerate(drafts):
        each = _as_earlier(parsed, _as_listed(parsed, _as_part(parsed, alone, done), done), position, done, drafts)
        done.append(_completed(_as_total(_in_brackets(parsed, each, done), done), done))
    done = _with_summands(parsed, done)
    return [_of_a_later_whole(each, done, position) for position, each in enumerate(done)]


def _with_summands(parsed: ParsedText, done: list[Draft]) -> list[Draft]:
    """Read "Nine people were killed: two nurses and seven patients": two or more numbers behind a mark that add up to the one before."""
    found = list(done)
    for position, whole in enumerate(done):
        members = _summands(parsed, done, position)
        if members:
            reading = next((each.reading for each in (whole, *(done[index] for index in members)) if each.reading is not None), None)
            found[position] = replace(whole, reading=whole.reading or reading)
            for index in members:
                each = done[index]
                own, rules = _own_reading(each), (*each.rules, "part of a whole")
                found[index] = replace(each, reading=own or reading, part_of=position, rules=rules, inherited=own is None)
    return found


def _own_reading(each: Draft) -> Reading | None:
    """The measure of a number, unless it is no more than the name of those counted ("five prisoners")."""
    return each.reading if each.reading is not None and each.reading.predicate is not each.item.noun else None


def _summands(parsed: ParsedText, done: list[Draft], position: int) -> list[int]:
    """Positions of the numbers of people, right behind one of people in its sentence, that make it up."""
    whole, members, total = done[position], list[int](), 0
    if whole.unit != "people" or whole.part_of is not None or whole.item.amount.qualifier != "exact" or not whole.item.amount.number:
        return []
    for index in range(position + 1, min(len(done), position + LONGEST_SUM)):
        each, number = done[index], done[index].item.amount.number
        own = _own_reading(each)
        same = own is None or whole.reading is None or whole.reading.measure == own.measure
        apart = each.item.numeral.sent != whole.item.numeral.sent or each.unit != "people" or each.part_of is not None
        if apart or not same or number is None or each.item.amount.qualifier != "exact":
            return []
        members, total = [*members, index], total + int(number)
        if total >= whole.item.amount.number:
            break
    if total != whole.item.amount.number or len(members) < 2:
        return []
    between = parsed.tokens[whole.item.numeral.i + 1 : done[members[0]].item.numeral.i]
    return members if any(token.lower in COMPRISING or _opens(parsed, token) for token in between) else []


def _opens(parsed: ParsedText, mark: Token) -> bool:
    """Whether a mark can open a list: a colon, a bracket, a dash between spaces."""
    spaced = parsed.text[mark.start - 1 : mark.start].isspace() and parsed.text[mark.end : mark.end + 1].isspace()
    return mark.text in {":", "("} or (mark.text in {"-", "–", "—", "--"} and spaced)


def _of_a_later_whole(each: Draft, done: list[Draft], position: int) -> Draft:
    """Read "12 of the 30 wounded": the whole stands behind its part."""
    if each.part_of is not None or each.item.whole is None:
        return each
    names = [{other.item.noun, other.item.numeral} for other in done[position + 1 : position + FAR]]
    later = next((index for index, name in enumerate(names, position + 1) if each.item.whole in name), None)
    if later is None or not may_hold(done[later], each):
        return each
    return replace(each, part_of=later, rules=(*each.rules, "part of a whole"))


def _as_part(parsed: ParsedText, each: Draft, done: list[Draft]) -> Draft:
    whole = whole_of(parsed, each, done)
    if whole is None:
        meant = nearer(parsed, each, done) if not each.subject else None
        return each if meant is None else replace(each, unit="people", subject=subject_words(parsed, meant, None))
    other = done[whole]
    reading = each.reading
    if reading is not None and other.reading is not None and other.reading.measure in measure_words().measures[reading.measure].out_of:
        pass  # "300 detained, of whom 150 were let go"
    elif reading is None or measure_words().measures[reading.measure].yields or reading.rule in {"those concerned", "near by"}:
        reading = other.reading or reading
    elif reading.measure == "casualties" and reading.rule in {"of whom", "state"} and not each.item.amount.implicit:
        reading = other.reading or reading  # "the victims include": those of the number before
    elif each.item.whole is not None and state_meant(each.item.whole) == "killed":
        # "four of the dead were pulled from the rubble" counts dead, not rescued
        reading = other.reading or reading
    unit, subject = each.unit, each.subject
    if reading is not None and other.unit == "people" and (people := measure_words().measures[reading.measure].of_people):
        reading = replace(reading, measure=people)  # "1,127 detainees, 948 of whom were seized"
    if not subject:
        unit, subject = other.unit, other.subject
    elif other.unit != "people" and unit == "people" and _is_attribute(each.item):
        # "400 cars, of which 346 are policemen": a car can be a police car, not a policeman
        unit = other.unit
    rules = (*each.rules, "part of a whole")
    return replace(each, reading=reading, unit=unit, subject=subject, part_of=whole, rules=rules, inherited=reading is not each.reading)


def _is_attribute(item: Counted) -> bool:
    return item.noun is not None and item.noun.dep == "attr"


def _as_earlier(parsed: ParsedText, each: Draft, position: int, done: list[Draft], drafts: list[Draft]) -> Draft:
    """A former value beside the present one."""
    if each.part_of is not None or not _is_earlier(parsed, each.item):
        return each
    sent = each.item.numeral.sent
    near = range(max(0, position - FAR), position)
    before = [index for index in near if done[index].item.numeral.sent == sent and _compatible(done[index], each)]
    coming = range(position + 1, min(len(drafts), position + FAR))
    after = [index for index in coming if drafts[index].item.numeral.sent == sent and _compatible(drafts[index], each)]
    verb = each.item.numeral.head
    paired = [index for index in after if index == position + 1 and verb.lower == "from"]
    chosen = paired[:1] or before[-1:] or after[:1]
    if not chosen:
        return replace(each, rules=(*each.rules, "earlier value"))
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
    if is_money(other.item.amount) != is_money(each.item.amount):
        return False
    return not each.unit or not other.unit or other.unit == each.unit


def _is_earlier(parsed: ParsedText, item: Counted) -> bool:
    """Whether the words around the number call it a former value."""
    lexicon = load("claim_words")
    before = [token for token in parsed.tokens[max(0, item.numeral.i - 8) : item.numeral.i] if token.end <= item.amount.start]
    last = [token.lower for token in before[-3:]]
    if last[-1:] == ["from"]:
        over = [before[-1].head.lemma.lower(), before[-1].head.head.lemma.lower(), *last[-2:-1]]
        return any(word in lexicon["change"] for word in over)
    if last[-2:] in (["compared", "with"], ["compared", "to"], ["instead", "of"]):
        return True
    if any(word in lexicon["earlier"] for word in last) and any(word in lexicon["value"] for word in last):
        return True
    return [token.lower for token in parsed.tokens[item.numeral.i + 1 : item.numeral.i + 2]] in (["previously"], ["earlier"])


def _as_listed(parsed: ParsedText, each: Draft, done: list[Draft]) -> Draft:
    """Read "12 were killed in Homs and five in Aleppo": the measure holds for every place of the list."""
    item = each.item
    if not done or item.noun is not None or item.whole is not None or is_money(item.amount) or item.amount.implicit:
        return each
    other, tokens = done[-1], parsed.tokens
    low, high = parsed.token_at(item.amount.start), item.numeral.i + 1
    named = other.reading is not None or other.item.noun is not None
    if not named or other.item.numeral.sent != item.numeral.sent or low is None or high >= len(tokens) or low.i == 0:
        return each
    before = tokens[low.i - 1]
    while before.i > 0 and before.lower in {"a", "another", "further", "more", "of"}:
        before = tokens[before.i - 1]
    while high + 1 < len(tokens) and tokens[high].lower in {"more", "other", "others"}:
        high += 1
    joined = before.text == "," or before.pos == "CCONJ" or before.lower == "while"
    if not joined or tokens[high].lower not in {"in", "at", "near", "from", "on"}:
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
    """Read "1,314 families (8,710 people)": the same in another unit; "Sfax (158)": the same for a place."""
    first = parsed.token_at(each.item.amount.start)
    settled = each.reading is not None or each.part_of is not None
    if settled or first is None or first.i < 2:
        return each
    if parsed.tokens[first.i - 1].lower == "with" and each.item.noun is None and done and "for a place" in done[-1].rules:
        return _for_a_place(parsed, each, done) if parsed.tokens[first.i - 2].pos == "PROPN" else each  # "followed by Gabès with 77"
    if parsed.tokens[first.i - 1].text not in {"(", "["}:
        return each
    closing = parsed.tokens[each.item.numeral.i + 1 : each.item.numeral.i + 2]
    if each.item.noun is not None and closing and closing[0].text in {")", "]"}:
        each = replace(each, item=replace(each.item, noun=None), unit="", subject="")  # what stands behind the brackets is not counted
    if each.item.noun is None:
        return _for_a_place(parsed, each, done) if parsed.tokens[first.i - 2].pos == "PROPN" else each
    other = done[-1] if done else None
    if other is None or other.reading is None or other.item.numeral.sent != first.sent or first.i - other.item.numeral.i > 12:
        return each
    return replace(each, reading=other.reading, rules=(*each.rules, "in brackets"), inherited=True)


def _for_a_place(parsed: ParsedText, each: Draft, done: list[Draft]) -> Draft:
    sentence = parsed.sentence_of(each.item.numeral)
    here = each.item.numeral.i
    acts = _acts(parsed, max(sentence.first, here - FAR), here)
    acts = acts or _acts(parsed, here + 1, min(sentence.last, here + FAR))  # "Sfax (158) and Sousse (97) account for most deaths"
    before = done[-1] if done and done[-1].item.numeral.sent == sentence.i and "for a place" in done[-1].rules else None
    reading = acts[0] if acts else before.reading if before is not None else None
    if reading is None:
        return each
    whole = next((index for index in range(len(done) - 1, max(-1, len(done) - FAR), -1) if _holds_places(done[index], reading, each)), None)
    other = done[whole] if whole is not None else None
    unit, subject = (other.unit, other.subject) if other is not None else ("", "")
    return replace(each, reading=reading, unit=unit, subject=subject, part_of=whole, rules=(*each.rules, "for a place"), inherited=True)


def _acts(parsed: ParsedText, first: int, last: int) -> list[Reading]:
    """The nouns of acts between two tokens."""
    tokens = [token for token in parsed.tokens[first:last] if token.dep in {"nsubj", "nsubjpass", "dobj", "ROOT", "pobj"}]
    return [reading for token in tokens for reading in (*cases(parsed, token), *named(token, measure_words().nouns, "act over it"))]


def _holds_places(other: Draft, reading: Reading, each: Draft) -> bool:
    """Whether a number before can be the total of numbers by place."""
    same = other.reading is not None and other.reading.measure == reading.measure and other.part_of is None
    same = same and "for a place" not in other.rules
    return same and each.item.numeral.sent - other.item.numeral.sent <= 2 and may_hold(other, each)


def _as_total(each: Draft, done: list[Draft]) -> Draft:
    """Read "bringing the total to 9,900": a running count of what the sentence counted before."""
    if each.reading is not None or not done or (each.item.noun is not None and each.unit != "people"):
        return each
    names = {"total", "number", "count", "tally", "figure", "overall"}
    heads = [head for head in running_counts(each.item.bearer) if head.lemma.lower() in names]
    if not heads:
        return each
    other = next((other for other in reversed(done[-3:]) if other.reading is not None and other.part_of is None), None)
    if other is None or each.item.numeral.sent - other.item.numeral.sent > 1 or any(_counts_another(head, other) for head in heads):
        return each
    return replace(
        each,
        reading=replace(other.reading, rule="running count") if other.reading is not None else None,
        unit=each.unit or other.unit,
        subject=each.subject or other.subject,
        rules=(*each.rules, "running count"),
        inherited=True,
    )


def _counts_another(head: Token, other: Draft) -> bool:
    """Whether a running count names what it counts, and no number before counts that: "the number of checkpoints rose to 12"."""
    counted = [noun for prep in head.each("prep") if prep.lower == "of" for noun in prep.each("pobj")]
    words = {"people", "person", *other.subject.lower().split()}
    return any(not {noun.lower, noun.lemma.lower()} & words for noun in counted)


def _completed(each: Draft, done: list[Draft]) -> Draft:
    """The noun that the text leaves out: that of the number before in the sentence, where the measure allows it, else people."""
    if each.subject or each.reading is None:
        return each
    people = measure_words().measures[each.reading.measure].counts == "people"
    before = next((other for other in reversed(done[-FAR:]) if other.subject and not is_money(other.item.amount)), None)
    if people and each.reading.predicate.dep == "advcl" and before is not None and not _same_clause(before, each.reading.predicate):
        before = None  # "sends 300 police after a riot kills 118"
    if people and each.reading.rule == "running count":
        before = None  # "6,500 households have fled, according to a group that puts the number of dead at 19"
    if before is not None and before.item.numeral.sent == each.item.numeral.sent and _lends(before, people):
        return replace(each, unit=before.unit, subject=before.subject, rules=(*each.rules, "noun left out"))
    if people:
        return replace(each, unit="people", subject="people", rules=(*each.rules, "noun left out"))
    return each


def _same_clause(before: Draft, predicate: Token) -> bool:
    """Whether a number before stands in the clause of a predicate or below it."""
    return predicate in before.item.bearer.ancestors()


def _lends(before: Draft, people: bool) -> bool:
    """Whether the noun of one number can stand for that of the next: not that of one person, nor a name of the act."""
    if people != (before.unit in {"people", "family", "household"}):
        return False
    if before.item.whole is not None and before.reading is not None and before.reading.rule == "of whom":
        return False  # "two nurses were among the nine killed"
    named_act = before.reading is not None and before.reading.rule in {"act counted", "those concerned"}
    return not (people and (before.item.amount.number == 1 or named_act or "part of a whole" in before.rules or before.subject == "lives"))
