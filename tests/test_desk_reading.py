"""The desk's pages to read with: a report with its words marked, its versions, the review, the search."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient
from tests.ledger_notation import records
from tests.test_desk import NOON, SETTINGS, attacked, browser, kazakhstan, offences, words  # noqa: F401 - fixtures
from tests.test_reconcile_ledger import CRISIS

from reportedly.desk.claims import claims
from reportedly.intake.received import Received
from reportedly.model.record import Record
from reportedly.model.search import KINDS, around
from reportedly.present.differences import differences, sentences
from reportedly.present.overlay import Piece, Span, parts, pieces
from reportedly.run.deciding import decide_on
from reportedly.run.ledger import LedgerFile, settle
from reportedly.run.pipeline import read_received
from reportedly.run.reports import report
from reportedly.run.reviewing import turn
from reportedly.run.search import Sought, search
from reportedly.run.versions import figure_changes
from reportedly.run.views import Asked, decisions, figures, review
from reportedly.store.database import writing
from reportedly.store.errors import NotFound
from reportedly.store.matching import pieces as marked_pieces
from reportedly.store.matching import terms

FIRST = (
    "Police in Almaty detained 3,811 people during the riots, the Interior Ministry said on Friday. Eight officers were killed.\n\n"
    "Three people are missing in Almaty, the mayor said."
)
SECOND = (
    "Police in Almaty have detained 4,266 people during the riots, the Interior Ministry said on Friday. Eight officers were killed.\n\n"
    "A curfew was declared. In Almaty 40 people were injured."
)
CALM = "All was calm that night. " * 850
LONG = f"Police in Almaty detained 77 people. {CALM}\n\nIn Almaty 78 people were detained on Friday, the mayor said."
DISPUTE = """
2022-01-07 Wire
  Liberation Front | > 30 soldiers killed | Kazakhstan | alleged
2022-01-07 Herald
  Army of Kazakhstan | 4 soldiers killed | Kazakhstan
"""
TEXT = st.text(alphabet="aB1.!? \n\"'-,é\r", max_size=60) | st.text(max_size=30)
SPANS = st.lists(st.builds(Span, st.integers(0, 40), st.integers(0, 40), st.sampled_from(["figure", "event"]), st.sampled_from("xy")))


def filled(path: Path, kept: list[Record]) -> LedgerFile:
    """A ledger with these records."""
    file = LedgerFile(path, create=True)
    for record in kept:
        file.keep(record, NOON)
    with writing(file.engine) as connection:
        settle(connection)
    return file


@pytest.fixture
def crisis(tmp_path: Path) -> LedgerFile:
    """The ledger of a made-up crisis with a retraction and a dispute, to decide on."""
    return filled(tmp_path / "crisis.sqlite", records(CRISIS + DISPUTE))


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> LedgerFile:
    """Two versions of one report, and one of many pages."""
    given = [
        Received(FIRST, outlet="Steppe Wire", published="2022-01-07T08:00:00+06:00", external_id="v1", title="Unrest in Almaty"),
        Received(SECOND, outlet="Steppe Wire", published="2022-01-07T19:00:00+06:00", external_id="v2", supersedes="v1"),
        Received(LONG, outlet="Long", published="2022-01-08", external_id="feeds/long.txt"),
    ]
    return filled(tmp_path_factory.mktemp("told") / "told.sqlite", [read_received(each) for each in given])


@pytest.fixture(scope="module")
def page(told: LedgerFile) -> Iterator[TestClient]:
    """A browser at the desk of those."""
    with browser(told.path) as client:
        yield client


# The words of a report


@given(TEXT, SPANS)
def test_pieces_joined_are_the_text(text: str, spans: list[Span]) -> None:
    found = pieces(text, spans)
    assert "".join(piece.text for piece in found) == text
    at = 0
    for piece in found:
        covering = {span for span in spans if span.start <= at and at + len(piece.text) <= span.end and span.start < span.end}
        assert set(piece.spans) == (covering if piece.text else set())
        at += len(piece.text)


@given(TEXT, SPANS, st.integers(1, 20))
def test_parts_joined_are_the_text_and_none_is_too_long(text: str, spans: list[Span], longest: int) -> None:
    cuts = parts(text, longest)
    assert "".join(text[start:end] for start, end in cuts) == text
    assert all(end - start <= longest for start, end in cuts)
    assert "".join(piece.text for start, end in cuts for piece in pieces(text, spans, start, end)) == text


def test_spans_that_cross_share_the_piece_where_they_do() -> None:
    figure, event = Span(0, 7, "figure", "f"), Span(4, 11, "event", "e")
    assert pieces("12 dead and", [figure, event]) == (
        Piece("12 d", (figure,), (figure,)),
        Piece("ead", (figure, event), (event,)),
        Piece(" and", (event,)),
    )


def test_a_report_marks_what_it_says_and_words_lead_to_claims(page: TestClient, told: LedgerFile) -> None:
    found = report(told, "v2")
    shown = page.get("/report/v2").text
    assert "4,266 people detained" in words(shown)
    for claim in claims(found.record):
        assert f'id="w-{claim.id}"' in shown, claim.key
        assert f'id="c-{claim.id}"' in shown
        assert f'href="#c-{claim.id}"' in shown or any(claim.id in each for each in shown.split('data-of="')[1:]), claim.key
        assert f'href="#w-{claim.id}"' in shown
    assert words(shown.split('<div class="body said" dir="auto">')[1].split("</div>")[0]).replace(" ", "") == "".join(SECOND.split())


def test_kinds_are_chosen_and_the_address_keeps_them(page: TestClient) -> None:
    shown = page.get("/report/v2?show=none&show=figure&show=date").text
    assert "c-f-" in shown
    assert "c-e-" not in shown
    assert "show=figure%2Cdate" in shown  # in the links of the page
    nothing = page.get("/report/v2?show=none").text
    assert "c-f-" not in nothing
    assert "Choose above what is marked" in nothing


def test_no_private_person_is_listed_by_name(tmp_path: Path) -> None:
    text = "Aigerim Serikova, 23, was killed in Almaty on Friday. Police detained 12 people, Interior Minister Erlan Turgumbayev said."
    file = filled(tmp_path / "person.sqlite", [read_received(Received(text, published="2022-01-09", external_id="p"))])
    with browser(file.path) as client:
        shown = client.get("/report/p").text
        listed = words(shown.split('id="says"')[1].split("</aside>")[0])
        facets = client.get("/search.json?words=killed").json()["facets"]
    assert "Erlan Turgumbayev" in listed
    assert "Aigerim Serikova, 23, was killed in Almaty on Friday" in listed  # the clause, verbatim, and nothing made of it
    assert listed.count("Serikova") == listed.count("Aigerim Serikova, 23, was killed")
    assert "Serikova" not in json.dumps(facets)


def test_a_long_text_is_shown_in_parts_and_a_claim_leads_to_its_part(page: TestClient, told: LedgerFile) -> None:
    (last,) = [each.entry.figure for each in figures(told, Asked())[0] if each.entry.figure.number == 78]
    first = page.get("/report/feeds%2Flong.txt")
    assert first.status_code == 200
    assert "Part 1 of 2" in words(first.text)
    assert "77 people detained" in words(first.text)
    assert "78 people detained" not in words(first.text)
    led = page.get(f"/report/feeds%2Flong.txt?figure={last.id}")
    assert led.status_code == 303
    assert led.headers["location"].endswith(f"page=2#w-{last.id}")
    assert "78 people detained" in words(page.get(led.headers["location"]).text)


def test_a_report_has_its_files(page: TestClient) -> None:
    assert page.get("/report/v1.json").json()["report"]["text"] == FIRST
    rows = list(csv.DictReader(io.StringIO(page.get("/report/v1.csv").text)))
    assert [row["number"] for row in rows] == ["3811", "8", "3"]


def test_who_asks_for_no_report_is_told(page: TestClient) -> None:
    answer = page.get("/report/none")
    assert answer.status_code == 404
    assert "reportedly search --in reports" in words(answer.text)


def test_a_report_of_later_says_so(page: TestClient) -> None:
    assert "At that moment this report had not been published" in words(page.get("/report/v2?as_of=2022-01-06").text)
    assert "had not been published" not in words(page.get("/report/v2?as_of=2022-01-08").text)


# Versions


@given(TEXT, TEXT)
def test_both_sides_of_a_difference_are_whole(old: str, new: str) -> None:
    assert "".join(sentences(old)) == old
    rows = differences(old, new)
    assert "".join(said for row in rows for said, _ in row.old) == old
    assert "".join(said for row in rows for said, _ in row.new) == new
    assert all(row.kind != "same" or row.old == row.new for row in rows)


def test_a_text_has_no_differences_from_itself() -> None:
    assert {row.kind for row in differences(FIRST, FIRST)} == {"same"}


def test_differences_are_told_by_word_within_a_sentence_that_changed() -> None:
    changed, same, gone, come, more = differences(FIRST, SECOND)
    assert [said for said, is_gone in changed.old if is_gone] == ["3,811 "]
    assert [said for said, is_new in changed.new if is_new] == ["have ", "4,266 "]
    assert same.kind == "same"
    assert (gone.kind, come.kind, more.kind) == ("removed", "added", "added")


def test_lines_that_recur_all_the_time_take_no_time() -> None:
    rows = differences("calm\n" * 20_000, "calm\n" * 19_999 + "storm\n")
    assert "".join(said for row in rows for said, _ in row.new).endswith("storm\n")


def test_figures_that_changed_between_versions_are_told(told: LedgerFile) -> None:
    found = [
        (each.kind, each.old.number if each.old else None, each.new.number if each.new else None)
        for each in figure_changes(report(told, "v1"), report(told, "v2"))
    ]
    assert found == [("changed", 3811, 4266), ("same", 8, 8), ("removed", 3, None), ("added", None, 40)]


def test_versions_stand_side_by_side(page: TestClient) -> None:
    shown = page.get("/report/v2/versions").text
    assert "<del>3,811 </del>" in shown
    assert "<ins>4,266 </ins>" in shown
    assert "changed 3,811 people detained 4,266 people detained" in words(shown)
    assert "no longer there 3 people missing" in words(shown)
    rows = list(csv.DictReader(io.StringIO(page.get("/report/v2/versions.csv").text)))
    assert (rows[0]["before"], rows[0]["now"]) == ("3,811", "4,266")
    assert page.get("/report/v2/versions.json").json()["figures"][0]["kind"] == "changed"
    assert "Versions" in words(page.get("/report/v1").text)
    assert page.get("/report/feeds%2Flong.txt/versions").status_code == 404


# Review


def hidden(text: str, name: str) -> str:
    """What a form of a page carries along; the last one of that name, which is that of the decision."""
    return str(re.findall(f'name="{name}" value="([^"]*)"', text)[-1])


def decide(client: TestClient, turn_page: str, **form: str) -> str:
    """What a decision from a page of the review leads to."""
    data = {
        "token": SETTINGS.token,
        "seen": hidden(turn_page, "seen"),
        "at": hidden(turn_page, "at"),
        "by": "A. Reader",
        "why": "the words say so",
    } | form
    answer = client.post("/review", data=data)
    assert answer.status_code == 303, words(answer.text)
    return str(answer.headers["location"])


def test_one_thing_at_a_time_is_looked_at(crisis: LedgerFile) -> None:
    queue = review(crisis)
    with browser(crisis.path) as client:
        first = words(client.get("/review").text)
        assert f"1 of {len(queue)}" in first
        assert f"Why it is here: {queue[0].why}" in first
        second = client.get(f"/review?at={queue[1].found.entry.figure.id}").text
        assert f"2 of {len(queue)}" in words(second)
        assert f"at={queue[0].found.entry.figure.id}" in second
        rows = list(csv.DictReader(io.StringIO(client.get("/review.csv").text)))
        assert [row["why"] for row in rows] == [each.why for each in queue]
        assert len(client.get("/review.json?measure=killed&source=army").json()) == 1
        assert client.get("/review?at=f-none").status_code == 404
        assert "Nothing waits of what is asked for" in words(client.get("/review?measure=looted").text)


def test_a_decision_goes_on_to_the_next_and_can_be_undone(crisis: LedgerFile) -> None:
    ids = [each.found.entry.figure.id for each in review(crisis)]
    with browser(crisis.path) as client:
        after = decide(client, client.get("/review").text, kind="accept")
        shown = client.get(after).text
        assert f"at={ids[1]}" in after
        assert f"A. Reader decided to accept {ids[0]}" in words(shown)
        assert "1 decided in this sitting" in words(shown)
        assert "Somebody else" not in words(shown)
        made = decisions(crisis)[-1]
        undone = client.post(
            "/review",
            data={"token": SETTINGS.token, "kind": "undo", "decision": made.id, "at": ids[0], "done": "1", "by": "A. Reader", "why": "no"},
        )
        assert undone.headers["location"] == f"/review?at={ids[0]}"
    assert [each.found.entry.figure.id for each in review(crisis)] == ids


def test_a_correction_is_kept_and_a_bad_one_is_told_with_what_was_typed(crisis: LedgerFile) -> None:
    with browser(crisis.path) as client:
        shown = client.get("/review").text
        form = {"token": SETTINGS.token, "at": hidden(shown, "at"), "kind": "correct", "number": "many", "by": "A", "why": "misread"}
        bad = client.post("/review", data=form)
        assert bad.status_code == 400
        assert "a number was asked for" in words(bad.text)
        assert 'value="many"' in bad.text
        assert not decisions(crisis)
        decide(client, shown, kind="correct", number="165", why="misread")
    assert decisions(crisis)[0].value == {"number": 165}
    with browser(crisis.path) as client:
        assert client.post("/review", data=form | {"token": "another"}).status_code == 403


def test_two_people_do_not_overwrite_each_other(crisis: LedgerFile) -> None:
    ids = [each.found.entry.figure.id for each in review(crisis)]
    with browser(crisis.path) as one, browser(crisis.path) as two:
        pages = [each.get("/review").text for each in (one, two)]
        decide(one, pages[0], kind="accept", by="A. Reader")
        told = two.get(decide(two, pages[1], kind="reject", by="B. Reader", why="not what the words say")).text
    assert [(each.by, each.kind, each.target) for each in decisions(crisis)] == [
        ("A. Reader", "accept", ids[0]),
        ("B. Reader", "reject", ids[0]),
    ]
    assert "Somebody else decided about it while you were looking." in words(told)
    assert "A. Reader decided to accept" in words(told)


def test_what_another_decided_meanwhile_is_passed_over_with_a_word(crisis: LedgerFile) -> None:
    first = review(crisis)[0].found.entry.figure.id
    decide_on(crisis, "reject", first, [], "B. Reader", "another crisis", NOON)
    second = review(crisis)[0].found.entry.figure.id
    found = turn(crisis, at=first)
    assert found.view is not None
    assert found.view.entry.figure.id == second
    assert [each.by for each in found.missed] == ["B. Reader"]
    with browser(crisis.path) as client:
        shown = words(client.get(f"/review?at={first}").text)
    assert "no longer waits, and was passed over: B. Reader decided to reject" in shown
    with pytest.raises(NotFound):
        turn(crisis, at="f-none")


def test_the_queue_is_paged_and_asks_for_what_is_doubtful(crisis: LedgerFile) -> None:
    queue = review(crisis)
    assert [each for start in range(len(queue)) for each in review(crisis, 1, start)] == queue
    assert all(each.why for each in queue)


# Search


def test_what_is_typed_is_words_and_never_syntax() -> None:
    assert terms('detained  "police vehicles" -border NEAR(a b)') == ("detained", "police vehicles", "-border", "NEAR(a", "b)")
    assert terms('"') == terms("*** () ^ : \x00") == ()
    assert len(terms(" ".join(f"w{number}" for number in range(500)))) == 32


@given(st.text(max_size=40) | st.text(alphabet='"*()^:-+{}\\ORANDNEARx ', max_size=20))
def test_no_words_break_the_search(told: LedgerFile, typed: str) -> None:
    for kind in KINDS:
        found = search(told, Sought(typed, kind))
        assert found.count == found.counts[kind]


@given(st.lists(st.tuples(st.text(max_size=8), st.booleans())), st.integers(4, 30))
def test_the_words_around_a_match_are_cut_from_them(given_pieces: list[tuple[str, bool]], longest: int) -> None:
    shown = around(tuple(given_pieces), longest)
    text = "".join(said for said, _ in given_pieces)
    assert "".join(said for said, _ in shown).strip("… ") in text or len(text) <= longest
    assert sum(len(said) for said, _ in shown) <= longest + 4


def test_marks_are_told_apart_and_stray_ones_do_no_harm() -> None:
    assert marked_pieces("a \ue000b\ue001 c") == (("a ", False), ("b", True), (" c", False))
    assert marked_pieces("a \ue001b\ue000 c") == (("a ", False), ("b", False), (" c", False))


def test_words_phrases_and_other_forms_are_found(told: LedgerFile) -> None:
    def found(typed: str, kind: str = "figure", **asked: str) -> list[object]:
        return [hit.entry.figure.number if hit.entry else hit.report for hit in search(told, Sought(typed, kind), Asked(**asked)).hits]  # type: ignore[arg-type]

    assert found("detained 4,266") == [4266]
    assert found('"officers were killed"') == [8, 8]
    assert found('"killed were officers"') == []
    assert found("killing officer") == [8, 8]
    assert set(found("interior ministry")) == {3811, 4266}
    assert found("curfew", "report") == ["v2"]
    assert set(found("mayor", "report", as_of="2022-01-07")) == {"v1"}
    assert found("mayor missing", "statement") == ["v1"]
    assert found("people", measure="missing") == [3]
    assert found("people", source="interior") == found("people", source="Interior Ministry")


def test_facets_count_what_each_value_would_leave(kazakhstan: Path) -> None:  # noqa: F811 - a fixture
    with LedgerFile(kazakhstan) as file:
        every = search(file, Sought("people"))
        for facet in every.facets:
            for value, count in facet.values:
                asked = Asked() if facet.name == "month" else Asked(**{facet.name: value})  # type: ignore[arg-type] # a facet that is text
                left = search(file, Sought("people", month=value if facet.name == "month" else None), asked)
                assert left.count == count, (facet.name, value)
        narrowed = search(file, Sought("people"), Asked(measure="killed"))
        assert dict(narrowed.facets[0].values) == dict(every.facets[0].values)  # others of the same facet can still be chosen
        assert sum(count for _, count in narrowed.facets[1].values) == narrowed.count


def test_results_are_paged_without_gaps(kazakhstan: Path) -> None:  # noqa: F811 - a fixture
    with LedgerFile(kazakhstan) as file:
        whole = search(file, Sought("people", limit=1000))
        paged = [hit for start in range(0, whole.count, 7) for hit in search(file, Sought("people", limit=7, offset=start)).hits]
        newest = [hit.published or "" for hit in search(file, Sought("", limit=1000)).hits]
    assert tuple(paged) == whole.hits
    assert newest[0].startswith("2022-03-15")


def test_the_page_of_a_search_keeps_all_in_its_address(page: TestClient) -> None:
    shown = page.get("/search?words=people&measure=detained").text
    assert "<mark>people</mark>" in shown
    assert "/search?words=people&amp;in=statements&amp;measure=detained" in shown
    assert "/search?words=people" in shown
    rows = list(csv.DictReader(io.StringIO(page.get("/search.csv?words=people&measure=detained&order=newest").text)))
    assert [row["number"] for row in rows] == ["78", "77", "4266", "3811"]
    assert page.get("/search.json?words=curfew&in=reports").json()["hits"][0]["report"] == "v2"
    assert page.get("/search.csv?words=xyzzy").text == ""
    assert "Nothing is found" in words(page.get("/search?words=xyzzy").text)
    for wrong in ("in=everything", "month=soon", "page=0", f"words={'x' * 401}", "status=odd"):
        assert page.get(f"/search?{wrong}").status_code == 400


# Hostile reports


def reading_pages(path: Path) -> list[str]:
    """Addresses of the pages of this file that show what is in a ledger."""
    with LedgerFile(path) as file:
        kept = [hit.report_id for hit in search(file, Sought("", "report", limit=1000)).hits]
        waiting = [each.found.entry.figure.id for each in review(file)]
    found = [f"/report/{each}{tail}" for each in kept for tail in ("", "?show=event,statement")]
    found += [
        f"/search?words={said}&in={kind}" for kind in ("figures", "statements", "reports") for said in ("", "people", "alert", "killed")
    ]
    return [*found, "/review", *(f"/review?at={each}" for each in waiting)]


def test_a_hostile_ledger_reads_as_text(attacked: Path) -> None:  # noqa: F811 - a fixture
    with browser(attacked) as client:
        seen = ""
        for path in reading_pages(attacked):
            answer = client.get(path)
            assert answer.status_code == 200, path
            assert not offences(answer.text), path
            assert len(answer.content) < 600_000, path
            seen += answer.text
        for nasty in ('"><script>alert(1)</script>', "' onfocus=alert(1) x='", "\u202ejavascript:alert(1)"):
            for name in ("words", "in", "month", "order", "show", "at", "decided", "seen", "done", "before"):
                for path in ("/search", "/review", "/report/none", "/report/none/versions"):
                    assert not offences(client.get(path, params={name: nasty}).text), (path, name)
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in seen
    assert "\\u202e" in seen
