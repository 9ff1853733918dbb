"""Who takes part in a clause, where reports write otherwise than the parser expects.

* Headlines leave out the auxiliary: "Factory fire kills six, manager held".
* A participle behind a list is about all its members: "a priest and two nuns, abducted on Friday, ...", also where the parser
  takes it for the verb of the sentence.
* A name in apposition cuts a list: "arrested the owner, T. Rao, and a guard".
* A series of verbs goes on behind a comma: "inspected 40 mines, sealed six and seized 300 kg of explosives".
* A storm that has a name does what storms do: "Danilo hit two districts" is no attack.
"""

from __future__ import annotations

from dataclasses import replace

from reportedly.extract.happenings.telling import VERBAL, lexicon
from reportedly.syntax.kinds import is_kind
from reportedly.syntax.predicates import Arguments, antecedent, arguments, conjuncts, objects, subjects
from reportedly.syntax.tree import ParsedText, Token

_EVENT = frozenset({"event"})
_ACTOR = frozenset({"actor"})
_SPEAKING = frozenset({"it", "they", "we"})
_FORCE = frozenset({"force"})
_PLACES = frozenset({"GPE", "LOC", "NORP"})
_HEADED = frozenset({"ccomp", "parataxis"})


def given_to(parsed: ParsedText, verb: Token) -> Arguments:
    """The arguments of a verb, as reports mean them."""
    given = arguments(verb)
    if _is_held_in_headline(parsed, verb, given):
        return replace(given, agents=(), patients=given.agents, passive=True)
    counted = _counted_victims(parsed, verb)
    if counted is not None:
        return replace(given, agents=(), patients=(counted,), passive=True)
    going_on = _goes_on_with(parsed, verb)
    if going_on is not None:
        return replace(given, agents=subjects(going_on), patients=objects(verb), passive=False)
    if _is_apposed(parsed, verb, given):
        return replace(given, agents=(), patients=given.agents, passive=True)
    if cut := _cut_off(verb, given):
        return replace(given, patients=(*given.patients, *cut))
    listed = _whole_list(verb)
    if listed:
        return replace(given, patients=listed) if given.passive else replace(given, agents=listed)
    return given


def speaker_behind(pronoun: Token) -> Token | None:
    """Who says of itself that it did it: "The ministry said that it had struck a depot"."""
    verb = pronoun.head
    if pronoun.lower not in _SPEAKING or pronoun.dep != "nsubj" or verb.dep not in _HEADED:
        return None
    speaker = verb.head.child("nsubj")
    return speaker if speaker is not None and speaker is not pronoun and is_kind(speaker, _ACTOR) else None


def named_storms(parsed: ParsedText) -> frozenset[str]:
    """Names of storms, where the text tells of one: those of one word that hit or batter as storms do."""
    words = lexicon()
    if not any(token.lemma.lower() in words["storms"] for token in parsed.tokens):
        return frozenset()
    return frozenset(
        token.text
        for token in parsed.tokens
        if token.pos == "PROPN" and token.dep == "nsubj" and token.ent not in _PLACES and not token.children
        if token.head.lemma in words["storming"]
    )


def is_taken(parsed: ParsedText, verb: Token, given: Arguments) -> bool:
    """Whether "were taken" tells of a kidnapping: in a text about one, unless it says whereto or by which force."""
    words = lexicon()
    if verb.lemma not in words["taking"] or not given.passive or any(each in {"to", "off", "over"} for each, _ in given.obliques):
        return False
    if verb.child("prt", "dobj", "oprd", "xcomp", "acomp") is not None or any(is_kind(each, _FORCE) for each in given.agents):
        return False
    return any(token.lemma.lower() in words["kidnapping"] for token in parsed.tokens)


def _is_held_in_headline(parsed: ParsedText, verb: Token, given: Arguments) -> bool:
    """Whether a verb that wants an object ends a part of a headline without one."""
    if verb.lemma not in lexicon()["headlined"] or verb.tag not in {"VBD", "VBN"} or given.passive or given.patients:
        return False
    if verb.child("aux", "auxpass", "mark", "prt") is not None or not given.agents:
        return False
    sentence = parsed.sentence_of(verb)
    last = parsed.tokens[sentence.last - 1]
    following = parsed.tokens[verb.i + 1] if verb.i + 1 < sentence.last else None
    return last.text not in {".", "!", "?", '"', "”"} and (following is None or following.text in {",", ";", "-", "–"})


def _goes_on_with(parsed: ParsedText, verb: Token) -> Token | None:
    """The verb of a series whose second member the parser hung on the object of the first."""
    first = verb
    while first.dep == "conj" and first.head.pos in VERBAL:
        first = first.head
    above = first.head.head if first.dep == "acl" and first.head.dep == "dobj" else first.head
    if first.dep not in {"acl", "advcl"} or first.tag != "VBN" or above.pos not in VERBAL or above.tag not in {"VBD", "VBN"}:
        return None
    told = first.child("nsubj", "nsubjpass", "auxpass", "agent", "mark") is None and first.child("dobj", "oprd") is not None
    own = verb is first or verb.child("nsubj", "nsubjpass", "auxpass") is None
    return above if told and own and parsed.tokens[first.i - 1].text == "," else None


def _counted_victims(parsed: ParsedText, verb: Token) -> Token | None:
    """The number of "400 dead and 700 wounded", whose participle the parser took for a verb of its own."""
    before = parsed.tokens[verb.i - 1] if verb.i else None
    if verb.tag != "VBN" or verb.dep != "advcl" or verb.children or before is None or before.pos != "NUM":
        return None
    return before if before.dep in {"conj", "pobj", "dobj"} else None


def _is_apposed(parsed: ParsedText, verb: Token, given: Arguments) -> bool:
    """Whether a participle between commas was taken for the verb of its noun: "Two nuns, abducted on Friday, were freed"."""
    if verb.tag != "VBN" or given.passive or given.patients or verb.child("aux", "auxpass", "mark") is not None:
        return False
    own, later = verb.child("nsubj"), verb.child("conj")
    return own is not None and later is not None and later.child("auxpass", "aux") is not None and parsed.tokens[verb.i - 1].text == ","


def _cut_off(verb: Token, given: Arguments) -> tuple[Token, ...]:
    """The members of a list behind a name in apposition, which the parser hung on the verb."""
    if given.passive or not given.patients or given.patients[-1].child("appos") is None:
        return ()
    last = given.patients[-1]
    if last.child("cc") is None:
        return ()
    return tuple(
        token for token in verb.each("conj") if token.i > last.i and token.pos in {"NOUN", "PROPN"} and token.child("nsubj") is None
    )


def _whole_list(verb: Token) -> tuple[Token, ...]:
    """All members of the list that a clause behind a comma is about."""
    noun = antecedent(verb)
    if noun is None or not any(child.text == "," and noun.i < child.i < verb.i for child in (*noun.children, *verb.children)):
        return ()
    first = noun
    while first.dep == "conj" and first.head.pos in {"NOUN", "PROPN", "NUM"}:
        first = first.head
    members = tuple(token for token in conjuncts(first) if token.i < verb.i)
    inside = any(child.text == "," and first.i < child.i < noun.i for child in first.children)
    return members if len(members) > 1 and not inside and all(token.pos != "PROPN" for token in members) else ()
