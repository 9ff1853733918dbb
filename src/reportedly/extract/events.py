"""What happened, was tried, planned or threatened.

An event is a verb or a noun of action that a pattern of `ontology/events.yaml` fits, told as having happened, being
tried, planned, threatened or prevented. How it goes:

1. Every word whose lemma triggers a pattern is tried, its patterns in order of how much they ask for; the first that
   fits gives the type and the participants (`happenings/matches.py` over `syntax/predicates.py`).
2. What the text does not hold to have happened is no event: negated, conditional, feared (`syntax/modality.py`).
3. A noun must also be told, not only mentioned (`happenings/telling.py`): "during the riots" is no riot.
4. A word that another event's trigger has taken ("set *fire* to", "opened *fire*") tells of no event of its own.
"""

from __future__ import annotations

from functools import cache

from reportedly.extract.happenings.given import given_to, is_taken, named_storms
from reportedly.extract.happenings.matches import Match, Roles, match_noun, match_verb, with_instruments
from reportedly.extract.happenings.patterns import IDIOM, Pattern, Words, verb_patterns, vocabulary
from reportedly.extract.happenings.spans import evidence_span, participant, trigger_span
from reportedly.extract.happenings.telling import VERBAL, doer_of, lexicon, reached, tells, told_by
from reportedly.model.figure import Stage
from reportedly.model.mentions import EventMention, Participant
from reportedly.syntax.kinds import is_kind
from reportedly.syntax.modality import Modality, modality
from reportedly.syntax.predicates import arguments, obliques
from reportedly.syntax.tree import ParsedText, Token

_NO_PREDICATE = frozenset({"amod", "compound", "aux", "auxpass"})
_VERBAL_TAGS = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ"})


def find_events(parsed: ParsedText) -> tuple[EventMention, ...]:
    """All events in the text, in order of their triggers."""
    known = vocabulary()
    found: list[tuple[Match, Token, Modality]] = []
    taken: set[int] = set()
    storms = named_storms(parsed)
    for token in parsed.tokens:
        lemma = token.lemma.lower()
        if lemma in known.verbs and token.pos in VERBAL and token.tag in _VERBAL_TAGS and token.dep not in _NO_PREDICATE:
            match = _verb(parsed, token)
            if match is not None and (_is_storms(match, storms) or _is_asked(match)):
                continue
            again = (
                match is not None
                and _names_known(token)
                and (lemma in lexicon()["held"] or any(each.pattern.type == match.pattern.type for each, _, _ in found))
            )
            if match is not None and not again and not (lemma in lexicon()["figurative"] and _is_contest(parsed, token)):
                taken.update(word.i for word in match.words)
                found.append((match, token, modality(token)))
    # "opened criminal cases": the noun tells of nothing more than the verb whose participant it is
    done = {
        (token.i, match.pattern.type)
        for match, _, _ in found
        for role in ("TARGET", "AGENT", "INSTRUMENT")
        for token in match.roles.get(role, [])
    }
    for token in parsed.tokens:
        lemma = token.lemma.lower()
        nominal = token.pos == "NOUN" or (token.pos == "PROPN" and not _is_in_a_name(token))
        if lemma in known.nouns and nominal and token.i not in taken and token.ent not in {"DATE", "TIME"}:
            match = _noun(token)
            if match is not None and (token.i, match.pattern.type) not in done:
                found.append((match, token, modality(token)))
    mentions = [_mention(match, head, held) for match, head, held in found if held.stage is not None or _is_voiced(match, held)]
    return tuple(sorted(mentions, key=lambda mention: mention.trigger))


def _is_voiced(match: Match, held: Modality) -> bool:
    """Whether it is done by the deed that it is the purpose of: "blocked the road to protest against the tax"."""
    return match.pattern.type == "protest" and held.why == ("purpose",)


def _is_decreed(match: Match, held: Modality) -> bool:
    """Whether it is in force once it is ordered: "ordered the closure of all schools"."""
    words = lexicon()
    return match.pattern.type in words["decreed"] and bool(held.why) and words["decreeing"].issuperset(held.why)


def _is_contest(parsed: ParsedText, token: Token) -> bool:
    """Whether the sentence is about votes or games, in which nobody is beaten but in numbers."""
    contests = lexicon()["contests"]
    return any(word.lemma.lower() in contests for word in parsed.words_of(parsed.sentence_of(token)))


def _names_known(verb: Token) -> bool:
    """Read "those arrested": nothing is told of them; where arrests were told before, it is they who are meant."""
    return verb.dep == "acl" and verb.head.lower == "those" and not verb.each("prep", "agent", "npadvmod", "dobj", "advcl")


def _is_in_a_name(noun: Token) -> bool:
    """Read "the Indus Dispatch": part of the name of an organisation; headlines in title case have no article."""
    article, before = noun.child("det"), noun.child("compound")
    return noun.ent == "ORG" and article is not None and article.lower == "the" and before is not None and before.pos == "PROPN"


def _is_storms(match: Match, storms: frozenset[str]) -> bool:
    """Whether it is a storm, called by its name, that does it: "Danilo hit two districts"."""
    agents = match.roles.get("AGENT", [])
    return match.pattern.type == "attack" and bool(agents) and all(token.text in storms for token in agents)


def _is_asked(match: Match) -> bool:
    """Whether it is open how many there were: "nobody has said how many children died"."""
    members = [*match.roles.get("TARGET", []), *match.roles.get("AGENT", [])]
    return any(child.lower == "how" for member in members for word in member.each("amod", "nummod", "advmod") for child in word.children)


def _verb(parsed: ParsedText, verb: Token) -> Match | None:
    if verb.lemma in lexicon()["awaited"] and verb.child("xcomp", "ccomp") is not None:
        return None  # "is expected to arrive": told by the other verb
    given = given_to(parsed, verb)
    if is_taken(parsed, verb, given):
        kidnapped = (match_verb(verb, pattern, given) for pattern in _kidnapping() if pattern.lemma == verb.lemma)
        return next((match for match in kidnapped if match is not None), None)
    for pattern in vocabulary().verbs[verb.lemma.lower()]:
        match = match_verb(verb, pattern, given)
        if match is not None:
            return with_instruments(match, given.obliques, given.passive) if pattern.type != IDIOM else None
    return None


@cache
def _kidnapping() -> tuple[Pattern, ...]:
    """How texts about kidnappings tell of one."""
    return tuple(verb_patterns("abduction", None, f"TARGET:living be {'|'.join(sorted(lexicon()['taking']))}"))


def _noun(noun: Token) -> Match | None:
    doer = doer_of(noun)
    lent = obliques(doer) if doer is not None else ()
    around = [*obliques(noun), *(pair for pair in lent if pair[1] not in noun.ancestors() and pair[1] is not noun)]
    for pattern in vocabulary().nouns[noun.lemma.lower()]:
        match = match_noun(noun, pattern, around)
        if match is None:
            continue
        if pattern.type == IDIOM:
            return None
        if doer is not None and not match.roles.get("AGENT"):
            match.roles["AGENT"] = list(arguments(doer).agents)
        if not match.roles.get("TARGET"):
            match.roles["TARGET"] = list(reached(noun))
        match = with_instruments(match, around, False)
        members = [*match.roles.get("TARGET", []), *match.roles.get("AGENT", [])]
        # "his death": whose it is says nothing new, unless the death is what the verb tells
        named = any(member.tag != "PRP$" for member in members) or (bool(members) and told_by(noun))
        has_arguments = named or _asks_for_words(pattern)
        return match if tells(noun, has_arguments) else None
    return None


def _asks_for_words(pattern: Pattern) -> bool:
    return any(isinstance(oblique.holds, Words) and oblique.holds.required for oblique in pattern.obliques)


def _mention(match: Match, head: Token, held: Modality) -> EventMention:
    pattern = match.pattern
    agents, targets, instruments = (_participants(match.roles, role, match.words) for role in ("AGENT", "TARGET", "INSTRUMENT"))
    members = [token for role in ("TARGET", "INSTRUMENT") for token in match.roles.get(role, [])]
    return EventMention(
        type=pattern.type,
        trigger=trigger_span(head, (*match.words, *_gatherings(match), *_breaking(head))),
        token=head.i,
        stage=_stage(match, head, held),
        status=held.status,
        agents=agents,
        targets=targets,
        instruments=instruments,
        evidence=evidence_span(head, [*match.words, *members]),
        rules=(f"pattern: {pattern.source}", *(f"stage: {word}" for word in held.why)),
        form=pattern.form,
    )


def _breaking(head: Token) -> list[Token]:
    """The verb right behind the noun: "the *quake struck*", "*fire broke out*"."""
    verb = head.head
    if head.pos not in {"NOUN", "PROPN"} or head.dep != "nsubj" or verb.lemma not in lexicon()["breaking"]:
        return []
    return [verb, *verb.each("prt")] if verb.i == head.i + 1 and verb.child("dobj") is None else []


def _stage(match: Match, head: Token, held: Modality) -> Stage:
    if head.lemma in lexicon()["awaited"] and head.pos in VERBAL:
        return "planned"
    return "accomplished" if held.stage is None or _is_decreed(match, held) else held.stage


def _gatherings(match: Match) -> list[Token]:
    """Whose word makes it a protest: "participants of the *rallies opposed* the law", "*protesters demanded* ..."."""
    subject = match.pattern.subject
    if subject is None or "gathering" not in subject.kinds:
        return []
    return [
        token
        for agent in match.roles.get("AGENT", [])
        for token in agent.subtree()
        if is_kind(token, subject.kinds) and token.pos == "NOUN"
    ][-1:]


def _participants(roles: Roles, role: str, words: tuple[Token, ...]) -> tuple[Participant, ...]:
    return tuple(participant(token, words) for token in roles.get(role, []))
