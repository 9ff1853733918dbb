"""Attributions with their sources settled.

1. The source's name is the fullest that the text gives the actor at the head of the source ("he", "the ministry",
   "Tokayev"), else the words of the source without article and without what hangs behind a comma.
2. The day of saying is a date that hangs on the cue's verb, outside the content; a pronoun that says more right after
   speaks on the same day ("carried over").
3. `via` is the attribution whose content holds the cue: outlet -> agency -> office.
"""

from __future__ import annotations

import re
from dataclasses import replace

from reportedly.model.attribution import Attribution, SourceKind
from reportedly.model.evidence import Evidence
from reportedly.model.identity import content_id
from reportedly.model.mentions import ActorMention, AttributionMention, Span
from reportedly.model.report import Report
from reportedly.model.time import TimeExpression, When
from reportedly.ontology.cues import cues
from reportedly.ontology.roles import roles
from reportedly.resolve.names import NameBook, name_book
from reportedly.syntax.intervals import holders
from reportedly.syntax.tree import ParsedText, Token

_MARKS = re.compile("[\"“”„«»]|''|``")
_LEAD = re.compile(r"^(?:that|whether),?\s+(?=\S)", re.IGNORECASE)
_ARTICLE = re.compile(r"^(?:the|a|an)\s+(?=\S)", re.IGNORECASE)
_FIRST_PERSON = frozenset({"i", "we", "me", "us", "you"})


def settle_sources(
    parsed: ParsedText,
    mentions: tuple[AttributionMention, ...],
    actors: tuple[ActorMention, ...],
    times: tuple[TimeExpression, ...],
    report: Report,
) -> tuple[Attribution, ...]:
    """The attributions of the record, in the order of their mentions."""
    names = name_book(parsed, actors)
    dated = _by_sentence(parsed, times)
    found: list[Attribution] = []
    for mention in mentions:
        source, role, kind, basis = _source(parsed, names, mention)
        when = _when(parsed, mention, dated.get(parsed.tokens[mention.cue_token].sent, ())) or _carried(
            parsed, mention, found, source, basis
        )
        found.append(
            Attribution(
                id=content_id("a", report.id, *(part for span in (*mention.source, *mention.cue) for part in span), *mention.content[0]),
                source=source,
                role=role,
                source_kind=kind,
                cue=" ".join(parsed.text[start:end] for start, end in mention.cue).rstrip(" :") or ":",
                kind=mention.kind,
                when=when,
                content=_content(parsed.text, mention.content),
                via=None,
                evidence=_evidence(parsed, mention),
                source_spans=_quotes(parsed.text, mention.source),
                cue_spans=_quotes(parsed.text, mention.cue),
                content_spans=_quotes(parsed.text, mention.content),
                basis=basis,
                polarity=mention.polarity,
                act=mention.act,
            )
        )
    return _chained(tuple(found), mentions)


def vouches(mention: AttributionMention | Attribution) -> bool:
    """Whether the source answers for the truth of the content; wishes and plans are ascribed, not vouched for."""
    return mention.act in cues().vouching


def _source(parsed: ParsedText, names: NameBook, mention: AttributionMention) -> tuple[str | None, str | None, SourceKind, str]:
    """Fullest name, role, kind and basis."""
    if mention.source_token < 0 or not mention.source:
        return None, None, "impersonal", mention.basis
    token = parsed.tokens[mention.source_token]
    actor = names.mention_at(mention.source_token)
    if actor is None and token.lower in _FIRST_PERSON:
        return token.text, None, "person", mention.basis
    if actor is not None:
        kind: SourceKind = _kind_of(actor, token)
        basis = f"{token.text!r} means {actor.name}" if actor.pronoun else mention.basis
        if actor.kind != "group":
            return actor.name, actor.role, kind, basis
    name = _bare(names.name_of(*_first_part(parsed, token, mention.source)))
    if token.pos == "PRON" and actor is None:
        return None, None, "unknown", f"{token.text!r} could not be resolved"
    kind = mention.source_kind if mention.source_kind != "unknown" or actor is None else _kind_of(actor, token)
    return name or None, None, kind, mention.basis


def _kind_of(actor: ActorMention, token: Token) -> SourceKind:
    if actor.name.lower() in roles().outlets or token.lower in roles().outlets:
        return "outlet"
    if actor.kind == "person":
        return "person"
    return "organisation" if actor.kind == "organisation" else "group"


def _first_part(parsed: ParsedText, token: Token, spans: tuple[Span, ...]) -> Span:
    """The span of the source that holds its head, cut before a comma behind the head."""
    start, end = next((span for span in spans if span[0] <= token.start < span[1]), (token.start, token.end))
    for word in parsed.between(token.end, end):
        if word.text in {",", "(", "—", "–"} or word.tag in {"WP", "WDT"}:
            return start, parsed.tokens[word.i - 1].end
    return start, end


def _bare(name: str) -> str:
    return _ARTICLE.sub("", name.strip(" ,.;:"))


def _content(text: str, spans: tuple[Span, ...]) -> str:
    """What is said: no quotation marks, no "that", no mark at the end."""
    parts = [" ".join(_MARKS.sub(" ", text[start:end]).split()) for start, end in spans]
    joined = " ".join(part for part in parts if part)
    return _LEAD.sub("", joined).strip(" ,;:").removesuffix(".") or joined


def _quotes(text: str, spans: tuple[Span, ...]) -> tuple[Evidence, ...]:
    return tuple(Evidence.of(text, start, end) for start, end in spans)


def _evidence(parsed: ParsedText, mention: AttributionMention) -> Evidence:
    """From source to cue where no content stands between, else the cue."""
    parts = sorted((*mention.source, *mention.cue))
    start, end = parts[0][0], max(part[1] for part in parts)
    if any(low < end and start < high for low, high in mention.content) or parsed.text.find("\n\n", start, end) >= 0:
        start, end = mention.cue[0][0], mention.cue[-1][1]
    return Evidence.of(parsed.text, start, end)


def _by_sentence(parsed: ParsedText, times: tuple[TimeExpression, ...]) -> dict[int, tuple[TimeExpression, ...]]:
    """The resolved dates of each sentence."""
    found: dict[int, tuple[TimeExpression, ...]] = {}
    for time in times:
        token = parsed.token_at(time.start)
        if token is not None and time.type in {"DATE", "TIME"} and (time.first is not None or time.last is not None):
            found[token.sent] = (*found.get(token.sent, ()), time)
    return found


def _when(parsed: ParsedText, mention: AttributionMention, times: tuple[TimeExpression, ...]) -> When | None:
    """A date whose nearest verb is the cue's, or that stands between source and cue."""
    cue = parsed.tokens[mention.cue_token]
    sentence = parsed.sentence_of(cue)
    for time in times:
        if (
            not sentence.start <= time.start < sentence.end
            or time.type not in {"DATE", "TIME"}
            or (time.first is None and time.last is None)
        ):
            continue
        if any(low <= time.start < high for low, high in mention.content) or any(low <= time.start < high for low, high in mention.source):
            continue
        if _hangs_on(parsed, time, cue):
            return When(time.first, time.last, time.precision, time.basis)
    return None


def _hangs_on(parsed: ParsedText, time: TimeExpression, cue: Token) -> bool:
    for token in reversed(parsed.between(time.start, time.end)):
        for above in token.ancestors():
            if above is cue:
                return True
            if above.pos in {"VERB", "AUX"}:
                break
    return False


def _carried(parsed: ParsedText, mention: AttributionMention, found: list[Attribution], source: str | None, basis: str) -> When | None:
    """The day of the attribution before, where a pronoun goes on speaking in the next sentences."""
    if not found or source is None or "means" not in basis:
        return None
    last = found[-1]
    gap = parsed.tokens[mention.cue_token].sent - (token.sent if (token := parsed.token_at(last.cue_spans[0].start)) else 0)
    if last.source == source and last.when is not None and gap <= 3:
        return When(last.when.first, last.when.last, last.when.precision, "carried over")
    return None


def _holds(attribution: Attribution, cue: Span) -> bool:
    """Whether a cue stands in what an attribution says; then that one is no link before it."""
    return any(span.start <= cue[0] and cue[1] <= span.end for span in attribution.content_spans)


def _chained(found: tuple[Attribution, ...], mentions: tuple[AttributionMention, ...]) -> tuple[Attribution, ...]:
    """Each with the id of the attribution around it: the smallest whose content holds its cue, or the one that cites it."""
    spans = [(span, position) for position, attribution in enumerate(found) for span in attribution.content_spans]
    cues_of = [(attribution.cue_spans[0].start, attribution.cue_spans[0].end) for attribution in found]
    around = holders([(span.start, span.end) for span, _ in spans], cues_of)
    first_with: dict[tuple[Evidence, ...], int] = {}
    for position, attribution in enumerate(found):
        if mentions[position].rule != "cited":
            first_with.setdefault(attribution.content_spans, position)
    chained = []
    for position, inner in enumerate(found):
        outer = [
            (spans[index][0].end - spans[index][0].start, spans[index][1])
            for index in around[position]
            if spans[index][1] != position and not _holds(inner, cues_of[spans[index][1]])
        ]
        citing = first_with.get(inner.content_spans, position)
        if mentions[position].rule == "cited" and citing != position:
            chained.append(replace(inner, via=found[citing].id))
        else:
            chained.append(replace(inner, via=found[min(outer)[1]].id) if outer else inner)
    return tuple(chained)
