"""The desk, asked as a browser would ask it: what pages show, who is let in, and what hostile reports cannot do."""

from __future__ import annotations

import base64
import csv
import html
import io
import json
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from urllib.request import urlopen

import pytest
from starlette.testclient import TestClient
from typer.testing import CliRunner

from reportedly.cli.main import app
from reportedly.desk.app import ROUTERS, desk
from reportedly.desk.asked import Question, address, part
from reportedly.desk.guard import POLICY, Settings, Unguarded, is_local
from reportedly.desk.passages import passage
from reportedly.model.attribution import Attribution
from reportedly.model.codec import encode
from reportedly.model.event import Event
from reportedly.model.evidence import Evidence
from reportedly.model.figure import Figure
from reportedly.model.identity import content_id, text_digest
from reportedly.model.ledger import Entry, Situation
from reportedly.model.place import Place
from reportedly.model.record import Record
from reportedly.model.report import Report
from reportedly.model.time import When
from reportedly.run.deciding import decide_on
from reportedly.run.ledger import LedgerFile, settle
from reportedly.run.situations import overview, situation, sources
from reportedly.run.taking_in import Given, take_in
from reportedly.run.views import Asked, decisions, figures, ledger
from reportedly.store.database import writing
from reportedly.store.errors import LedgerProblem, NoLedger

EXAMPLES = Path(__file__).parent.parent / "examples/kazakhstan-2022/reports.jsonl"
SETTINGS = Settings(token="the token of these tests")  # noqa: S106 - no secret
NOON = "2022-04-01T12:00:00+00:00"


@pytest.fixture(scope="module")
def kazakhstan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The ledger of the example reports."""
    path = tmp_path_factory.mktemp("desk") / "kazakhstan.sqlite"
    with LedgerFile(path, create=True) as file:
        file.add(take_in([EXAMPLES], Given(None, None)), NOON)
    return path


@pytest.fixture
def crisis(kazakhstan: Path, tmp_path: Path) -> Path:
    """A copy of it, to decide on."""
    path = tmp_path / "crisis.sqlite"
    with LedgerFile(kazakhstan) as file, writing(file.engine):
        path.write_bytes(kazakhstan.read_bytes())
    return path


@pytest.fixture(scope="module")
def page(kazakhstan: Path) -> Iterator[TestClient]:
    """A browser at the desk of the example reports."""
    with browser(kazakhstan) as client:
        yield client


def browser(path: Path, settings: Settings = SETTINGS) -> TestClient:
    """A browser at a desk."""
    return TestClient(desk(path, settings), base_url="http://127.0.0.1:8321", follow_redirects=False)


def the_situation(path: Path) -> Situation:
    """The situation of the example reports."""
    with LedgerFile(path) as file:
        return ledger(file).situations[0]


def entry_of(path: Path, measure: str, number: int) -> Entry:
    """The last entry of a measure with a number."""
    return [
        entry
        for series in the_situation(path).series
        if series.measure == measure
        for entry in series.entries
        if entry.figure.number == number
    ][-1]


def words(text: str) -> str:
    """What a reader reads of a page."""
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", text)).split())


# Pages


def test_cards_show_headline_figures_and_what_changed(page: TestClient) -> None:
    said = words(page.get("/").text)
    assert "230 people killed · Kazakhstan" in said
    assert "In the last day: 1 change raises 230 people killed — authorities (Steppe Wire)" in said
    assert "none contested" in said


def test_cards_at_a_moment_are_those_of_that_moment(page: TestClient) -> None:
    said = words(page.get("/?as_of=2022-01-09").text)
    assert "164 people killed · Kazakhstan" in said
    assert "230" not in said
    assert "What had been published by 2022-01-09 , and nothing later." in said


def test_a_withdrawal_is_the_first_news_and_leaves_nothing_standing(page: TestClient) -> None:
    said = words(page.get("/?as_of=2022-01-10").text)
    assert "none stands people killed · Kazakhstan" in said
    assert re.search(r"In the last day: \d+ changes retracts 164 people killed — Health Ministry of Kazakhstan", said)


def test_a_situation_shows_positions_events_sources_and_reports(page: TestClient, kazakhstan: Path) -> None:
    found = the_situation(kazakhstan)
    said = words(page.get(f"/situation/{found.id}").text)
    assert "7,939 people detained · Kazakhstan" in said
    assert "300 of which people detained · Kazakhstan · at the border" in said
    assert "Interior Ministry in Almaty Evening, Caravan Live" in said
    assert all(outlet in said for outlet in ("Steppe Wire", "Relief Note", "Oasis Herald"))
    assert "copy" in said


def test_whole_measures_that_matter_stand_first(page: TestClient, kazakhstan: Path) -> None:
    said = words(page.get(f"/situation/{the_situation(kazakhstan).id}").text)
    assert (
        said.index("people killed · Kazakhstan")
        < said.index("people injured")
        < said.index("people detained")
        < said.index("investigation")
    )


def test_the_slide_is_a_form_that_ends_in_an_address(page: TestClient, kazakhstan: Path) -> None:
    identity = the_situation(kazakhstan).id
    answer = page.get(f"/situation/{identity}?step=3&measure=killed")
    assert answer.status_code == 303
    assert answer.headers["location"] == f"/situation/{identity}?measure=killed&as_of=2022-01-07T11%3A00%3A00%2B06%3A00"
    then = page.get(answer.headers["location"]).text
    assert 'value="3"' in then
    assert "18" in words(then)
    assert page.get(f"/situation/{identity}?step=99").headers["location"] == f"/situation/{identity}"


def test_a_figure_is_shown_in_its_paragraph_with_its_history(page: TestClient, kazakhstan: Path) -> None:
    entry = entry_of(kazakhstan, "killed", 225)
    answer = page.get(f"/figure/{entry.figure.id}")
    said = words(answer.text)
    assert "Deputies asked why the names of the dead had not been published." in said
    assert "takes back what was said before" in said
    assert "<mark><strong>225</strong></mark>" in answer.text
    assert "Rules digits" in said


def test_what_was_taken_back_is_struck(page: TestClient, kazakhstan: Path) -> None:
    entry = entry_of(kazakhstan, "killed", 164)
    assert '<h1 class="struck">' in page.get(f"/figure/{entry.figure.id}").text


def test_a_series_leads_to_its_last_figure_that_counts(page: TestClient, kazakhstan: Path) -> None:
    series = next(each for each in the_situation(kazakhstan).series if each.measure == "killed" and each.part_of is None)
    assert "<h1><bdi>230 people killed" in page.get(f"/figure/{series.id}").text


def test_what_was_not_known_then_says_so(page: TestClient, kazakhstan: Path) -> None:
    entry = entry_of(kazakhstan, "killed", 230)
    answer = page.get(f"/figure/{entry.figure.id}?as_of=2022-01-09")
    assert answer.status_code == 404
    assert "nothing of it was known by then" in words(answer.text)


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("/nowhere", 404, "a page was asked for that the desk does not have"),
        ("/situation/x-000000000000", 404, "the ledger has no figure, series, report or situation of that id"),
        ("/figure/f-000000000000", 404, "the ledger has no figure"),
        ("/?as_of=yesterday", 400, "as_of was given as 'yesterday'; a day or a moment is read in ISO 8601"),
        ("/?page=0", 400, "pages have numbers, from 1"),
        ("/?status=sure", 400, "there are asserted, alleged"),
        (f"/?place={'a' * 400}", 400, "at most 300 are read"),
    ],
)
def test_what_makes_no_sense_is_told(page: TestClient, path: str, status: int, said: str) -> None:
    answer = page.get(path)
    assert answer.status_code == status
    assert said in words(answer.text)


def test_an_empty_ledger_says_how_to_fill_it(tmp_path: Path) -> None:
    LedgerFile(tmp_path / "empty.sqlite", create=True).close()
    with browser(tmp_path / "empty.sqlite") as client:
        assert "The ledger is empty. Take reports in with: reportedly add REPORTS --ledger empty.sqlite" in words(client.get("/").text)


# Addresses


def test_an_address_keeps_filters_and_moment() -> None:
    question = Question("/", Asked(measure="killed", as_of="2022-01-09T18:00+06:00", standing=True), page=3)
    assert question.here() == "/?measure=killed&as_of=2022-01-09T18%3A00%2B06%3A00&standing=1"
    assert question.here(page=4).endswith("&page=4")
    assert question.here(measure=None) == "/?as_of=2022-01-09T18%3A00%2B06%3A00&standing=1"
    assert question.to("/figure/f-1") == "/figure/f-1?as_of=2022-01-09T18%3A00%2B06%3A00"
    assert question.kept == {"measure": "killed", "as_of": "2022-01-09T18:00+06:00", "standing": "1"}
    assert address("/", {}) == "/"


def test_every_link_of_a_page_keeps_the_moment(page: TestClient, kazakhstan: Path) -> None:
    for path in ("/", f"/situation/{the_situation(kazakhstan).id}"):
        text = page.get(f"{path}?as_of=2022-01-10").text
        links = [html.unescape(link) for link in re.findall(r'href="(/[^"]*)"', text) if not link.startswith("/static")]
        without = {link for link in links if "as_of=2022-01-10" not in link}
        assert len(links) > 5
        assert {link.partition("#")[0] for link in without} == {path}  # the way back to now


def test_what_is_on_screen_comes_as_csv_and_json(page: TestClient, kazakhstan: Path) -> None:
    found = the_situation(kazakhstan)
    assert page.get(f"/situation/{found.id}.json").json() == encode(found)
    rows = list(csv.DictReader(io.StringIO(page.get(f"/situation/{found.id}.csv?as_of=2022-01-09").text)))
    assert {"what": "people killed · Kazakhstan", "best": "164"}.items() <= next(
        row for row in rows if row["measure"] == "killed"
    ).items() or any(row["what"] == "people killed · Kazakhstan" and row["best"] == "164" for row in rows)
    cards = page.get("/situations.json").json()
    assert [card["situation"]["id"] for card in cards] == [found.id]
    entry = entry_of(kazakhstan, "killed", 230)
    history = list(csv.DictReader(io.StringIO(page.get(f"/figure/{entry.figure.id}.csv").text)))
    assert [row["amount"] for row in history][-1] == "230"
    assert page.get(f"/figure/{entry.figure.id}.json").json()["entry"]["figure"]["id"] == entry.figure.id
    assert page.get("/situations.csv?page=none").json() == {"problem": "a page was asked for as 'none'; pages have numbers, from 1"}


def test_situations_are_found_by_words_of_title_or_place(page: TestClient) -> None:
    assert "1 situation" in words(page.get("/?situation=KAZAKH").text)
    assert "1 situation" in words(page.get("/?situation=Kyzylorda").text)
    assert "No situation is as asked." in words(page.get("/?situation=Lisbon").text)


# A situation at a moment


@pytest.mark.parametrize(
    "as_of", ["2022-01-05", "2022-01-06T12:00:00+06:00", "2022-01-07", "2022-01-09", "2022-01-10", "2022-01-12", "2022-02-01", "2022-04-01"]
)
def test_a_situation_at_a_moment_is_that_of_the_whole_ledger(kazakhstan: Path, as_of: str) -> None:
    asked = Asked(as_of=as_of)
    with LedgerFile(kazakhstan) as file:
        whole = ledger(file, asked).situations
        identity = ledger(file).situations[0].id
        assert situation(file, identity, asked) in whole
        assert [card.situation.id for card in overview(file, asked).cards] == [each.id for each in whole]


def test_sources_tell_how_often_they_were_revised(kazakhstan: Path) -> None:
    told = {each.name: each for each in sources(the_situation(kazakhstan))}
    assert told["Interior Ministry"].revised == 6
    assert sum(each.withdrawn for each in told.values()) >= 3
    assert sum(each.figures for each in told.values()) == sum(len(series.entries) for series in the_situation(kazakhstan).series)


# Deciding


def decided(client: TestClient, path: str, **fields: str) -> str:
    """Send a decision, and read the page that answers it."""
    answer = client.post(path, data={"token": SETTINGS.token, "by": "A. Reader", "why": "read it again", "seen": "0"} | fields)
    assert answer.status_code == 303, words(answer.text)
    return words(client.get(answer.headers["location"]).text)


def test_a_figure_is_rejected_and_the_rejection_taken_back(crisis: Path) -> None:
    entry = entry_of(crisis, "killed", 230)
    path = f"/figure/{entry.figure.id}"
    with browser(crisis) as client:
        before = client.get(f"/situation/{the_situation(crisis).id}.json").content
        assert "Kept: A. Reader decided to reject" in decided(client, path, kind="reject")
        assert "225 people killed · Kazakhstan" in words(client.get("/").text)
        with LedgerFile(crisis) as file:
            made = decisions(file)[-1]
        assert "decided to undo" in decided(client, path, kind="undo", decision=made.id, seen="1")
        assert client.get(f"/situation/{the_situation(crisis).id}.json").content == before


@pytest.mark.parametrize(
    ("fields", "shown"),
    [
        ({"kind": "accept"}, "decided to accept"),
        ({"kind": "correct", "number": "231"}, "decided to correct number 231"),
        ({"kind": "pin", "best": "240"}, "decided to pin best 240"),
        ({"kind": "split"}, "decided to split"),
    ],
)
def test_decisions_of_every_kind_are_kept(crisis: Path, fields: dict[str, str], shown: str) -> None:
    with browser(crisis) as client:
        assert shown in decided(client, f"/figure/{entry_of(crisis, 'killed', 230).figure.id}", **fields)
    with LedgerFile(crisis) as file:
        assert [(each.kind, each.by, each.why) for each in decisions(file)] == [(fields["kind"], "A. Reader", "read it again")]


def test_two_series_are_put_together(crisis: Path) -> None:
    part, whole = entry_of(crisis, "killed", 103), entry_of(crisis, "killed", 230)
    with browser(crisis) as client:
        said = decided(client, f"/figure/{part.figure.id}", kind="merge", into=whole.figure.id)
    assert "230 people killed · Kazakhstan" in said


def test_two_who_decide_at_once_are_both_kept_and_the_second_is_told(crisis: Path) -> None:
    path = f"/figure/{entry_of(crisis, 'killed', 230).figure.id}"
    with browser(crisis) as first, browser(crisis) as second:
        seen = re.search(r'name="seen" value="(\d+)"', second.get(path).text)
        assert seen is not None
        said_first = decided(first, path, kind="accept", by="B. Early", why="the office confirmed it", seen=seen[1])
        said_second = decided(second, path, kind="reject", by="C. Late", why="another count", seen=seen[1])
    assert "Somebody else decided" not in said_first
    assert "Kept: C. Late decided to reject" in said_second
    assert "Somebody else decided about it while you were looking." in said_second
    assert "B. Early decided to accept : the office confirmed it" in said_second
    with LedgerFile(crisis) as file:
        assert [each.by for each in decisions(file)] == ["B. Early", "C. Late"]


def test_who_knew_of_the_other_decision_is_not_told_again(crisis: Path) -> None:
    path = f"/figure/{entry_of(crisis, 'killed', 230).figure.id}"
    with browser(crisis) as client:
        decided(client, path, kind="accept")
        seen = re.search(r'name="seen" value="(\d+)"', client.get(path).text)
        assert seen is not None
        assert "Somebody else" not in decided(client, path, kind="reject", seen=seen[1])


def test_a_decision_elsewhere_is_no_conflict(crisis: Path) -> None:
    with browser(crisis) as client:
        decided(client, f"/figure/{entry_of(crisis, 'detained', 7939).figure.id}", kind="accept")
        assert "Somebody else" not in decided(client, f"/figure/{entry_of(crisis, 'killed', 230).figure.id}", kind="accept", seen="0")


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"kind": "accept", "by": " "}, "say who decides, and why"),
        ({"kind": "accept", "why": ""}, "say who decides, and why"),
        ({"kind": "correct"}, "a decision to correct says what holds"),
        ({"kind": "correct", "number": "many"}, "a number was asked for as number"),
        ({"kind": "pin"}, "a decision to pin says what holds"),
        ({"kind": "merge"}, "two ids are asked for"),
        ({"kind": "delete"}, "choose one of accept, reject"),
    ],
)
def test_a_decision_that_says_too_little_is_refused_and_nothing_typed_is_lost(crisis: Path, fields: dict[str, str], problem: str) -> None:
    given = {"token": SETTINGS.token, "by": "A. Reader", "why": "a long reason", "seen": "0"} | fields
    with browser(crisis) as client:
        answer = client.post(f"/figure/{entry_of(crisis, 'killed', 230).figure.id}", data=given)
    assert answer.status_code == 400
    assert problem in words(answer.text)
    assert f'name="why" required maxlength="2000" value="{given["why"]}"' in answer.text
    with LedgerFile(crisis) as file:
        assert decisions(file) == ()


def test_the_name_is_remembered_in_the_browser(crisis: Path) -> None:
    path = f"/figure/{entry_of(crisis, 'killed', 230).figure.id}"
    with browser(crisis) as client:
        decided(client, path, kind="accept", by="A. Reader")
        assert 'value="A. Reader"' in client.get(path).text


def test_no_decision_is_offered_on_a_past_moment(page: TestClient, kazakhstan: Path) -> None:
    text = page.get(f"/figure/{entry_of(kazakhstan, 'killed', 164).figure.id}?as_of=2022-02-01").text
    assert '<form method="post"' not in text
    assert "Decide on what is known now." in words(text)


# Who is let in


def addresses(path: Path) -> list[str]:
    """An address of every route of these pages, and some that are none."""
    found = the_situation(path)
    figure = found.series[0].entries[0].figure.id
    known = {"{identity}": {"situation": found.id, "figure": figure}}
    told = ["/static/desk.css", "/static/desk.js", "/nowhere", "/?page=none"]
    for router in ROUTERS:
        for route in router.routes:
            place = str(getattr(route, "path", ""))
            for gap, values in known.items():
                if gap in place:
                    place = place.replace(gap, next((value for name, value in values.items() if place.startswith(f"/{name}/")), found.id))
            told.append(re.sub(r"\{[^}]*\}", found.id, place))
    return sorted(set(told))


def test_every_answer_carries_the_policy(page: TestClient, kazakhstan: Path) -> None:
    for path in addresses(kazakhstan):
        headers = page.get(path).headers
        assert headers["content-security-policy"] == POLICY, path
        assert headers["x-content-type-options"] == "nosniff", path
        assert headers["referrer-policy"] == "same-origin", path
        assert headers["cross-origin-opener-policy"] == "same-origin", path
        assert headers["cross-origin-resource-policy"] == "same-origin", path
    assert "unsafe" not in POLICY
    assert "*" not in POLICY


def test_no_page_has_anything_inline_or_from_elsewhere(page: TestClient, kazakhstan: Path) -> None:
    for path in addresses(kazakhstan):
        answer = page.get(path)
        if answer.headers.get("content-type", "").startswith("text/html"):
            assert not offences(answer.text), path


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8321", "127.0.0.1.evil.example", "", "[::2]:8321", "localhost.", "10.0.0.1"]
)
def test_a_foreign_name_is_refused(page: TestClient, host: str) -> None:
    answer = page.get("/", headers={"host": host})
    assert answer.status_code == 421
    assert "Kazakhstan" not in answer.text
    assert answer.headers["content-security-policy"] == POLICY


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.1:8321", "localhost:8321", "LOCALHOST", "[::1]:8321"])
def test_its_own_names_are_answered(page: TestClient, host: str) -> None:
    assert page.get("/", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1:9999"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"sec-fetch-site": "none"},
    ],
)
def test_a_decision_from_another_page_is_refused(crisis: Path, headers: dict[str, str]) -> None:
    given = {"token": SETTINGS.token, "kind": "accept", "by": "A", "why": "b"}
    with browser(crisis) as client:
        answer = client.post(f"/figure/{entry_of(crisis, 'killed', 230).figure.id}", data=given, headers=headers)
    assert answer.status_code == 403
    with LedgerFile(crisis) as file:
        assert decisions(file) == ()


@pytest.mark.parametrize("token", [None, "", "another", "the token of these test", "the token of these tests "])
def test_a_decision_without_the_token_is_refused(crisis: Path, token: str | None) -> None:
    given = {"kind": "accept", "by": "A", "why": "b"} | ({} if token is None else {"token": token})
    with browser(crisis) as client:
        answer = client.post(f"/figure/{entry_of(crisis, 'killed', 230).figure.id}", data=given)
    assert answer.status_code == 403
    with LedgerFile(crisis) as file:
        assert decisions(file) == ()


def test_every_route_that_changes_something_asks_for_the_token(page: TestClient, kazakhstan: Path) -> None:
    found = the_situation(kazakhstan)
    for router in ROUTERS:
        for route in router.routes:
            for method in sorted(set(getattr(route, "methods", ())) - {"GET", "HEAD", "OPTIONS"}):
                path = re.sub(r"\{[^}]*\}", found.series[0].entries[0].figure.id, str(getattr(route, "path", "")))
                assert page.request(method, path, data={}).status_code == 403, path


def test_a_form_has_an_end(page: TestClient) -> None:
    assert page.post("/figure/f-1", content=b"a" * 1_000_001).status_code == 413
    assert (
        page.post(
            "/figure/f-1", content=iter([b"why="] + [b"a" * 100_000] * 11), headers={"content-type": "application/x-www-form-urlencoded"}
        ).status_code
        == 413
    )


def test_another_address_needs_a_password(kazakhstan: Path) -> None:
    with pytest.raises(Unguarded, match=r"no password was given; give one with --token, and put a proxy with TLS before it"):
        Settings("0.0.0.0")  # noqa: S104 - that is what is refused
    settings = replace(SETTINGS, host="0.0.0.0", password="open sesame", hosts=("desk.example.org",))  # noqa: S104, S106
    basic = base64.b64encode(b"anyone:open sesame").decode()
    wrong = base64.b64encode(b"anyone:open").decode()
    with browser(kazakhstan, settings) as client:
        assert client.get("/", headers={"host": "desk.example.org"}).status_code == 401
        assert client.get("/static/desk.css").status_code == 401
        assert "Basic" in client.get("/").headers["www-authenticate"]
        for bad in (
            f"Basic {wrong}",
            "Basic !!!",
            "Basic",
            "Bearer open",
            "Digest open sesame",
            f"Basic {base64.b64encode(b'open sesame').decode()}",
        ):
            assert client.get("/", headers={"authorization": bad}).status_code == 401, bad
        for good in (f"Basic {basic}", "Bearer open sesame"):
            assert client.get("/", headers={"authorization": good, "host": "desk.example.org"}).status_code == 200
        assert client.get("/", headers={"authorization": f"Basic {basic}", "host": "evil.example"}).status_code == 421


def test_addresses_of_this_machine_are_known() -> None:
    assert all(map(is_local, ("127.0.0.1", "127.9.9.9", "::1", "localhost")))
    assert not any(map(is_local, ("0.0.0.0", "::", "192.168.1.2", "desk", "localhost.evil.example")))  # noqa: S104


def test_a_missing_ledger_is_told(tmp_path: Path) -> None:
    with pytest.raises(NoLedger, match="there is no such file"):
        desk(tmp_path / "none.sqlite")
    (tmp_path / "text").write_text("no ledger")
    with pytest.raises(LedgerProblem):
        desk(tmp_path / "text")


# The command


def test_the_command_opens_the_desk_and_ctrl_c_closes_it(kazakhstan: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = str(taken.getsockname()[1])
    serve = [str(Path(sys.executable).with_name("reportedly")), "serve", "--ledger", str(kazakhstan), "--port"]
    with subprocess.Popen([*serve, port], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        assert running.stdout.readline() == f"{kazakhstan} is open at http://127.0.0.1:{port}/ (Ctrl-C closes it)\n"
        with urlopen(f"http://127.0.0.1:{port}/") as answer:
            assert b"230" in answer.read()
        second = CliRunner().invoke(app, [*serve[1:], port])
        assert second.exit_code == 2
        assert f"the desk was to listen at 127.0.0.1, port {port}; the system says: address already in use" in second.output
        running.send_signal(signal.SIGINT)
        assert running.wait(timeout=10) == 0
        assert running.stderr is not None
        assert running.stderr.read() == ""


def test_the_command_says_what_is_missing(tmp_path: Path, kazakhstan: Path) -> None:
    none = CliRunner().invoke(app, ["serve", "--ledger", str(tmp_path / "none.sqlite")])
    assert none.exit_code == 1
    assert "there is no such file" in none.output
    bare = CliRunner().invoke(app, ["serve", "--ledger", str(kazakhstan), "--host", "0.0.0.0"])  # noqa: S104 - that is what is refused
    assert bare.exit_code == 2
    assert "give one with --token" in bare.output


# Hostile reports

HOSTILE = (
    "<script>alert(1)</script>",
    "<svg onload=alert(1)><animate onbegin=alert(1) attributeName=x>",
    "\"><img src=x onerror=alert(1)>",
    "' onmouseover='alert(1)",
    "javascript:alert(1)",
    "</title></textarea></script><script src=//evil.example/x.js></script>",
    "{{ 7654321 * 3 }}{% raw %}${7654321*3}",
    "</q></bdi></td></table><form action=https://evil.example><input name=token>",
    "<!--", "]]>", "&lt;b&gt;", "\u202egnirts\u202c \u2066isolate \u200b\ufeff \x00\x1b[31m\x85\u2028",
    "=HYPERLINK(\"http://evil.example\")",
)  # fmt: skip
LONG = "A" * 1_000_000


def offences(text: str) -> list[str]:
    """What a page of the desk must not have: scripts and styles of its own, handlers, addresses elsewhere, forms to elsewhere."""
    found: list[str] = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            given = dict(attrs)
            if tag in {"iframe", "object", "embed", "base", "style", "img", "animate", "foreignobject"}:
                found.append(tag)
            if tag == "script" and not re.fullmatch(r"/static/[a-z]+\.js", given.get("src") or ""):
                found.append(f"script {given}")
            for name, value in attrs:
                if name.startswith("on") or name in {"style", "srcdoc", "formaction"}:
                    found.append(f"{tag} {name}={value}")
                if name in {"href", "src", "action", "xlink:href"} and not (value or "").startswith(("/", "#")):
                    found.append(f"{tag} {name}={value}")
                if name in {"href", "src", "action"} and (value or "").startswith("//"):
                    found.append(f"{tag} {name}={value}")

        handle_startendtag = handle_starttag

    Reader(convert_charrefs=True).feed(text)
    found += [
        f"{ord(each):x}"
        for each in set(re.findall("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200b\ufeff\u2028\u2029]", text))
    ]
    return found


@pytest.mark.parametrize(
    "nasty", [each for each in HOSTILE if ("<" in each and each != "<!--" and "token" not in each) or "\u202e" in each]
)
def test_offences_are_seen_where_there_are_any(nasty: str) -> None:
    assert offences(f"<p>{nasty}</p>")


def hostile(number: int, nasty: str) -> Record:
    """A report with the same hostile words in every field."""
    line = nasty.replace("\n", " ")
    text = f"{line} 12 people were killed in {line}, {line} said.\n\n{line}\n"
    quote = Evidence.of(text, 0, text.index(" said.") + 6)
    at = text.index("12 people")
    report = Report(
        id=content_id("r", number, nasty[:80]),
        title=f"{nasty} {number}",
        outlet=nasty,
        url=f"javascript:alert({number})//{nasty[:50]}",
        published=f"2022-01-{number + 1:02}T10:00:00+00:00",
        language="en",
        sha256=text_digest(text),
        text=text,
        external_id=f"{nasty[:300]}-{number}",
    )
    when = When("2022-01-01", "2022-01-02", "day", "stated")
    place = Place(nasty, 1, "KZ", "city", 43.2, 76.9, "stated in the clause")
    said = Attribution(content_id("a", report.id), nasty, nasty, "organisation", nasty, "indirect", None, nasty, None, quote)
    amount = Evidence.of(text, at, at + 2)
    figure = Figure(
        id=content_id("f", report.id),
        qualifier="exact",
        number=12 + number,
        low=12 + number,
        high=12 + number,
        measure="killed",
        unit=nasty,
        subject=nasty,
        place=place,
        when=when,
        as_of=when,
        attribution=said.id,
        status="asserted",
        stage="accomplished",
        subset_of=None,
        same_as=None,
        event=None,
        evidence=quote,
        why_empty={nasty[:50]: nasty},
        amount=amount,
        manner=nasty,
        rules=(nasty,),
    )
    event = Event(
        id=content_id("e", report.id),
        type=nasty,
        stage="accomplished",
        trigger=nasty,
        agents=(nasty,),
        targets=(nasty,),
        instruments=(nasty,),
        place=place,
        when=when,
        attribution=said.id,
        status="asserted",
        codes={"acled": nasty},
        evidence=quote,
        why_empty={"when": nasty},
        rules=(nasty,),
    )
    return Record(report, (figure,), (event,), (said,))


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger whose every field is hostile."""
    path = tmp_path_factory.mktemp("hostile") / "hostile.sqlite"
    with LedgerFile(path, create=True) as file:
        for number, nasty in enumerate((*HOSTILE, LONG)):
            file.keep(hostile(number, nasty), NOON)
        with writing(file.engine) as connection:
            settle(connection)
        found, _ = figures(file, Asked())
        for entry in found[:3]:
            decide_on(file, "accept", entry.entry.figure.id, [], HOSTILE[0], HOSTILE[2], NOON)
        decide_on(file, "name", found[0].situation.id, [HOSTILE[1]], HOSTILE[0], HOSTILE[2], NOON)
    return path


def hostile_pages(path: Path) -> list[str]:
    """Addresses of the pages that show what is in a ledger."""
    told = ["/", "/?situation=%3Cscript%3E", "/?as_of=2022-01-20", "/review", "/search", "/search?words=people"]
    with LedgerFile(path) as file:
        for found in ledger(file).situations:
            told += [f"/situation/{found.id}", f"/situation/{found.id}?as_of=2022-01-31"]
            told += [f"/figure/{entry.figure.id}" for series in found.series for entry in series.entries]
            told += [f"/report/{part(name)}" for name in found.reports if len(name) < 1000]
    return told


def test_a_hostile_ledger_shows_nothing_but_text(attacked: Path) -> None:
    with browser(attacked) as client:
        for path in hostile_pages(attacked):
            answer = client.get(path)
            assert answer.status_code == 200, path
            assert not offences(answer.text), path
            if path == "/" or path.startswith(("/?", "/situation/", "/figure/")):  # what is long is cut; but for a report itself
                assert len(answer.content) < 600_000, path
        seen = "".join(client.get(path).text for path in hostile_pages(attacked))
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in seen
    assert "\\u202e" in seen
    assert "\\x1b" in seen
    assert "7654321 * 3" in seen
    assert "22962963" not in seen


def test_hostile_words_of_an_address_are_text_too(page: TestClient) -> None:
    for nasty in ('"><script>alert(1)</script>', "' onfocus=alert(1) x='", "javascript:alert(1)"):
        for name in ("situation", "measure", "place", "as_of", "series", "nothing"):
            assert not offences(page.get("/", params={name: nasty}).text)


def test_a_spreadsheet_runs_nothing(attacked: Path) -> None:
    csv.field_size_limit(10 * len(LONG))
    with browser(attacked) as client:
        rows = [
            row
            for path in hostile_pages(attacked)
            if path.startswith("/figure/")
            for row in csv.reader(io.StringIO(client.get(f"{path}.csv").text))
        ]
    cells = [cell for row in rows for cell in row]
    assert not [cell[:40] for cell in cells if cell.startswith(("=", "+", "-", "@", "\t"))]
    assert any(cell.startswith("'=HYPERLINK") for cell in cells)


def test_json_of_a_hostile_ledger_is_read_back_as_it_is(attacked: Path) -> None:
    with browser(attacked) as client:
        cards = json.loads(client.get("/situations.json").text)
    assert any(HOSTILE[1] in json.dumps(card["situation"]["title"], ensure_ascii=False) for card in cards)


# The paragraph around a claim


def test_a_claim_is_shown_in_its_paragraph() -> None:
    text = "First.\n\nAt least 12 people died, he said. More is not known.\n\nLast."
    claim = Evidence.of(text, 8, 31)
    parts = passage([text], claim, Evidence.of(text, 17, 19))
    assert [(part.kind, part.text) for part in parts] == [
        ("claim", "At least "),
        ("amount", "12"),
        ("claim", " people died"),
        ("around", ", he said. More is not known."),
    ]


def test_of_a_long_paragraph_what_is_near_is_shown() -> None:
    text = f"{'x' * 5000} 12 died {'y' * 5000}"
    parts = passage([text], Evidence.of(text, 5001, 5008))
    assert sum(len(part.text) for part in parts) < 1100
    assert parts[0].text.startswith("… x")
    assert parts[-1].text.endswith("y …")


def test_a_claim_that_no_text_holds_is_shown_alone() -> None:
    assert [part.text for part in passage(["another text"], Evidence(3, 10, "12 died"))] == ["12 died"]
