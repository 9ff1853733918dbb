"""From tokens to the spans of sources, cues and contents.

A source is its noun phrase, appositions included. A cue is the verb with its auxiliaries, negation, the adverbs beside
it and its particle. A span never ends in a comma or a full stop that does not belong to it.
"""

from __future__ import annotations

from reportedly.model.mentions import Span
from reportedly.ontology.cues import cues
from reportedly.syntax.kinds import is_kind, kinds_of
from reportedly.syntax.predicates import RELATIVE, antecedent, is_passive, subjects
from reportedly.syntax.tree import ParsedText, Token

AUXILIARY = frozenset({"aux", "auxpass", "neg", "prt"})
SUBJECT = ("nsubj", "nsubjpass", "csubj")
TRAILING = frozenset({",", ".", ":", ";", "-", "--", "–", "—", "!", "?", "(", "...", "…", '"', "“", "”", "``", "''"})
_UPWARD = 4  # nouns from a name up to whom a relative clause is about
_PLACES = frozenset({"GPE", "LOC", "FAC"})
_PEOPLE = frozenset({"human"})
_HOUSES = frozenset({"organisation"})
IMPERSONAL = frozenset({"it", "there"})


def hull(tokens: list[Token]) -> Span:
    """From the first to the last token."""
    return tokens[0].start, tokens[-1].end


def trimmed(tokens: list[Token]) -> list[Token]:
    """The tokens without marks at either end."""
    low, high = 0, len(tokens)
    while low < high and (tokens[low].text in TRAILING or tokens[low].text == ")"):
        low += 1
    while high > low and tokens[high - 1].text in TRAILING:
        high -= 1
    return tokens[low:high]


def run_around(tokens: list[Token], anchor: Token) -> list[Token]:
    """The unbroken run of tokens that holds the anchor."""
    at = next(index for index, token in enumerate(tokens) if token is anchor)
    low = high = at
    while low > 0 and tokens[low].i - tokens[low - 1].i == 1:
        low -= 1
    while high + 1 < len(tokens) and tokens[high + 1].i - tokens[high].i == 1:
        high += 1
    return tokens[low : high + 1]


def phrase(head: Token, without: Token | None = None) -> list[Token]:
    """The noun phrase of a head with all that hangs on it, never across the token `without`; the head alone where it is a mark."""
    words = [token for token in head.subtree() if token.sent == head.sent]
    if without is not None:
        words = [token for token in words if (token.i < without.i) == (head.i < without.i) and token is not without]
    return trimmed(run_around(words, head)) or [head]


def source_of(verb: Token) -> tuple[tuple[Span, ...], int]:
    """Who speaks: the subject of an active verb, the doer of a passive one; nothing for "it was said"."""
    if is_passive(verb):
        agent = verb.child("agent")
        noun = agent.child("pobj") if agent is not None else _house(verb)
        if noun is None:
            return (), -1
        return _as_source(noun, verb)
    if verb.dep == "pcomp" and verb.head.lower == "as":
        # "was quoted as saying", "quoted the ministry as saying"
        quoted = verb.head.head.child("dobj", "nsubjpass")
        if quoted is not None:
            return _as_source(quoted, verb)
    own = verb.child(*SUBJECT)
    if own is not None and own.lower in RELATIVE:
        return ((own.start, own.end),), _meant(own, antecedent(verb)).i
    if own is None:
        inherited = subjects(_above_content(verb))
        if not inherited:
            inherited = _cut_subject(verb)
        if not inherited:
            return (), -1
        own = min(inherited, key=lambda token: token.i)
        if own.lower in RELATIVE:
            return ((own.start, own.end),), own.i
    if own.sent != verb.sent or own.lower == "there" or (own.lower == "it" and verb.lemma in cues().impersonal):
        return (), -1
    return _as_source(own, verb)


def _cut_subject(verb: Token) -> tuple[Token, ...]:
    """Who speaks in "Villagers interviewed in a camp, in Kenya, said ...", where the parser took the participle for a verb of its own."""
    clause = verb.child("ccomp", "advcl")
    own = clause.child("nsubj") if clause is not None and clause.i < verb.i else None
    if clause is None or own is None or clause.tag not in {"VBD", "VBN"} or own.i > clause.i:
        return ()
    told = clause.child("dobj", "aux", "auxpass", "ccomp", "xcomp", "mark") is not None or clause.i != own.i + 1
    stop = any(child.text == "," and child.i == verb.i - 1 for child in (*clause.children, *verb.children))
    return () if told or not stop or not is_kind(own, _PEOPLE) else (own,)


def _above_content(verb: Token) -> Token:
    """The verb whose subject speaks: "admitted that a blow had been dealt, but put the toll at nine" goes on with "admitted"."""
    held = verb.head
    passive = held.child("auxpass") is not None and held.child("aux") is not None
    goes_on = verb.dep == "conj" and verb.tag == "VBD" and held.dep == "ccomp" and passive and not is_passive(verb)
    return held.head if goes_on else verb


def _house(verb: Token) -> Token | None:
    """The house in which it is said: "In the Ministry of Defence these reports were called a lie"."""
    for preposition in verb.each("prep"):
        subject = verb.child("nsubjpass")
        noun = preposition.child("pobj") or (subject.child("nmod") if subject is not None else None)
        if preposition.i < verb.i and preposition.lower == "in" and noun is not None and kinds_of(noun) == _HOUSES and verb.dep == "ROOT":
            return noun
    return None


def _meant(relative: Token, noun: Token | None) -> Token:
    """The noun that a relative pronoun stands for: in "a resident of X, who said" the resident, not the place."""
    if noun is None:
        return relative
    if relative.lower == "who":
        for _ in range(_UPWARD):  # "a doctor at the central hospital in Aden, who said": a doctor
            above = noun.head.head
            if noun.dep != "pobj" or above.pos != "NOUN" or (noun.ent not in _PLACES and is_kind(noun, _PEOPLE)):
                break
            noun = above
    return noun


def _as_source(noun: Token, verb: Token) -> tuple[tuple[Span, ...], int]:
    words = source_words(noun, verb)
    return ((hull(words),), noun.i) if words else ((), -1)


def source_words(noun: Token, verb: Token | None = None) -> list[Token]:
    """The noun phrase of a source; with the comma that closes an apposition, without a dateline before it."""
    words = phrase(noun, verb)
    for position, word in enumerate(words):
        if word.i < noun.i and word.text in {"–", "—", "--", "-"} and word.head is not noun and _spaced(words, position):
            return source_words_after(words[position + 1 :], noun)
    return source_words_after(words, noun)


def source_words_after(words: list[Token], noun: Token) -> list[Token]:
    """The words, with the closing comma of an apposition or relative clause."""
    if words and any(word.text == "," and word.i > noun.i for word in words):
        closing = next((child for child in noun.children if child.text == "," and child.i == words[-1].i + 1), None)
        if closing is not None:
            return [*words, closing]
    return words


def _spaced(words: list[Token], position: int) -> bool:
    """Whether a dash stands between spaces: a dateline's, not a name's."""
    return (
        0 < position < len(words) - 1
        and words[position - 1].end < words[position].start
        and words[position].end < words[position + 1].start
    )


def group(verb: Token) -> list[Token]:
    """The verb with its auxiliaries, negation, particle and the adverbs right beside them."""
    parts = [verb, *verb.each(*AUXILIARY)]
    have = {token.i for token in parts}
    for adverb in reversed([token for token in verb.each("advmod") if token.i < verb.i]):
        if (
            adverb.i + 1 in have
            and not adverb.children
            and adverb.lower not in {"when", "why", "how", "where", "however", "earlier", "later"}
        ):
            have.add(adverb.i)
            parts.append(adverb)
    return run_around(sorted(parts, key=lambda token: token.i), verb)


def sentence_words(parsed: ParsedText, token: Token) -> list[Token]:
    """The tokens of the sentence that a token stands in."""
    return parsed.words_of(parsed.sentence_of(token))
