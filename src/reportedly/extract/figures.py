"""Amounts with what was counted and what happened to it.

The way of a number: what does it count (`counted`), what happened to that (`measured`), what does it share with the
numbers around it (`parts`), how is it claimed (`claimed`). A number becomes a figure if a measure of
`ontology/measures.yaml` holds for it, or if it counts people in a main part of its clause; then the measure stays
empty. When in doubt the number is left out: docs/figures.md has the rules with examples.
"""

from __future__ import annotations

from dataclasses import replace

from reportedly.extract.claimed import is_increment, is_unreal, stage_of, status_of
from reportedly.extract.counted import Counted, counted, is_money, is_next_of_list, is_people, singular
from reportedly.extract.currencies import settled
from reportedly.extract.draft import Draft, draft
from reportedly.extract.grounds import evidence
from reportedly.extract.kept import is_kept
from reportedly.extract.measure_words import counted_words_index, measure_words
from reportedly.extract.measured import measured
from reportedly.extract.money import MOVED, is_moved
from reportedly.extract.parts import related
from reportedly.extract.telling import VERBAL
from reportedly.model.figure import Number, ScopeKind
from reportedly.model.mentions import Amount, FigureMention
from reportedly.model.place import Toponym
from reportedly.model.time import TimeExpression
from reportedly.ontology.load import load
from reportedly.syntax.tree import ParsedText, Token

ONE_BY_READING = frozenset({"clause", "clause beside", "act over it", "participle", "near by", "state"})
SCENERY = frozenset({"participants", "deployed", "arrived"})  # measures of which small numbers tell the scene, not a claim
LARGE = 10  # numbers below this tell the scene where no measure holds ("two gunmen")


def find_figures(
    parsed: ParsedText,
    amounts: tuple[Amount, ...],
    times: tuple[TimeExpression, ...],
    places: tuple[Toponym, ...],
    outlet_country: str | None = None,
) -> tuple[FigureMention, ...]:
    """All figures in the text, in order. Amounts within times and names are no figures."""
    amounts = settled(parsed, amounts, places, outlet_country)
    dates = [(time.start, time.end) for time in times if not _modifies_a_noun(parsed, time.start, time.end)]
    taken = sorted(dates + [(place.start, place.end) for place in places if place.role != "demonym"])
    drafts = []
    for amount in _outside(parsed.text, amounts, taken):
        item = counted(parsed, amount)
        if item is not None:
            drafts.append(draft(parsed, item, measured(parsed, item)))
    harm = _tells_of_harm(parsed, drafts)
    drafts += _unnumbered(parsed, drafts)
    drafts.sort(key=lambda each: each.item.amount.start)
    drafts = related(parsed, drafts)
    return _mentions(parsed, drafts, harm)


def _tells_of_harm(parsed: ParsedText, drafts: list[Draft]) -> bool:
    """Whether the text is about a crisis, so that what is needed, paid and counted in it is about that."""
    if any(each.reading is not None and measure_words().measures[each.reading.measure].harm for each in drafts):
        return True
    words = frozenset(load("money")["harm words"])
    return bool(drafts) and any(token.lemma.lower() in words and token.pos in {"NOUN", "PROPN"} for token in parsed.tokens)


def _is_idle(each: Draft, told: bool) -> bool:
    """Whether it is no claim in a text that tells of no harm: a sum that is paid or needed; a thing, where nothing is `told` to happen."""
    if is_money(each.item.amount):
        return each.reading is None or each.reading.rule == MOVED
    return not told and each.unit in counted_words_index().things | counted_words_index().places


def _unnumbered(parsed: ParsedText, drafts: list[Draft]) -> list[Draft]:
    """Read "the deaths of 21 passengers, four soldiers and the driver": a single person in a list of numbers is one."""
    found: dict[int, Draft] = {}
    counted_here = {each.item.noun.i for each in drafts if each.item.noun is not None}
    for each in drafts:
        noun, reading = each.item.noun, each.reading
        if noun is None or reading is None or each.item.amount.implicit or not measure_words().measures[reading.measure].one:
            continue
        for other in _list_of(noun):
            article = other.child("det")
            if (
                article is None
                or article.lower not in {"the", "a", "an"}
                or other.tag != "NN"
                or not is_people(other)
                or other.i in counted_here | found.keys()
            ):
                continue
            span = article.start, article.end
            amount = Amount(*span, span, 1, "exact", 1, 1, implicit=True, rule="one of a list")
            item = replace(each.item, amount=amount, numeral=article, noun=other, listed=True)
            found[other.i] = draft(parsed, item, reading)
    return list(found.values())


def _list_of(noun: Token) -> list[Token]:
    """The members of the list that a noun belongs to."""
    top = noun
    for _ in range(24):
        if top.head is top or not (top.dep == "conj" or (top.dep == "appos" and is_next_of_list(top.head, top))):
            break
        top = top.head
    members, todo = [], [top]
    while todo:
        each = todo.pop()
        members.append(each)
        todo.extend(child for child in each.each("conj") if child.pos in {"NOUN", "PROPN"})
        todo.extend(child for child in each.each("appos") if is_next_of_list(each, child))
    return members if len(members) > 1 else []


def _modifies_a_noun(parsed: ParsedText, start: int, end: int) -> bool:
    """Read "over 2000 families": four digits before their noun are no year."""
    token = parsed.token_at(start)
    if token is None or (token.start, token.end) != (start, end) or not token.text.isdigit():
        return False
    return token.dep == "nummod" and token.head.i == token.i + 1 and token.head.tag in {"NNS", "NNPS"}


def _outside(text: str, amounts: tuple[Amount, ...], taken: list[tuple[int, int]]) -> list[Amount]:
    """The amounts whose numeral stands in none of the spans, which are in order; "Swiss" is in none of "12 Swiss francs"."""
    kept, position = [], 0
    for amount in sorted(amounts, key=lambda amount: amount.start):
        start, end = amount.numeral
        if is_money(amount):
            start = next((at for at in range(start, end) if text[at].isdecimal()), start)
            end = start + 1
        while position < len(taken) and taken[position][1] <= start:
            position += 1
        if not any(low < end and start < high for low, high in taken[position : position + 4]):
            kept.append(amount)
    return kept


def _mentions(parsed: ParsedText, drafts: list[Draft], harm: bool) -> tuple[FigureMention, ...]:
    """The drafts that are figures, their links counted anew."""
    told = any(each.reading is not None for each in drafts)
    said = [index for index, each in enumerate(drafts) if harm or not _is_idle(each, told)]
    figures = {index for index in said if _is_figure(drafts[index]) or (harm and is_kept(drafts[index]))}
    # of what is no figure itself, a part is one by its own measure alone
    kept = [index for index in sorted(figures) if drafts[index].reading is not None or drafts[index].part_of in figures | {None}]
    places = {index: position for position, index in enumerate(kept)}
    claims = [drafts[index] for index in kept]
    return tuple(
        _mention(parsed, drafts[index], places, next_listed(drafts, index), _adds_to_nothing(claims, position))
        for position, index in enumerate(kept)
    )


def next_listed(drafts: list[Draft], index: int) -> Token | None:
    """The number behind this one that goes on with its list: "12 in Homs, five in Aleppo"."""
    following = drafts[index + 1] if index + 1 < len(drafts) else None
    return following.item.numeral if following is not None and "listed" in following.rules else None


def _is_figure(each: Draft) -> bool:
    item, reading = each.item, each.reading
    if is_unreal(item, reading) or (item.amount.number is None and item.amount.low is None and item.amount.high is None):
        return False
    if reading is None:
        return counts_unmeasured(each)
    measure = measure_words().measures[reading.measure]
    if item.amount.implicit:
        named = reading.predicate.pos == "NOUN" and reading.predicate.dep == "attr"  # "was the victim of a theft"
        loose = reading.rule == "state" and (named or item.listed or (item.noun is not None and item.noun.dep == "appos"))
        if each.inherited and item.numeral.dep == "nsubj" and item.numeral.head.pos == "VERB":
            return False  # "one of them confessed" tells of a man, not of how many
        if each.part_of is not None and item.listed and measure.one and each.unit == "people":
            return True  # "eight cooks and a guard are among the dead"
        if item.noun is not None and any(child.tag == "NN" and child.child("det", "poss") is None for child in item.noun.each("conj")):
            return False  # "a mother and child": two
        return measure.one and each.unit == "people" and reading.rule in ONE_BY_READING and item.noun is not reading.predicate and not loose
    if item.amount.qualifier == "vague" and _size(item) < LARGE and not (measure.one and reading.rule != "those concerned"):
        return False
    if item.amount.number == 0 and item.whole is not None:
        return False
    if item.amount.number == 1 and reading.rule == "act counted" and item.bearer.dep == "pobj" and item.bearer.head.lower == "in":
        return False  # "in one raid"
    if reading.measure in SCENERY and _size(item) < LARGE and each.unit == "people":
        return False
    return bool(each.subject)


def counts_unmeasured(each: Draft) -> bool:
    """Whether a number that no measure holds for is a claim: money, and people, households, things and places in numbers that matter."""
    item, noun = each.item, each.item.noun
    if is_money(item.amount):
        return is_moved(item)
    part = "part of a whole" in each.rules
    if item.amount.implicit or item.amount.unit_words is not None or (noun is None and not part) or (item.whole is not None and not part):
        return False
    index = counted_words_index()
    concrete = each.unit == "people" or each.unit in index.households | index.things | index.places
    verb = next((token for token in item.bearer.ancestors() if token.pos in VERBAL), None)
    main = item.bearer.dep in {"nsubj", "nsubjpass", "dobj", "attr", "ROOT"}
    if verb is not None and main and verb.lemma.lower() in load("claim_words")["scenery"] and verb.child("expl") is None:
        return concrete and (part or (_size(item) >= LARGE and (_are_aboard(item, verb) or _is_going_on(item, verb))))
    behind = item.bearer.dep == "pobj" and (each.unit != "people" or item.bearer.head.lower in {"against", "on", "at"})
    return concrete and ((_size(item) >= LARGE and (main or behind)) or part)


def _is_going_on(item: Counted, verb: Token) -> bool:
    """Read "1,300 soldiers are working in the region", "40 fires were still active": no scene, but what is being done or goes on."""
    if verb.lemma == "work":
        return verb.tag == "VBG" and any(child.lower in {"are", "were"} for child in verb.each("aux"))
    going_on = {"active", "burning", "ongoing", "underway", "under", "out"}
    burning = item.noun is not None and singular(item.noun) in load("people")["ongoing"]
    return verb.lemma == "be" and burning and any(child.lower in going_on for child in verb.each("acomp", "prep", "advmod"))


def _are_aboard(item: Counted, verb: Token) -> bool:
    """Read "the ferry was carrying 57 people", "57 people were on board", "25 lorries were on the ferry": who was in it is a claim."""
    vehicles = load("people")["vehicles"]
    if verb.lemma == "carry":
        return item.bearer.dep == "dobj" and any(singular(each) in vehicles for each in verb.each("nsubj"))
    if verb.lemma != "be" or item.bearer.dep != "nsubj":
        return False
    if any(child.lower == "aboard" for child in verb.children):
        return True
    within = [noun for prep in verb.each("prep") if prep.lower in {"on", "aboard", "in"} for noun in prep.each("pobj")]
    return any(noun.lower == "board" or singular(noun) in vehicles for noun in within)


def _size(item: Counted) -> Number:
    amount = item.amount
    return amount.number if amount.number is not None else amount.low or amount.high or 0


def _adds_to_nothing(claims: list[Draft], position: int) -> bool:
    """Read "11 people died and another 94 were injured": "another" sets them apart from the dead, and adds them to no other injured."""
    each = claims[position]
    if each.reading is None or position == 0:
        return False
    before = [other for other in claims[:position] if other.reading is not None and not is_money(other.item.amount)]
    near = before[-1:] and 0 <= each.item.numeral.sent - before[-1].item.numeral.sent <= 1
    return bool(near) and all(other.reading is not None and other.reading.measure != each.reading.measure for other in before)


def _mention(parsed: ParsedText, each: Draft, places: dict[int, int], limit: Token | None, alone: bool) -> FigureMention:
    item, reading = each.item, each.reading
    # the verb of a list governs the place of its first number; the others hold theirs themselves
    told = reading is not None and "listed" not in each.rules
    part = places.get(each.part_of) if each.part_of is not None else None
    scope: ScopeKind = "part" if part is not None else "increment" if is_increment(parsed, item, alone) else "total"
    return FigureMention(
        amount=item.amount,
        measure=reading.measure if reading is not None else None,
        unit=each.unit,
        subject=each.subject,
        evidence=evidence(parsed, each, limit),
        token=(item.noun or item.numeral).i,
        predicate=reading.predicate.i if reading is not None and told else -1,
        status=status_of(parsed, item, reading),
        stage=stage_of(reading),
        scope=scope,
        part_of=part,
        previous_of=places.get(each.previous_of) if each.previous_of is not None else None,
        manner=reading.manner if reading is not None else None,
        rules=each.rules,
    )
