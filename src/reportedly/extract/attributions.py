"""Who says what: sources, cues and contents.

An attribution is a statement, thought or intention that the text ascribes to somebody, in three parts (as in the PARC
and PolNeAR corpora): the source, the cue, and the content. The rules are in `saying/`: verbs with what they govern and
with the quotations around them, "according to", nouns and adjectives of saying, adverbs of hearsay. The words are data,
`ontology/cues.yaml`.

A sentence that only goes on ("In addition, 125 cases were opened") makes no attribution of its own.
"""

from __future__ import annotations

from dataclasses import replace

from reportedly.extract.saying.draft import SPOKEN, Draft, Reading
from reportedly.extract.saying.phrases import find_by_phrases
from reportedly.extract.saying.quotation import Quotation, find_quotations
from reportedly.extract.saying.spans import hull, source_words
from reportedly.extract.saying.verbs import find_by_verbs
from reportedly.model.attribution import AttributionKind, SourceKind
from reportedly.model.mentions import ActorMention, AttributionMention, Span
from reportedly.ontology.cues import cues
from reportedly.syntax.intervals import holders
from reportedly.syntax.tree import ParsedText

CITING = frozenset({"citing", "quoting"})


def find_attributions(parsed: ParsedText, actors: tuple[ActorMention, ...]) -> tuple[AttributionMention, ...]:
    """All attributions in the text, in order of their cues."""
    reading = Reading(parsed, find_quotations(parsed.text, parsed.paragraphs), cues())
    kinds = {actor.token: actor.kind for actor in actors}
    drafts = [draft for draft in (*find_by_verbs(reading), *find_by_phrases(reading)) if reading.quoted(draft.cue_token) is None]
    drafts = _outspoken(sorted(drafts, key=lambda draft: (draft.cue, draft.content)))
    drafts = _cited(reading, drafts, kinds)
    return tuple(_mention(reading, draft, kinds) for draft in drafts)


def _outspoken(drafts: list[Draft]) -> list[Draft]:
    """Without the wishes and thoughts that others ascribe: of what is told in a content only statements are told again."""
    held = holders([span for draft in drafts for span in draft.content], [draft.cue[0] for draft in drafts])
    return [draft for draft, around in zip(drafts, held, strict=True) if draft.act in SPOKEN or not around]


def _cited(reading: Reading, drafts: list[Draft], kinds: dict[int, str]) -> list[Draft]:
    """Who is cited says what the one who cites says: "Reuters reported, citing police, that ..."."""
    hosts = {draft.cue_token.i: draft for draft in drafts} | {draft.source_token: draft for draft in drafts if draft.source_token >= 0}
    found = [_behind(reading, draft, hosts, kinds) or draft for draft in drafts]
    found += [cited for draft in drafts if (cited := _referred_to(draft)) is not None]
    return sorted(found, key=lambda draft: (draft.cue, draft.content))


def _referred_to(draft: Draft) -> Draft | None:
    """Whom a report refers to: "TASS reports with reference to the ministry"."""
    for preposition in draft.cue_token.each("prep"):
        reference = preposition.child("pobj")
        to = reference.child("prep") if reference is not None and preposition.lower == "with" else None
        noun = (
            to.child("pobj") if reference is not None and to is not None and to.lower == "to" and reference.lemma == "reference" else None
        )
        if noun is not None and to is not None:
            cue = ((preposition.start, to.end),)
            return replace(draft, source=(hull(source_words(noun)),), source_token=noun.i, cue=cue, cue_token=preposition, rule="cited")
    return None


def _behind(reading: Reading, draft: Draft, hosts: dict[int, Draft], kinds: dict[int, str]) -> Draft | None:
    """The attribution to who is cited, with the content of the host."""
    if draft.cue_token.lower not in CITING:
        return None
    noun = draft.cue_token.child("dobj")
    host = hosts.get(draft.cue_token.head.i)
    if noun is None or host is None or host.cue == draft.cue:
        return None
    if noun.i not in kinds and noun.lemma.lower() not in reading.lexicon.documents | {"source", "official"}:
        return None
    source = (hull(source_words(noun, draft.cue_token)),)
    return replace(draft, source=source, source_token=noun.i, content=host.content, act=host.act, rule="cited")


def _mention(reading: Reading, draft: Draft, kinds: dict[int, str]) -> AttributionMention:
    return AttributionMention(
        source=draft.source,
        source_token=draft.source_token,
        cue=draft.cue,
        cue_token=draft.cue_token.i,
        content=draft.content,
        kind=_kind(reading, draft.content),
        source_kind=_source_kind(reading, draft, kinds),
        polarity=draft.polarity or reading.lexicon.polarity.get(draft.act, "asserts"),
        rule=draft.rule,
        act=draft.act,
    )


def _kind(reading: Reading, content: tuple[Span, ...]) -> AttributionKind:
    """Direct where quotations cover the content, mixed where they cover some of it."""
    quoted = [found for span in content for found in _within(reading, span)]
    if not quoted:
        return "indirect"
    covered = sum(min(found.end, end) - max(found.start, start) for start, end in content for found in _within(reading, (start, end)))
    total = sum(end - start for start, end in content)
    return "direct" if covered >= 0.95 * total else "mixed"


def _within(reading: Reading, span: Span) -> list[Quotation]:
    found = []
    following = reading.quotations.at(span[0]) or reading.quotations.after(span[0])
    while following is not None and following.start < span[1]:
        found.append(following)
        following = reading.quotations.after(following.end)
    return found


def _source_kind(reading: Reading, draft: Draft, kinds: dict[int, str]) -> SourceKind:
    if draft.source_token < 0:
        return "impersonal"
    token = reading.parsed.tokens[draft.source_token]
    known = kinds.get(draft.source_token)
    if known == "person":
        return "person"
    if known == "organisation":
        return "organisation"
    if known == "group":
        return "group"
    if token.lemma.lower() in reading.lexicon.documents:
        return "document"
    return "unknown"
