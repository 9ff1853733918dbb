"""Verbs that ascribe: "said that", "vowed to", "condemned the", "called for", and quotations around them.

For each verb of the lexicon the rules are tried in the order of `RULES`; the first that finds content wins. Rules for content
before or around the verb are in `around.py`, for content behind it in `governed.py`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from reportedly.extract.saying import around, governed
from reportedly.extract.saying.clause import CueClause
from reportedly.extract.saying.draft import SPOKEN, Draft, Reading
from reportedly.extract.saying.spans import group, source_of
from reportedly.ontology.cues import Cue
from reportedly.syntax.predicates import is_passive
from reportedly.syntax.tree import Token

BECOME = frozenset({"become", "becomes", "became"})
MENTIONING = frozenset({"acl", "relcl", "advcl"})  # clauses that say of what or since when
RULES: tuple[Callable[[CueClause], Draft | None], ...] = (
    around.as_somebody_said,
    around.sentence_before,
    around.quoted_before,
    around.clause_around,
    governed.clause_behind,
    governed.quotation_behind,
    governed.infinitive,
    governed.complement,
    governed.direct_object,
    governed.prepositional,
    governed.passive_subject,
    around.closing,
)


def find_by_verbs(reading: Reading) -> list[Draft]:
    """Attributions whose cue is a verb."""
    verbs = (token for token in reading.parsed.tokens if token.pos == "VERB" or (token.pos == "AUX" and token.lemma == "say"))
    return [draft for verb in verbs if (draft := read_verb(reading, verb)) is not None]


def read_verb(reading: Reading, verb: Token) -> Draft | None:
    """The attribution of one verb, if it is one."""
    entry = cue_of(reading, verb)
    if entry is None or verb.dep in {"amod", "compound"} or (verb.dep == "xcomp" and verb.head.lemma in reading.lexicon.withheld):
        return None
    if verb.lower == "known" and any(child.lower in BECOME for child in verb.children):
        return None  # "became known" has its own rule
    if _hides_name(reading, verb) or _is_bare_passive(verb):
        return None
    cue, particle = entry
    words = group(verb)
    if particle is not None:
        if any(child.dep == "xcomp" and cue_of(reading, child) for child in verb.children):
            return None  # "went on to say"
        words = sorted({token.i: token for token in (*words, particle)}.values(), key=lambda token: token.i)
    clause = CueClause(reading, verb, cue, tuple(words), *source_of(verb))
    if not clause.source and is_passive(verb) and (_is_mentioned(verb) or verb.lemma in reading.lexicon.expecting):
        return None  # "those suspected of it", "since the first case was confirmed": mentioned, and told by nobody
    found = next((draft for rule in RULES if (draft := rule(clause)) is not None), None)
    if found is not None and not found.source and verb.dep == "ROOT" and verb.tag == "VB" and verb.child("aux") is None:
        return None  # "Recall that ...": the report speaks to its reader
    if found is None or (not found.source and found.act not in SPOKEN and not is_passive(verb)):
        return None
    if found.act == "think" and found.rule in {"infinitive", "gerund"} and not is_passive(verb):
        return replace(found, act="plan")  # "decided to send troops"
    return _withheld(reading, found)


def cue_of(reading: Reading, verb: Token) -> tuple[Cue, Token | None] | None:
    """The entry of a verb, and its particle if the entry has one."""
    lemma = verb.lemma.lower()
    if lemma in reading.lexicon.with_particle:
        for child in verb.children:
            if child.dep in {"prt", "advmod", "acomp", "prep", "dobj"} and child.i == verb.i + 1:
                entry = reading.lexicon.verbs.get(f"{lemma} {child.lower}")
                if entry is not None:
                    return entry, child
    entry = reading.lexicon.verbs.get(lemma)
    return (entry, None) if entry is not None else None


def _is_mentioned(verb: Token) -> bool:
    """Whether a passive stands in a clause that says of what or since when; "as noted in the ministry" says who."""
    mark = verb.child("mark", "advmod")
    return verb.dep in MENTIONING and (mark is None or mark.lower != "as")


def _is_bare_passive(verb: Token) -> bool:
    """Read "hundreds feared dead" of headlines: they fear nothing, and who does is not said."""
    if verb.tag not in {"VBD", "VBN"} or verb.child("aux", "auxpass", "dobj", "ccomp", "mark") is not None:
        return False
    return any(child.i == verb.i + 1 and child.dep in {"oprd", "xcomp", "acomp"} and child.tag in {"VBN", "JJ"} for child in verb.children)


def _hides_name(reading: Reading, verb: Token) -> bool:
    """Read "who declined to give his name", "did not want to be identified": how the source speaks, and nothing of what it says."""
    anonymous = reading.lexicon.anonymous
    return any(
        child.lemma in anonymous["named"]
        or (child.lemma in anonymous["given"] and (noun := child.child("dobj")) is not None and noun.lemma in anonymous["names"])
        for child in verb.each("xcomp")
    )


def _withheld(reading: Reading, draft: Draft) -> Draft:
    """Did not confirm, would not say: the source does not answer for the content."""
    negated = draft.cue_token.child("neg") is not None or draft.cue_token.lemma in reading.lexicon.withheld
    if negated and draft.act in reading.lexicon.vouching:
        return replace(draft, act="withhold", polarity="asserts")
    return draft
