"""Sections of a brief about figures: the key figures, what changed, what is disputed, what was taken back.

Each is a function from a situation to frozen lines; the footnotes are numbered on the way, in reading order.
"""

from __future__ import annotations

from reportedly.model.ledger import Entry, Series, Situation
from reportedly.present.amounts import many
from reportedly.present.brief.contents import Change, Claim, Dispute, KeyFigure, Ref
from reportedly.present.brief.footnotes import Footnotes
from reportedly.present.brief.words import neutral, say_amount_in_words, say_claim, say_moment, say_standing, say_what, say_who
from reportedly.present.headline import headline_rank, headlines
from reportedly.present.pictures.claims import is_taken_back
from reportedly.present.times import say_interval

HEADS = 12  # key figures
PARTS = 6  # of one of them
BEHIND = 4  # figures that a key figure leads to
CHANGES = 60
_KINDS = {
    "raises": "raised", "lowers": "lowered", "refines": "made more exact", "conflicts": "disputed", "retracts": "taken back", "new": "new",
}  # fmt: skip
_ORDER = tuple(_KINDS.values())


def key_figures(situation: Situation, notes: Footnotes) -> tuple[KeyFigure, ...]:
    """What heads the situation, each with its parts."""
    return tuple(
        _key_figure(series, notes, [each for each in situation.series if each.part_of == series.id and each.measure == series.measure])
        for series in headlines(situation, HEADS)
    )


def changes(situation: Situation, since: str, until: str, notes: Footnotes, moments: dict[str, str]) -> tuple[tuple[Change, ...], int]:
    """What is new or no longer as before, and how many further changes are not listed.

    Args:
        situation: Whole.
        since: The moment from which on; `moments` has that of each entry by its figure's id.
        until: The moment up to which, for an entry without a date changes nothing.
        notes: The footnotes so far.
        moments: By figure, the moment of publication in one form.
    """
    known = {entry.figure.id: entry for series in situation.series for entry in series.entries}
    found = [
        (_place_in_list(entry, series), moments[entry.figure.id], entry.figure.id, entry, series)
        for series in situation.series
        for entry in series.entries
        if entry.relation.kind in _KINDS and since <= moments[entry.figure.id] <= until and not _is_earlier_value(entry)
    ]
    found.sort(key=lambda each: each[:3])
    told = tuple(_change(entry, series, known, notes) for *_, entry, series in found[:CHANGES])
    return told, max(0, len(found) - CHANGES)


def disputes(situation: Situation, notes: Footnotes) -> tuple[Dispute, ...]:
    """Series whose standing figures cannot all hold: who says what."""
    contested = sorted((each for each in situation.series if each.position.contested), key=lambda each: headline_rank(each.measure))
    return tuple(
        Dispute(
            say_standing(series), tuple(_claim(each, series, notes) for each in _latest_of_each([e for e in series.entries if e.stands]))
        )
        for series in contested
    )


def taken_back(situation: Situation, notes: Footnotes) -> tuple[Dispute, ...]:
    """What was taken back or denied: first who said it, then who took it back."""
    told = []
    for series in sorted(situation.series, key=lambda each: headline_rank(each.measure)):
        gone = [each for each in series.entries if is_taken_back(each) or each.relation.kind == "retracts"]
        if gone:
            told.append(Dispute(say_what(series), tuple(_claim(each, series, notes, _verdict(each)) for each in gone)))
    return tuple(told)


def _key_figure(series: Series, notes: Footnotes, parts: list[Series] | None = None) -> KeyFigure:
    parts = sorted(parts or (), key=lambda each: (-(each.position.best or each.position.low or 0), each.id))[:PARTS]
    refs = tuple(notes.ref(each, series) for each in _behind(series))
    below = tuple(_key_figure(each, notes) for each in parts)
    history = series if len(series.entries) > 1 and any(each.published for each in series.entries) else None
    return KeyFigure(say_standing(series), _basis(series), refs, series.position.contested, below, history)


def _behind(series: Series) -> list[Entry]:
    """The figures that a position rests on: of each source the last that stands; where nothing does, the last ones of all."""
    standing = _latest_of_each([each for each in series.entries if each.stands])
    return (standing or list(series.entries[-2:]))[-BEHIND:]


def _latest_of_each(entries: list[Entry]) -> list[Entry]:
    """Of each independent source the last entry, in order."""
    last = {each.independent or each.source or each.outlet or each.report: each for each in entries}
    return [each for each in entries if any(each is other for other in last.values())]


def _basis(series: Series) -> str:
    position = series.position
    told = [many(position.sources, "independent source")] if position.sources else []
    told += [f"as of {say_interval(position.as_of, position.as_of)}"] if position.as_of else []
    told += ["contested"] if position.contested else []
    return ", ".join([*told, *(neutral(each) for each in series.issues[:2])])


def _change(entry: Entry, series: Series, known: dict[str, Entry], notes: Footnotes) -> Change:
    before = [known[each] for each in entry.relation.to if each in known][-1:]
    kind = _KINDS[entry.relation.kind]
    refs: list[Ref] = [notes.ref(entry, series), *(notes.ref(each, series) for each in before)]
    amounts = [say_amount_in_words(each.figure) for each in (*before, entry)]
    if kind == "taken back" or not before or len(set(amounts)) == 1:
        said = say_claim(entry, series)
    else:
        said = (
            f"{say_what(series)}: from {amounts[0]} to {amounts[1]}"
            if kind != "disputed"
            else f"{say_what(series)}: {' against '.join(reversed(amounts))}"
        )
    return Change(kind, said, say_who(entry), say_moment(entry.published), tuple(refs))


def _place_in_list(entry: Entry, series: Series) -> tuple[int, int, bool]:
    """By kind of change, then what heads a situation first, then wholes before their parts."""
    return (_ORDER.index(_KINDS[entry.relation.kind]), headline_rank(series.measure), series.part_of is not None)


def _claim(entry: Entry, series: Series, notes: Footnotes, verdict: str = "") -> Claim:
    said = say_claim(entry, series) + (f" ({verdict})" if verdict else "")
    return Claim(said, say_who(entry), say_moment(entry.published), (notes.ref(entry, series),))


def _verdict(entry: Entry) -> str:
    if entry.relation.kind == "retracts":
        return "takes it back"
    return "denied" if entry.figure.status == "denied" else "later taken back"


def _is_earlier_value(entry: Entry) -> bool:
    """Whether it is the value before, told in the same sentence as the new one ("up from 13")."""
    return entry.figure.previous_of is not None
