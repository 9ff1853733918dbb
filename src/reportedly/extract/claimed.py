"""How a number is claimed, how far the deed went, and whether the number is a total or an addition.

The words are in `ontology/claim_words.yaml`. What a source does with the claim ("denied that 12 had died") is told by
the attribution around it; here only the clause of the number is read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from reportedly.extract.counted import Counted
from reportedly.extract.running import running_counts
from reportedly.extract.telling import VERBAL, Reading
from reportedly.model.figure import Stage, Status
from reportedly.ontology.load import load
from reportedly.syntax.modality import modality
from reportedly.syntax.tree import ParsedText, Sentence, Token

# Relations over which a word still belongs to the claim of the verb above.
CLOSE = frozenset({"oprd", "acomp", "amod", "pobj", "prep", "attr", "nummod", "dobj", "nsubj", "nsubjpass"})

COMPARATIVE = frozenset({"JJR", "RBR"})  # "had earlier stood at nine" is no early count
SHORT = 25  # words of a sentence that does nothing but withdraw a figure


def status_of(parsed: ParsedText, item: Counted, reading: Reading | None) -> Status:
    """How the text marks the claim."""
    around = list(_around(item, reading))
    words = {token.lower for token in around} | {token.lemma.lower() for token in around if token.tag not in COMPARATIVE}
    if retracted(parsed, item):
        return "retracted"
    if is_called_false(item, reading):
        return "denied"
    if item.amount.number != 0 and reading is not None and _negated(reading.predicate) and reading.predicate.pos in VERBAL:
        return "denied"
    for status in ("denied", "alleged", "preliminary", "estimated"):
        entry = _lexicon()[status]
        if words & entry["words"] or any(token.lemma.lower() in entry["verbs"] for token in around if token.pos in VERBAL):
            return status
    if item.amount.status is not None:
        return item.amount.status
    if reading is not None and reading.predicate.dep == "pcomp" and modality(reading.predicate).status == "alleged":
        return "alleged"  # "three men accused of killing two women"
    return "asserted"


def stage_of(reading: Reading | None) -> Stage:
    """How far the deed went."""
    if reading is None or reading.predicate.pos not in VERBAL:
        return "accomplished"
    stages = load("claim_words")["stage"]
    over = list(_verbs_over(reading.predicate))
    for stage in ("prevented", "attempted", "threatened", "planned"):
        if any(token.lemma.lower() in stages[stage] for token in over):
            return stage
    if any(child.dep == "aux" and child.lower in {"'ll", "will", "wo"} for child in reading.predicate.children):
        return "planned"
    auxiliaries = {child.lower for child in reading.predicate.children if child.dep in {"aux", "auxpass"}}
    if "being" in auxiliaries and auxiliaries & {"is", "are"}:
        return "ongoing"
    return "accomplished"


def is_unreal(item: Counted, reading: Reading | None) -> bool:
    """Whether the clause only supposes: "if 12 people die"."""
    unreal = load("claim_words")["unreal"]
    token = reading.predicate if reading is not None else item.bearer
    for above in (token, *token.ancestors()):
        if above.pos in VERBAL:
            if any(child.dep in {"mark", "advmod"} and child.lower in unreal for child in above.children):
                return True
            if above.dep not in {"xcomp", "conj"}:
                return False
    return False


def is_increment(parsed: ParsedText, item: Counted, alone: bool = False) -> bool:
    """Whether the number is added to others: "another 12", "12 more", "1,678 in the past 24 hours".

    Args:
        parsed: The text.
        item: The number.
        alone: Whether all that is told before is of another kind, so that "another" adds it to nothing.
    """
    first = parsed.token_at(item.amount.start) or item.numeral
    end = max(item.numeral.i, item.noun.i) if item.noun is not None else item.numeral.i
    near = [token for token in parsed.tokens[max(0, first.i - 2) : end + 2] if token.sent == item.numeral.sent]
    if any(_adds(parsed, token, first.i, end) for token in near if not (alone and token.lower in load("claim_words")["apart"])):
        return True
    verb = item.bearer.head
    preps = [prep for prep in verb.each("prep") if verb.pos in VERBAL]
    said = [" ".join(token.lower for token in parsed.tokens[prep.i : prep.i + 3]) for prep in preps]
    return any(phrase in load("claim_words")["period"] for phrase in said)


def _adds(parsed: ParsedText, token: Token, first: int, end: int) -> bool:
    """Whether a word beside the number says that it is an addition; "more than 12" and "more people than" do not."""
    if token.lower not in load("claim_words")["increment"] or token.pos == "VERB":
        return False
    after = parsed.tokens[token.i + 1].lower if token.i + 1 < len(parsed.tokens) else ""
    behind = token.i > end and token.lower != "more"
    ahead = token.i < first and token.lower in {"new", "more"}
    return after != "than" and not behind and not ahead


def retracted(parsed: ParsedText, item: Counted) -> bool:
    """Read "withdrew a figure of 164 dead", "164 deaths, published by mistake", "164 died. The channel withdrew the figure."."""
    entry = _lexicon()["retracted"]
    sentence = parsed.sentence_of(item.numeral)
    lemmas = {token.lemma.lower() for token in parsed.words_of(sentence)}
    if lemmas & entry["published"]:
        said = parsed.text[sentence.start : sentence.end].lower()
        if any(phrase in said for phrase in entry["phrases"]):
            return True
    if lemmas & entry["nouns"] and any(token.pos in VERBAL and token.lemma.lower() in entry["verbs"] for token in item.numeral.ancestors()):
        return True
    return _is_replaced(item.numeral, entry) or _is_withdrawn_next(parsed, sentence)


def _is_replaced(numeral: Token, entry: Mapping[str, frozenset[str]]) -> bool:
    """Read "corrected a toll of 41", "corrected the toll from 41 to 39": of the two the first."""
    prep = numeral.head
    if numeral.dep != "pobj" or prep.lower not in {"of", "from"}:
        return False
    noun = prep.head
    verb = noun if prep.lower == "from" and noun.pos in VERBAL else noun.head
    named = verb is noun or (noun.dep in {"dobj", "nsubjpass"} and noun.lemma.lower() in entry["nouns"])
    return named and verb.pos in VERBAL and verb.lemma.lower() in entry["replaced"]


def _is_withdrawn_next(parsed: ParsedText, sentence: Sentence) -> bool:
    """Whether the sentence behind withdraws "the figure" and gives none of its own."""
    if sentence.i + 1 >= len(parsed.sentences):
        return False
    entry, following = _lexicon()["retracted"], parsed.sentences[sentence.i + 1]
    words = parsed.words_of(following)
    if following.paragraph != sentence.paragraph or len(words) > SHORT or any(token.pos == "NUM" for token in words):
        return False
    verbs = [token for token in words if token.pos in VERBAL and token.lemma.lower() in entry["verbs"]]
    things = [noun for verb in verbs for noun in verb.each("dobj", "nsubjpass") if noun.lemma.lower() in entry["nouns"]]
    return any(noun.child("det", "poss") is not None for noun in things)


def _around(item: Counted, reading: Reading | None) -> Iterator[Token]:
    """The words by which the clause can mark its claim."""
    tokens = [item.bearer, *running_counts(item.bearer)]
    if item.noun is not None:
        tokens.append(item.noun)
    if reading is not None:
        tokens.append(reading.predicate)
    for token in tokens:
        yield from token.each("amod", "advmod")
    predicate = reading.predicate if reading is not None else item.bearer
    for verb in _claiming(predicate):
        if verb is not predicate or verb.lemma != "claim":  # "claimed 15 lives" claims nothing
            yield verb
        yield from verb.each("advmod")


def _claiming(predicate: Token) -> Iterator[Token]:
    """The predicate and the verbs over it up to the first that reports a full clause: that one is an attribution's."""
    below = predicate
    if predicate.pos in VERBAL:
        yield predicate
    for above in predicate.ancestors():
        if above.pos in VERBAL:
            if below.pos in VERBAL:
                own = below.child("nsubj", "nsubjpass", "mark")
                if below.dep not in {"xcomp", "oprd", "acomp"} and own is not None:
                    return
                if below.dep == "conj" and above.child("xcomp") is None:
                    below = above  # "captured 11 and burned 14": what is over the first is over both
                    continue
                if below.dep not in {"xcomp", "oprd", "acomp", "ccomp", "conj"}:
                    return
            yield above
        elif below.dep not in CLOSE:
            return
        below = above


def is_called_false(item: Counted, reading: Reading | None) -> bool:
    """Read "a report that 12 people had been killed was false"."""
    untrue = load("claim_words")["status"]["denied"]["untrue"]
    token = reading.predicate if reading is not None else item.bearer
    judged = [above for above in token.ancestors() if above.lemma == "be"]
    return any(child.lower in untrue for above in judged for child in above.each("acomp", "attr"))


def _verbs_over(predicate: Token) -> Iterator[Token]:
    """The verbs that tell how far the deed of the predicate went, nearest first."""
    below = predicate
    for above in predicate.ancestors():
        if above.pos not in VERBAL:
            return
        if below.dep == "xcomp" or (below.dep == "ccomp" and below.child("nsubj", "nsubjpass", "mark") is None):
            # "were forced to flee" is done; an order or a plan is not
            yield above
        else:
            return
        below = above


def _negated(predicate: Token) -> bool:
    return any(child.dep == "neg" and child.lower in {"not", "n't", "n’t", "never"} for child in predicate.children)


@cache
def _lexicon() -> dict[Any, dict[str, frozenset[str]]]:
    kinds = ("verbs", "words", "nouns", "phrases", "published", "replaced")
    return {status: {kind: frozenset(entry.get(kind, ())) for kind in kinds} for status, entry in load("claim_words")["status"].items()}
