"""The ledger as a whole: no dependence on order, decisions that can be taken back."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.ledger_notation import amounts, ledger, records, told

from reportedly.model.codec import decode, dumps, encode
from reportedly.model.ledger import Decision, Ledger
from reportedly.reconcile.decisions import broken_link, found_again, in_force, make
from reportedly.reconcile.ledger import reconcile

CRISIS = """
2022-01-06 Wire id=r1
  Interior Ministry | ~3000 people detained | Kazakhstan
  Interior Ministry | 18 officers killed | Kazakhstan
2022-01-07T08:00 Wire id=r2 supersedes=r1
  Interior Ministry | 3811 people detained | Kazakhstan
2022-01-07 Herald
  Interior Ministry | 3811 people detained | Kazakhstan
  - | 103 people killed | Almaty
2022-01-09 Dispatch
  Health Ministry | 164 people killed | Kazakhstan
  Health Ministry | 103 people killed | Almaty
2022-01-10 Wire
  Health Ministry | 164 people killed | Kazakhstan | retracted
2022-01-12 Post
  authorities | 164 people killed | Kazakhstan
  authorities | 1678 people detained | Almaty | increment
undated Blog
  - | 9900 people detained | Kazakhstan
2022-01-08 Post topic=Norland-ferry-capsized-harbour
  Coast Guard | 40 passengers rescued | Norland
"""


@given(st.permutations(records(CRISIS)))
@settings(max_examples=40, deadline=None)
def test_the_order_of_reports_does_not_matter(shuffled: list) -> None:  # type: ignore[type-arg]
    assert dumps(reconcile(shuffled)) == dumps(reconcile(records(CRISIS)))


def test_a_report_given_twice_changes_nothing() -> None:
    assert dumps(reconcile(records(CRISIS) * 2)) == dumps(reconcile(records(CRISIS)))


def test_a_ledger_survives_its_json() -> None:
    found = ledger(CRISIS)
    assert decode(Ledger, encode(found)) == found


def figure(amount: str, outlet: str = "") -> str:
    """The id of the figure of an amount."""
    return next(
        entry.figure.id
        for situation in ledger(CRISIS).situations
        for series in situation.series
        for entry in series.entries
        if entry.figure.amount and entry.figure.amount.quote == amount and outlet in (entry.outlet or "")
    )


def decision(kind: str, target: str, value: dict | None = None, previous: tuple[Decision, ...] = ()) -> Decision:  # type: ignore[type-arg]
    """A decision of A. Reader."""
    last = previous[-1].hash if previous else ""
    return make(kind, target, value or {}, "A. Reader", "seen the page", "2022-02-01T00:00:00+00:00", {}, last)  # type: ignore[arg-type]


def test_a_rejected_figure_stays_and_does_not_count() -> None:
    made = decision("reject", figure("9900"))
    assert "3811/3811/3811 people detained Kazakhstan" in amounts(CRISIS, made)
    entry = next(entry for series in ledger(CRISIS, made).situations[0].series for entry in series.entries if entry.figure.number == 9900)
    assert entry.decision == made.id
    assert entry.why_not == "rejected by A. Reader: seen the page"


def test_an_accepted_figure_counts_whatever_the_rules_say() -> None:
    made = decision("accept", figure("164", "Post"))
    assert "164/164/164 people killed Kazakhstan" in amounts(CRISIS, made)


def test_a_corrected_figure_counts_as_corrected() -> None:
    made = decision("correct", figure("9900"), {"number": 12000})
    assert "12000/12000/12000 people detained Kazakhstan" in amounts(CRISIS, made)


def test_a_split_figure_has_a_series_of_its_own() -> None:
    made = decision("split", figure("9900"))
    assert "9900/9900/9900 people detained Kazakhstan set apart by A. Reader" in amounts(CRISIS, made)


def test_merged_series_are_one() -> None:
    made = decision("merge", figure("18"), {"into": figure("164", "Dispatch")})
    assert any("18 people killed" in line for line in told(CRISIS, made))


def test_a_pinned_position_says_whose_it_is() -> None:
    made = decision("pin", figure("18"), {"best": 16})
    series = next(series for series in ledger(CRISIS, made).situations[0].series if series.subject == "security")
    assert series.position.best == 16
    assert series.position.rule == "pinned by A. Reader: seen the page"


def test_situations_are_merged_split_and_named() -> None:
    situations = {situation.title.split(",")[0]: situation for situation in ledger(CRISIS).situations}
    norland = next(record for record in records(CRISIS) if record.figures[0].number == 40).report.id
    first = min(records(CRISIS), key=lambda record: record.report.published or "9").report.id
    assert len(situations) == 2
    merged = decision("merge", norland, {"into": first})
    assert len(ledger(CRISIS, merged).situations) == 1
    named = decision("name", first, {"name": "The January events"})
    assert ledger(CRISIS, named).situations[0].title == "The January events"
    apart = decision("split", next(record for record in records(CRISIS) if record.figures[0].number == 9900).report.id)
    assert len(ledger(CRISIS, apart).situations) == 3


def test_what_was_set_apart_goes_alone_to_where_it_is_put() -> None:
    norland = next(record for record in records(CRISIS) if record.figures[0].number == 40).report
    moved = next(record for record in records(CRISIS) if record.figures[0].number == 9900).report
    apart = decision("split", moved.id)
    put = decision("merge", moved.id, {"into": norland.id}, (apart,))
    names = {moved.external_id or moved.id, norland.external_id or norland.id}
    assert [names & set(each.reports) for each in ledger(CRISIS, apart, put).situations if names & set(each.reports)] == [names]
    assert len(ledger(CRISIS, apart, put).situations) == 2
    alone = decision("split", figure("9900"))
    other = decision("merge", figure("9900"), {"into": figure("18")}, (alone,))
    told_of = amounts(CRISIS, alone, other)
    assert any("people detained Kazakhstan" in line for line in told_of), "the rest of its series stays"
    assert not any("set apart" in line for line in told_of)


def test_the_last_name_given_holds_whichever_report_it_was_given_by() -> None:
    by_day = sorted(records(CRISIS), key=lambda record: record.report.published or "9")
    situation = next(each for each in ledger(CRISIS).situations if by_day[0].report.external_id in each.reports)
    of_it = [record.report.id for record in by_day if record.report.external_id in situation.reports]
    later = decision("name", of_it[-1], {"name": "By the last report"})
    first = decision("name", of_it[0], {"name": "By the first report"}, (later,))
    again = decision("name", of_it[-1], {"name": "Once more"}, (later, first))
    titles = [{each.title for each in ledger(CRISIS, *made).situations} for made in ((later,), (later, first), (later, first, again))]
    assert ["By the last report" in titles[0], "By the first report" in titles[1], "Once more" in titles[2]] == [True] * 3


def test_undo_gives_the_same_bytes_and_can_be_undone() -> None:
    before = dumps(ledger(CRISIS))
    made = decision("reject", figure("9900"))
    taken_back = decision("undo", made.id, previous=(made,))
    again = decision("undo", taken_back.id, previous=(made, taken_back))
    assert dumps(ledger(CRISIS, made)) != before
    assert dumps(ledger(CRISIS, made, taken_back)) == before
    assert dumps(ledger(CRISIS, made, taken_back, again)) == dumps(ledger(CRISIS, made))
    assert in_force((made, taken_back)) == ()


def test_decisions_are_a_chain() -> None:
    made = decision("reject", figure("9900"))
    next_one = decision("accept", figure("18"), previous=(made,))
    assert broken_link((made, next_one)) is None
    assert "changed after it was made" in str(broken_link((replace(made, by="Somebody Else"), next_one)))
    assert "does not follow" in str(broken_link((next_one,)))


def test_a_decision_finds_its_figure_again_when_the_report_is_read_anew() -> None:
    record = records(CRISIS)[0]
    words = record.figures[0].amount
    assert words is not None
    anchor: dict[str, str | int] = {"report": record.report.id, "start": words.start, "end": words.end}
    made = make("reject", "f-as-it-was-called", {}, "A. Reader", "no", "2022-02-01", anchor, "")
    assert found_again((made,), record)[0].target == record.figures[0].id
