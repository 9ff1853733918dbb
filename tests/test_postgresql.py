"""A ledger in PostgreSQL: the same bytes as in a file, several writers and readers at once, and what happens when it cannot be reached."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from bench.ledger_scale import made, name
from tests.ledger_notation import records
from tests.postgresql_server import PASSWORD, Server
from tests.postgresql_server import server as started
from tests.test_reconcile_ledger import CRISIS
from tests.test_store import NOON, filled
from typer.testing import CliRunner

from reportedly.cli.main import app
from reportedly.model.codec import dumps
from reportedly.reconcile.ledger import reconcile
from reportedly.run.deciding import decide_on
from reportedly.run.keeping import keep, prepare
from reportedly.run.ledger import LedgerFile, settle
from reportedly.run.search import Sought, search
from reportedly.run.verify import verify
from reportedly.run.views import Asked, explain, figures, heads, ledger_json
from reportedly.store.database import migrations, open_engine, shown, writing
from reportedly.store.errors import LedgerBusy, LedgerLost, NoLedger, NotALedger, NotWritable

MANY = 200  # reports of the ledger whose queries are explained


@pytest.fixture(scope="module")
def server() -> Server:
    return started()


@pytest.fixture
def crisis(server: Server) -> Iterator[LedgerFile]:
    with filled(server.new_database(), records(CRISIS), at_once=True) as file:
        yield file


@pytest.fixture(scope="module")
def large(server: Server) -> Iterator[LedgerFile]:
    """Two hundred reports with a thousand figures, its statistics up to date."""
    with LedgerFile(server.new_database(), create=True) as file:
        with writing(file.engine) as connection:
            keep(connection, [prepare(made(number)) for number in range(MANY)], NOON)
            settle(connection)
        with file.engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
            connection.exec_driver_sql("ANALYZE")
        yield file


def test_a_file_and_a_database_give_the_same_bytes(server: Server, large: LedgerFile, tmp_path: Path) -> None:
    with LedgerFile(tmp_path / "same.sqlite", create=True) as file:
        for number in reversed(range(MANY)):
            file.keep(made(number), NOON)
        with writing(file.engine) as connection:
            settle(connection)
        assert ledger_json(file) == ledger_json(large)
        assert heads(file) == heads(large)
        asked = Asked(measure="killed", place=name(1, 1))
        assert figures(file, asked, 10) == figures(large, asked, 10)


def test_both_have_had_the_same_migrations() -> None:
    assert len(migrations("postgresql")) == len(migrations("sqlite"))


def test_several_write_at_once_and_a_reader_sees_one_state(server: Server) -> None:
    address, kept = server.new_database(), records(CRISIS)
    LedgerFile(address, create=True).close()
    seen: list[int] = []

    def write(some: list) -> None:  # type: ignore[type-arg]
        with LedgerFile(address) as file:
            for record in some:
                with writing(file.engine) as connection:
                    keep(connection, [prepare(record)], NOON)
                    settle(connection)

    def read() -> None:
        with LedgerFile(address) as file:
            for _ in range(20):
                verified = verify(file)
                seen.append(verified.reports)

    threads = [threading.Thread(target=write, args=(kept[part::3],)) for part in range(3)] + [threading.Thread(target=read)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with LedgerFile(address) as file:
        assert ledger_json(file) == dumps(reconcile(kept))
    assert len(seen) == 20
    assert seen == sorted(seen)


def test_a_writer_waits_for_another_and_then_says_so(crisis: LedgerFile, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reportedly.store.postgresql.WAIT", 0.05)
    with writing(crisis.engine), pytest.raises(LedgerBusy, match="wait for it"):
        crisis.keep(records("2022-01-20 New\n  - | 3 people killed | Kazakhstan\n")[0], NOON)
    assert figures(crisis, Asked())[1] == 12


def test_what_is_there_is_found_by_its_words(crisis: LedgerFile) -> None:
    found = search(crisis, Sought(words="detained"))
    assert found.count
    assert not search(crisis, Sought(words="volcano")).count
    assert not search(crisis, Sought(words="a' | !b:* & \\ (")).count  # no language of its own


@pytest.mark.parametrize(
    ("statement", "index"),
    [
        ("SELECT entry FROM entries WHERE series_id = 's-1' ORDER BY rank", "entries_by_series"),
        ("SELECT entry FROM entries WHERE situation_id = 'x-1'", "entries_by_situation"),
        ("SELECT figure_id FROM entries ORDER BY moment, report, start, figure_id LIMIT 10", "entries_by_moment"),
        (
            "SELECT figure_id FROM entries WHERE moment <= '2015-01-02' ORDER BY moment, report, start, figure_id LIMIT 9",
            "entries_by_moment",
        ),
        (
            "SELECT figure_id FROM entries WHERE measure = 'killed' ORDER BY moment, report, start, figure_id LIMIT 9",
            "entries_by_measure|entries_by_moment",
        ),
        ("SELECT report_id FROM reports WHERE name = 'kz-01'", "reports_by_name"),
        ("SELECT report_id FROM reports WHERE moment <= '2015-01-02'", "reports_by_moment"),
        ("SELECT report_id FROM lookup WHERE mark = 'w:almaty' AND day BETWEEN '2022-01-01' AND '2022-02-01'", "lookup_pkey"),
        ("SELECT mark, weight FROM lookup WHERE report_id = 'r-1' AND mark IN ('w:a', 'w:b')", "lookup_"),
        ("SELECT * FROM figures WHERE report_id = 'r-1'", "figures_by_report"),
        ("SELECT * FROM figures WHERE figure_id = 'f-1'", "figures_pkey"),
        ("SELECT item FROM quotes WHERE quote_words(quote, about) @@ phraseto_tsquery('english', 'volcano')", "quotes_by_words"),
        ("SELECT report_id FROM reports WHERE situation_id IS NULL", "reports_by_situation"),
    ],
)
def test_the_main_queries_use_an_index(large: LedgerFile, statement: str, index: str) -> None:
    with large.engine.connect() as connection:
        plan = "\n".join(connection.exec_driver_sql(f"EXPLAIN {statement}").scalars())
    assert any(each in plan for each in index.split("|")), plan
    assert "Seq Scan" not in plan, plan


def test_nothing_of_a_broken_connection_is_half_written(server: Server, crisis: LedgerFile) -> None:
    before = ledger_json(crisis)
    new = records("2022-01-20 New\n  - | 3 people killed | Kazakhstan\n")[0]

    def keep_and_break_off() -> None:
        with writing(crisis.engine) as connection:
            keep(connection, [prepare(new)], NOON)
            server.execute(f"SELECT pg_terminate_backend({connection.exec_driver_sql('SELECT pg_backend_pid()').scalar_one()})")
            settle(connection)

    with pytest.raises(LedgerLost, match="run the command again"):
        keep_and_break_off()
    assert ledger_json(crisis) == before  # with a connection of its own
    crisis.keep(new, NOON)
    assert verify(LedgerFile(str(crisis.engine.url.render_as_string(hide_password=False)))).reports == 9


def test_decisions_stay_even_when_all_is_to_be_emptied(crisis: LedgerFile) -> None:
    figure = figures(crisis, Asked())[0][0].entry.figure.id
    decide_on(crisis, "accept", figure, [], "A. Reader", "seen", NOON)
    with pytest.raises(Exception, match="never removed"), writing(crisis.engine) as connection:
        connection.exec_driver_sql("TRUNCATE decisions")
    assert explain(crisis, figure).decisions


def test_a_reader_without_the_right_to_write_reads(server: Server, crisis: LedgerFile) -> None:
    database = str(crisis.engine.url.database)
    server.execute("DROP OWNED BY looker; DROP ROLE looker", database) if server.has_role("looker") else None
    server.execute("CREATE ROLE looker LOGIN PASSWORD 'look'", database)
    server.execute("GRANT SELECT ON ALL TABLES IN SCHEMA public TO looker", database)
    with LedgerFile(server.address(database, "look").replace("keeper", "looker")) as file:
        assert ledger_json(file) == ledger_json(crisis)
        with pytest.raises(NotWritable, match="right to write"):
            file.keep(records("2022-01-20 New\n  - | 3 people killed | Kazakhstan\n")[0], NOON)


def test_what_is_no_ledger_is_refused(server: Server) -> None:
    with pytest.raises(NoLedger, match="createdb"):
        open_engine(server.address("nowhere"), create=True)
    empty = server.new_database()
    with pytest.raises(NoLedger, match="reportedly add"):
        open_engine(empty)
    server.execute("CREATE TABLE other (a INT)", empty.rpartition("?")[0].rpartition("/")[2])
    with pytest.raises(NotALedger, match="other tables"):
        open_engine(empty, create=True)


def test_a_newer_ledger_is_not_touched(crisis: LedgerFile) -> None:
    with writing(crisis.engine) as connection:
        connection.exec_driver_sql("UPDATE ledger_schema SET version = 99")
    with pytest.raises(NotALedger, match="newer version"):
        open_engine(crisis.engine.url.render_as_string(hide_password=False))


def test_an_older_ledger_is_brought_up_to_date(server: Server) -> None:
    address = server.new_database()
    database = address.rpartition("?")[0].rpartition("/")[2]
    for statement in (migrations("postgresql")[0], "CREATE TABLE ledger_schema (version BIGINT)", "INSERT INTO ledger_schema VALUES (1)"):
        server.execute(statement, database)
    with LedgerFile(address) as file:
        assert not figures(file, Asked())[1]


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://keeper:{}@127.0.0.1:1/none",
        "postgres://keeper:{}@127.0.0.1:1/none",
        "postgresql://keeper:{}@127.0.0.1:no-port/none",
        "postgresql://keeper@127.0.0.1:1/none?password={}",
        "postgresql://127.0.0.1:1/none?user=keeper&password={}",
    ],
)
def test_a_password_is_never_printed(address: str) -> None:
    secretly = address.format("hush4711")
    result = CliRunner().invoke(app, ["figures", "--ledger", secretly])
    assert result.exit_code == 1
    assert "hush4711" not in result.output
    assert "hush4711" not in shown(secretly)
    assert "postgresql" in result.output.lower()


def test_a_wrong_password_is_told_and_not_shown(server: Server) -> None:
    with pytest.raises(LedgerLost, match="password authentication failed") as told:
        open_engine(server.address("postgres", "guessed"))
    assert "guessed" not in str(told.value)


def test_the_command_line_works_over_a_database(server: Server, tmp_path: Path) -> None:
    address, runner = server.new_database(), CliRunner()
    (tmp_path / "report.txt").write_text("Police said 12 people were detained in Almaty on Friday.\n")
    added = runner.invoke(app, ["add", str(tmp_path / "report.txt"), "--published", "2022-01-08", "--ledger", address])
    assert added.exit_code == 0, added.output
    assert PASSWORD not in added.output
    checked = runner.invoke(app, ["verify", "--ledger", address])
    assert "1 report" in checked.output
    assert "12 people" in runner.invoke(app, ["figures", "--ledger", address]).output
