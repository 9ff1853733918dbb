"""What a sum of money is the value of: damage, aid, ransom, a fine.

The first that holds:

1. a noun of its clause: "damage of 5 million", "12 million in aid";
2. what the verb does with money: "were fined 300", "pledged 2 million";
3. in a report that tells of harm, another noun ("the cost of rebuilding"), what it is wanted for ("12 million are needed"), and who
   gets or asks for it ("pays 500 to each family", "the kidnappers demanded 2 million").

A sum that is handed over or asked for is kept without a measure where nothing tells one, again in a report of harm only: what
clubs pay for players and firms for one another is no news of a crisis. The words are in `ontology/money.yaml` and, as `totals` and
verbs, in `ontology/measures.yaml`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from reportedly.extract.counted import Counted, singular
from reportedly.extract.measure_words import VerbEntry, measure_words, verb_entry
from reportedly.extract.running import running_counts
from reportedly.extract.telling import VERBAL, Reading, holds
from reportedly.ontology.load import load
from reportedly.syntax.tree import Token

MOVED = "money moved"  # the rule of readings that hold only in a report of harm
AGENTS = frozenset({"agent", "prep"})


def money(item: Counted) -> Reading | None:
    """The measure of a sum of money, or None."""
    words = measure_words()
    verb = _verb(item)
    nouns = [each for noun in _valued(item, verb) for each in (noun, *noun.each("compound", "conj")) if each is noun or each.pos == "NOUN"]
    for noun in nouns:
        found = words.totals.get(singular(noun))
        if found and words.measures[found].counts.startswith("money"):
            return Reading(found, verb if verb is not None else noun, "money")
    for entry in words.verbs.get(verb.lemma.lower(), ()) if verb is not None else ():
        if verb is not None and words.measures[entry.measure].counts.startswith("money") and _takes(entry, verb, item):
            return Reading(entry.measure, verb, "money")
    return next(_moved(item, verb, nouns), None)


def is_moved(item: Counted) -> bool:
    """Whether the sum is handed over or asked for, by a verb that it belongs to."""
    verb, data = _verb(item), load("money")
    if verb is None or verb.lemma not in {*data["giving"], *data["getting"], *data["asking"]}:
        return False
    over = _over(item)
    return over is verb or (over.lower == "for" and verb.lemma in data["asking"])


def _over(item: Counted) -> Token:
    """The verb or preposition that governs the sum; a range hangs on its "between"."""
    head = item.bearer.head
    return head.head if head.lower == "between" and item.bearer.dep == "pobj" else head


def _takes(entry: VerbEntry, verb: Token, item: Counted) -> bool:
    """Whether the entry holds for the verb and the sum, or for the "between" of a range."""
    return holds(entry, verb, item.bearer, related=not entry.after and item.bearer.head.lower == "between" and _over(item) is verb)


def _verb(item: Counted) -> Token | None:
    """The verb over the sum; not the gerund that it is the cost of ("the cost of rebuilding at 5 million")."""
    return next((token for token in item.bearer.ancestors() if token.pos in VERBAL and token.lower not in _values()), None)


def _valued(item: Counted, verb: Token | None) -> Iterator[Token]:
    """The nouns that the money can be the value of, nearest first."""
    yield from running_counts(item.bearer)
    if item.outer is not None:
        yield item.outer  # "claims of 5 million"
    yield from (above for above in item.bearer.ancestors() if above.lower in _values() and above.pos in VERBAL)
    if verb is not None:
        yield from (child for child in verb.each("nsubj", "nsubjpass", "dobj") if child is not item.bearer)
        yield from (noun for prep in verb.each("prep") for noun in prep.each("pobj") if noun is not item.bearer)
    for prep in item.bearer.each("prep"):
        if prep.lower in {"in", "of", "for", "worth"}:
            yield from prep.each("pobj")


def _moved(item: Counted, verb: Token | None, nouns: Iterable[Token]) -> Iterator[Reading]:
    """What holds in a report of harm alone."""
    clause = next((child for child in item.bearer.each("acl", "relcl") if child.pos in VERBAL), None)  # "the 12 million required"
    for predicate in (clause, verb):
        for entry in _aid_verbs().get(predicate.lemma, ()) if predicate is not None else ():
            if predicate is not None and (predicate is clause or (_takes(entry, predicate, item) and not _is_revenue(predicate))):
                # "of the 12 million required" is said of appeals alone
                yield Reading(entry.measure, predicate, "money" if predicate is clause else MOVED)
    values = _values()
    for noun in nouns:
        below = [each for prep in noun.each("prep") if prep.lower == "of" for each in prep.subtree() if each.pos in {"NOUN", "VERB"}]
        for each in (noun, *below):
            if found := values.get(singular(each)) or values.get(each.lower):
                yield Reading(found, verb if verb is not None else noun, MOVED)
    if verb is not None and is_moved(item):
        yield from _by_people(item, verb)


def _by_people(item: Counted, verb: Token) -> Iterator[Reading]:
    """Aid is what helps those harmed, ransom what goes to kidnappers."""
    data = load("money")
    subjects = verb.each("nsubj") or (verb.head.each("nsubj") if verb.dep == "xcomp" else [])
    others = [noun for prep in verb.children if prep.dep in AGENTS for noun in prep.each("pobj") if noun is not item.bearer]
    others += [*verb.each("dative"), *(noun for noun in verb.each("dobj", "nsubjpass") if noun is not item.bearer)]
    others += [noun for prep in item.bearer.each("prep") if prep.lower in {"to", "for"} for noun in prep.each("pobj")]
    getters = subjects if verb.lemma in data["getting"] else others
    askers = [*subjects, *others] if verb.lemma in data["asking"] else getters
    if _are(askers, "extorting"):
        yield Reading("ransom", verb, "money")
    elif verb.lemma not in data["asking"] and _are(getters, "helped"):
        yield Reading("aid", verb, "money")


def _is_revenue(verb: Token) -> bool:
    """Whether a tax, or a bill about one, raises the sum; its verb may stand in a clause about it."""
    above = verb
    while above.pos in VERBAL and above.dep in {"xcomp", "relcl", "acl", "advcl", "conj"}:
        if _are(above.each("nsubj", "nsubjpass"), "revenue"):
            return True
        above = above.head
    return _are([above] if above.pos not in VERBAL else above.each("nsubj", "nsubjpass"), "revenue")


def _are(nouns: Iterable[Token], kind: str) -> bool:
    words = load("money")[kind]
    return any(singular(each) in words for noun in nouns for each in (noun, *noun.each("compound", "conj", "pobj")))


@cache
def _values() -> dict[str, str]:
    return {noun: measure for measure, nouns in load("money")["values"].items() for noun in nouns}


@cache
def _aid_verbs() -> dict[str, tuple[VerbEntry, ...]]:
    found: dict[str, tuple[VerbEntry, ...]] = {}
    for phrase in load("money")["aid verbs"]:
        verb, *words = phrase.split()
        found[verb] = (*found.get(verb, ()), verb_entry("aid", "to", words, None))
    return found
