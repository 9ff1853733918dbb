"""The ledger: what goes in comes out, in any order and however often; what was changed by hand is found.

The contract of every store: each test that takes `place` or `crisis` runs over SQLite and over PostgreSQL.
"""

from __future__ import annotations

import json
import sqlite3
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from bench.ledger_scale import made
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import inspect
from sqlalchemy.exc import DBAPIError
from tests.ledger_notation import records
from tests.postgresql_server import server
from tests.test_reconcile_ledger import CRISIS

from reportedly.intake.received import Received
from reportedly.model.codec import dumps
from reportedly.model.record import Record
from reportedly.reconcile.ledger import reconcile
from reportedly.reconcile.moments import moment
from reportedly.run.deciding import BadDecision, decide_on
from reportedly.run.ledger import LedgerFile, settle
from reportedly.run.taking_in import Refused
from reportedly.run.verify import verify
from reportedly.run.views import Asked, changes, explain, figures, figures_json, heads, ledger, ledger_json, review
from reportedly.store.database import migrations, writing
from reportedly.store.errors import LedgerBusy, NoLedger, NotALedger, NotFound, Tampered
from reportedly.store.schema import METADATA

NOON = "2022-02-01T12:00:00+00:00"


class Place:
    """Where ledgers are made, each in a place of its own."""

    def __init__(self, folder: Path, dialect: str) -> None:
        self.folder, self.dialect = folder, dialect

    def new(self) -> Path | str:
        return server().new_database() if self.dialect == "postgresql" else Path(tempfile.mkdtemp(dir=self.folder)) / "crisis.sqlite"


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    return Place(tmp_path, request.param)


def changed_by_hand(file: LedgerFile, script: str) -> None:
    with writing(file.engine) as connection:
        for statement in script.split("; "):
            connection.exec_driver_sql(statement.replace("%", "%%"))


def filled(path: Path | str, kept: list[Record], taken_in: str = NOON, *, at_once: bool = False) -> LedgerFile:
    """A ledger with these records, put together after each, or after all."""
    file = LedgerFile(path, create=True)
    for record in kept:
        file.keep(record, taken_in)
        if not at_once:
            with writing(file.engine) as connection:
                settle(connection)
    with writing(file.engine) as connection:
        settle(connection)
    return file


@pytest.fixture
def crisis(place: Place) -> Iterator[LedgerFile]:
    with filled(place.new(), records(CRISIS), at_once=True) as file:
        yield file


@pytest.fixture
def crisis_file(tmp_path: Path) -> LedgerFile:
    return filled(tmp_path / "crisis.sqlite", records(CRISIS), at_once=True)


def test_the_file_says_what_the_records_say(crisis: LedgerFile) -> None:
    assert json.loads(ledger_json(crisis)) == json.loads(dumps(reconcile(records(CRISIS))))
    assert ledger(crisis) == reconcile(records(CRISIS))


@given(order=st.permutations(records(CRISIS)), at_once=st.booleans())
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_order_of_intake_does_not_matter(place: Place, order: list[Record], at_once: bool) -> None:
    with filled(place.new(), order, at_once=at_once) as file:
        assert ledger_json(file) == dumps(reconcile(records(CRISIS)))
        verify(file)


def test_keeping_a_record_twice_changes_nothing(crisis: LedgerFile) -> None:
    before = ledger_json(crisis)
    crisis.keep(records(CRISIS)[0], "2023-01-01T00:00:00+00:00")
    assert ledger_json(crisis) == before


def test_figures_are_filtered(crisis: LedgerFile) -> None:
    def numbers(**asked: object) -> list[object]:
        return [each.entry.figure.number for each in figures(crisis, Asked(**asked))[0]]  # type: ignore[arg-type]

    assert numbers(measure="killed", place="Almaty") == [103, 103]
    assert numbers(source="Health Ministry") == [164, 103, 164]
    assert numbers(status="retracted") == [164]
    assert numbers(measure="detained", until="2022-01-06") == [3000]
    assert numbers(since="2022-01-12", until="2022-01-12") == [164, 1678]
    assert numbers(measure="detained", standing=True) == [1678, 9900]
    assert len(json.loads(figures_json(crisis, Asked(measure="killed")))) == 6


def test_the_same_is_asked_as_of_a_moment(crisis: LedgerFile) -> None:
    def numbers(**asked: object) -> list[object]:
        return [each.entry.figure.number for each in figures(crisis, Asked(measure="detained", **asked))[0]]  # type: ignore[arg-type]

    assert numbers(as_of="2022-01-06") == [3000]
    assert numbers(as_of="2022-01-07T07:59") == [3000]
    assert numbers(as_of="2022-01-07T08:00") == [3000, 3811]
    assert numbers(as_of="2022-01-07") == [3000, 3811, 3811]


def test_what_was_known_before_a_retraction_still_stood(crisis: LedgerFile) -> None:
    found = ledger(crisis, Asked(as_of="2022-01-09"))
    best = [series.position.best for series in found.situations[0].series if series.measure == "killed"]
    assert best == [164, 103, None]


def test_what_the_ledger_had_taken_in_by_then(place: Place) -> None:
    first, *rest = records(CRISIS)
    file = filled(place.new(), [first], "2022-01-20T00:00:00+00:00")
    for record in rest:
        file.keep(record, NOON)
    with writing(file.engine) as connection:
        settle(connection)
    assert len(figures(file, Asked(recorded_as_of="2022-01-20"))[0]) == 2
    assert ledger(file, Asked(recorded_as_of="2022-02-01")) == ledger(file)


VERSIONS = """
2022-01-05 Wire id=a
  - | 3 people killed | Kazakhstan
2022-01-06 Wire id=a
  - | 4 people killed | Kazakhstan
2022-01-07 Daily id=b supersedes=a
  - | 5 people killed | Kazakhstan
2022-01-07 Wire
  - | 5 people killed | Kazakhstan
2022-01-08 Post
  - | 5 people killed | Kazakhstan
2022-02-08 Post id=a
  - | 9 people killed | Norland
"""


@given(order=st.permutations([*records(CRISIS), *records(VERSIONS), *map(made, (0, 1, 6, 41, 45, 83))]), by=st.integers(1, 19))
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], phases=[Phase.generate])
def test_as_of_any_moment_the_ledger_is_that_of_the_reports_of_then(place: Place, order: list[Record], by: int) -> None:
    def day(number: int) -> str:
        return f"2022-03-{number + 1:02}T12:00:00+00:00"

    with LedgerFile(place.new(), create=True) as file:
        for number, record in enumerate(order):
            file.keep(record, day(number))
        with writing(file.engine) as connection:
            settle(connection)
        asked = Asked(recorded_as_of=day(by))
        then = reconcile(order[: by + 1])
        assert ledger_json(file, asked) == dumps(then)
        assert figures(file, asked)[1] == sum(len(series.entries) for situation in then.situations for series in situation.series)
        published = sorted(record.report.published or "2022-12-31" for record in order)[by]
        asked = Asked(as_of=published)
        there = [record for record in order if moment(record.report.published) <= moment(published)]
        assert ledger(file, asked) == reconcile(there)
        assert [each.entry for each in figures(file, asked, 5, 2)[0]] == [each.entry for each in figures(file, asked)[0]][2:7]
        assert heads(file, asked) == [
            replace(each, series=tuple(replace(series, entries=()) for series in each.series)) for each in ledger(file, asked).situations
        ]


def test_a_decision_made_later_is_no_part_of_what_was_recorded(crisis: LedgerFile) -> None:
    figure = next(each.entry.figure.id for each in figures(crisis, Asked())[0] if each.entry.figure.number == 9900)
    before = ledger(crisis)
    decide_on(crisis, "reject", figure, [], "A. Reader", "no source", "2022-03-01T12:00:00+00:00")
    assert ledger(crisis, Asked(recorded_as_of="2022-02-28")) == before
    assert ledger(crisis, Asked(recorded_as_of="2022-03-02")) == ledger(crisis)


def test_changes_tell_what_rose_fell_and_was_withdrawn(crisis: LedgerFile) -> None:
    kinds = [each.entry.relation.kind for each in changes(crisis, Asked(since="2022-01-07"))]
    assert kinds[:1] == ["raises"]
    assert "retracts" in kinds
    assert "repeats" not in kinds


def test_explain_gives_the_history_and_what_was_not_chosen(crisis: LedgerFile) -> None:
    figure = figures(crisis, Asked(status="retracted"))[0][0].entry.figure.id
    explained = explain(crisis, figure)
    assert [entry.relation.kind for entry in explained.history] == ["new", "retracts", "repeats"]
    assert any("place is Almaty" in why for _, why in explained.others)
    with pytest.raises(NotFound, match="reportedly figures"):
        explain(crisis, "f-000000000000")


def test_review_lists_retractions_and_what_repeats_them(crisis: LedgerFile) -> None:
    reasons = [each.why for each in review(crisis)]
    assert any("takes a figure back" in why for why in reasons)
    assert any("taken back in" in why for why in reasons)


def test_decisions_are_kept_shown_and_taken_back(crisis: LedgerFile) -> None:
    before = ledger_json(crisis)
    figure = next(each.entry.figure.id for each in figures(crisis, Asked())[0] if each.entry.figure.number == 9900)
    made = decide_on(crisis, "reject", figure, [], "A. Reader", "no source", NOON)
    assert figures(crisis, Asked(measure="detained", standing=True))[0][-1].entry.figure.number == 1678
    assert explain(crisis, figure).decisions == (made,)
    verify(crisis)
    decide_on(crisis, "undo", made.id, [], "A. Reader", "found the source", NOON)
    assert ledger_json(crisis) == before
    verify(crisis)
    with pytest.raises(BadDecision, match="already"):
        decide_on(crisis, "undo", made.id, [], "A. Reader", "again", NOON)


def test_a_situation_can_be_named_merged_and_split_by_its_id(crisis: LedgerFile) -> None:
    first, second = ledger(crisis).situations
    decide_on(crisis, "name", first.id, ["The", "January", "events"], "A. Reader", "as it is known", NOON)
    decide_on(crisis, "merge", second.id, [first.id], "A. Reader", "one crisis", NOON)
    (only,) = ledger(crisis).situations
    assert only.title == "The January events"
    assert len(only.reports) == 8
    verify(crisis)


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("UPDATE reports SET text = replace(text, '164', '165')", "SHA-256"),
        ('UPDATE records SET record = replace(record, \'"quote": "18"\', \'"quote": "19"\')', "stands there"),
        ("UPDATE figures SET quote = 'nothing' WHERE number = 164", "quote of f-"),
        ("UPDATE entries SET stands = 1", "stands of f-"),
        ("UPDATE series SET best = 7 WHERE best = 103", "best of s-"),
        ("UPDATE situations SET title = 'x'", "title of x-"),
        ("DELETE FROM figures WHERE number = 18", "is missing"),
        ("DROP TRIGGER decisions_stay_update{of}; UPDATE decisions SET why = 'because'", "changed after it was made"),
    ],
)
def test_verify_finds_what_was_changed_by_hand(crisis: LedgerFile, statement: str, said: str) -> None:
    figure = figures(crisis, Asked(measure="killed"))[0][0].entry.figure.id
    decide_on(crisis, "accept", figure, [], "A. Reader", "seen", NOON)
    verify(crisis)
    of = " ON decisions" if crisis.engine.dialect.name == "postgresql" else ""
    changed_by_hand(crisis, statement.replace("{of}", of))
    with pytest.raises(Tampered, match=said):
        verify(crisis)


def test_decisions_cannot_be_edited_or_removed(crisis: LedgerFile) -> None:
    figure = figures(crisis, Asked())[0][0].entry.figure.id
    decide_on(crisis, "accept", figure, [], "A. Reader", "seen", NOON)
    with pytest.raises(DBAPIError, match="never edited"):
        changed_by_hand(crisis, "UPDATE decisions SET why = 'because'")
    with pytest.raises(DBAPIError, match="never removed"):
        changed_by_hand(crisis, "DELETE FROM decisions")


def test_what_is_no_ledger_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NoLedger, match="reportedly add"):
        LedgerFile(tmp_path / "none.sqlite")
    (tmp_path / "text.txt").write_text("no database")
    with pytest.raises(NotALedger, match="no SQLite file"):
        LedgerFile(tmp_path / "text.txt", create=True)
    with sqlite3.connect(tmp_path / "other.sqlite") as connection:
        connection.execute("CREATE TABLE t (a)")
    with pytest.raises(NotALedger, match="another database"):
        LedgerFile(tmp_path / "other.sqlite", create=True)
    with pytest.raises(NotALedger, match="folder"):
        LedgerFile(tmp_path)


def test_a_ledger_that_is_being_written_says_so(crisis_file: LedgerFile, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reportedly.store.sqlite.WAIT", 0.05)
    other = sqlite3.connect(crisis_file.path)
    other.execute("BEGIN IMMEDIATE")
    with LedgerFile(crisis_file.path) as file, pytest.raises(LedgerBusy, match="wait for it"):
        file.keep(records("2022-01-20 New\n  - | 3 people killed | Kazakhstan\n")[0], NOON)
    assert figures(crisis_file, Asked())[1] == 12  # readers read on
    other.rollback()
    other.close()


def test_a_newer_ledger_is_not_touched(crisis_file: LedgerFile) -> None:
    crisis_file.close()
    with sqlite3.connect(crisis_file.path) as connection:
        connection.execute("PRAGMA user_version = 99")
    with pytest.raises(NotALedger, match="newer version"):
        LedgerFile(crisis_file.path)


def test_an_older_ledger_is_brought_up_to_date(tmp_path: Path) -> None:
    path = tmp_path / "old.sqlite"
    with sqlite3.connect(path) as connection:
        connection.executescript(f"{migrations()[0]}; PRAGMA user_version = 1; PRAGMA application_id = {0x52455044};")
    LedgerFile(path).close()
    LedgerFile(tmp_path / "new.sqlite", create=True).close()
    shapes = []
    for each in (path, tmp_path / "new.sqlite"):
        with sqlite3.connect(each) as connection:
            shapes.append(sorted(connection.execute("SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'")))
    assert shapes[0] == shapes[1]


def test_the_tables_have_the_columns_that_queries_name(crisis: LedgerFile) -> None:
    inspector = inspect(crisis.engine)
    for name, table in METADATA.tables.items():
        assert {column["name"] for column in inspector.get_columns(name)} == {column.name for column in table.columns}, name


def test_hostile_values_find_room_in_every_store(place: Place) -> None:
    nul, word = chr(0), "x" * 20_000
    text = f"Police said {10**30} people were detained in Almaty. {word} {nul} ’; DROP TABLE reports; --\n"
    hostile = Received(
        text, title=word, outlet=word, url=f"https://{word}.example", external_id=word, supersedes=word, published="2022-01-08"
    )
    refused = Refused(word, word + nul, "no-text", "nothing was found")
    with LedgerFile(place.new(), create=True) as file:
        added = file.add([hostile, refused], NOON)
        assert len(added.new) == 1
        assert file.add([hostile, refused], NOON).known == 1
        assert verify(file).reports == 1


def test_an_interrupted_run_is_finished_at_the_next_opening(place: Place) -> None:
    path = place.new()
    file = LedgerFile(path, create=True)
    for record in records(CRISIS):
        file.keep(record, NOON)
    file.close()
    with LedgerFile(path) as again:
        assert ledger_json(again) == dumps(reconcile(records(CRISIS)))


def test_the_file_opens_in_pandas(crisis_file: LedgerFile) -> None:
    pandas = pytest.importorskip("pandas")
    frame = pandas.read_sql("SELECT * FROM what_stands", f"sqlite:///{crisis_file.path}")
    assert {"situation", "measure", "subject", "place", "low", "best", "high", "contested"} <= set(frame.columns)
    assert len(frame) == 4


def test_the_file_opens_in_duckdb(crisis_file: LedgerFile) -> None:
    duckdb = pytest.importorskip("duckdb")
    scanner = pytest.importorskip("duckdb_extension_sqlite_scanner")  # carries the extension that DuckDB else fetches
    crisis_file.close()
    (extension,) = (Path(scanner.__file__).parent / "extensions").rglob("*.duckdb_extension")
    with duckdb.connect(config={"allow_unsigned_extensions": "true"}) as connection:
        connection.load_extension(str(extension))
        connection.execute(f"ATTACH '{crisis_file.path}' AS ledger (TYPE sqlite, READ_ONLY)")
        rows = connection.execute("SELECT relation, count(*) FROM ledger.entries GROUP BY 1").fetchall()
        stands = connection.execute("SELECT measure, best FROM ledger.what_stands WHERE subject = 'people' ORDER BY 1").fetchall()
    assert dict(rows)["retracts"] == 1
    assert ("killed", 103.0) in stands


def test_the_file_opens_in_datasette(crisis_file: LedgerFile) -> None:
    app = pytest.importorskip("datasette.app")
    import asyncio

    async def ask(path: str) -> dict:  # type: ignore[type-arg]
        return (await app.Datasette([str(crisis_file.path)]).client.get(path)).json()  # type: ignore[no-any-return]

    rows = asyncio.run(ask("/crisis/what_was_taken_back.json?_shape=objects"))["rows"]
    assert [row["number"] for row in rows] == [164]
    found = asyncio.run(ask("/crisis.json?sql=select+rowid+from+search+where+search+match+'authorities'&_shape=objects"))["rows"]
    assert len(found) == 1
