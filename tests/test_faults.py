"""What breaks a run: nothing is lost, nothing doubled, nothing half-written, and the next run goes on.

A run is killed (SIGKILL, which nothing can catch) at a moment that a seed gives: at some statement to the database, or after some time.
Ten seeds by default; REPORTEDLY_FAULTS=200, or `make faults`, takes more.
"""

from __future__ import annotations

import multiprocessing
import os
import random
import resource
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from bench.ledger_scale import made
from sqlalchemy import Engine, event
from tests.ledger_notation import records
from tests.test_reconcile_ledger import CRISIS

from reportedly.intake.received import Received
from reportedly.model.codec import dumps
from reportedly.model.record import Record
from reportedly.reconcile.ledger import reconcile
from reportedly.run.deciding import decide_on
from reportedly.run.ledger import LedgerFile
from reportedly.run.verify import verify
from reportedly.run.views import Asked, decisions, figures, ledger_json
from reportedly.store.database import migrations, reading
from reportedly.store.errors import LedgerFull, LedgerProblem, NotWritable

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="runs are killed in forked processes")

SEEDS = range(int(os.environ.get("REPORTEDLY_FAULTS", "10")))
REPORTS = 48  # of a run: a batch and a half
DECISIONS = 8
NOON = "2022-02-01T12:00:00+00:00"
NOBODY = 65534
LONGEST = 0.6  # seconds within which a run is killed
STATEMENTS = 400  # to the database, within which a run is killed


def chance_of(seed: int) -> random.Random:
    return random.Random(seed)  # noqa: S311 - the same in every run


def read(received: Received) -> Record:
    return made(int(received.text))


def take_in(path: Path, seed: int) -> None:
    numbers = chance_of(seed).sample(range(REPORTS), REPORTS)
    with LedgerFile(path, create=True) as file:
        file.add((Received(str(number)) for number in numbers), NOON, read)


def decide(path: Path, _seed: int = 0) -> None:
    """Decisions of a list, from the first that is not yet there."""
    with LedgerFile(path) as file:
        known = sorted(each.entry.figure.id for each in figures(file, Asked())[0])
        for number in range(len(decisions(file)), DECISIONS):
            kind = ("accept", "reject")[number % 2]
            decide_on(file, kind, known[number], [], "A. Reader", f"reason {number}", f"2022-02-01T12:{number:02}:00+00:00")


def migrate(path: Path, _seed: int = 0) -> None:
    LedgerFile(path).close()


def killed(work: Callable[[Path, int], None], path: Path, seed: int, statements: int = STATEMENTS) -> bool:
    """Begin some work in a process of its own, and kill that at the moment of the seed. Returns false where it was done by then."""
    chance = chance_of(seed)
    at_statement = chance.randrange(1, statements) if seed % 2 else None
    child = multiprocessing.get_context("fork").Process(target=_doomed, args=(work, path, seed, at_statement))
    child.start()
    child.join(None if at_statement else chance.uniform(0.01, LONGEST))
    child.kill()
    child.join()
    assert child.exitcode in (0, -signal.SIGKILL)
    return child.exitcode != 0


def _doomed(work: Callable[[Path, int], None], path: Path, seed: int, at_statement: int | None) -> None:
    if at_statement:
        left = iter(range(at_statement))

        def count(*_: object) -> None:
            if next(left, None) is None:
                os.kill(os.getpid(), signal.SIGKILL)

        event.listen(Engine, "before_cursor_execute", count)
    work(path, seed)


@cache
def whole() -> str:
    return dumps(reconcile([made(number) for number in range(REPORTS)]))


@pytest.mark.parametrize("seed", SEEDS)
def test_a_run_that_is_killed_while_it_adds(seed: int, tmp_path: Path) -> None:
    path = tmp_path / "l.sqlite"
    for again in range(2):
        killed(take_in, path, 2 * seed + again)
        if path.exists() and path.stat().st_size:
            with LedgerFile(path, create=True) as file:
                assert verify(file).reports <= REPORTS
    take_in(path, seed)
    with LedgerFile(path) as file:
        assert verify(file).reports == REPORTS
        assert ledger_json(file) == whole()


@pytest.mark.parametrize("seed", SEEDS)
def test_a_run_that_is_killed_while_it_decides(seed: int, tmp_path: Path) -> None:
    path = tmp_path / "l.sqlite"
    with LedgerFile(path, create=True) as file:
        for record in records(CRISIS):
            file.keep(record, NOON)
    killed(decide, path, seed)
    with LedgerFile(path) as file:
        verify(file)
        assert [each.why for each in decisions(file)] == [f"reason {number}" for number in range(len(decisions(file)))]
    decide(path)
    with LedgerFile(path) as file:
        assert verify(file).decisions == DECISIONS


@pytest.mark.parametrize("seed", SEEDS)
def test_a_run_that_is_killed_while_it_brings_a_ledger_up_to_date(seed: int, tmp_path: Path) -> None:
    path, new = tmp_path / "old.sqlite", tmp_path / "new.sqlite"
    with sqlite3.connect(path) as connection:
        connection.executescript(f"{migrations()[0]}; PRAGMA user_version = 1; PRAGMA application_id = {0x52455044};")
    killed(migrate, path, 2 * (seed // 2))  # by time: its statements are one script
    migrate(path)
    LedgerFile(new, create=True).close()
    shapes = []
    for each in (path, new):
        with sqlite3.connect(each) as connection:
            shapes.append(sorted(connection.execute("SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'")))
    assert shapes[0] == shapes[1]


def apart(work: Callable[[], None]) -> None:
    """Do something in a process of its own, which must succeed."""
    child = multiprocessing.get_context("fork").Process(target=work)
    child.start()
    child.join(60)
    assert child.exitcode == 0


def test_a_full_disk_is_told_and_what_was_kept_stays(tmp_path: Path) -> None:
    path = tmp_path / "l.sqlite"
    LedgerFile(path, create=True).close()

    def fill() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (700_000, 700_000))
        with LedgerFile(path) as file, pytest.raises(LedgerFull, match="make room"):
            file.add((Received(str(number)) for number in range(REPORTS * 4)), NOON, read)

    apart(fill)
    with LedgerFile(path) as file:
        assert verify(file).reports < REPORTS * 4
    take_in(path, 0)
    with LedgerFile(path) as file:
        verify(file)


def test_a_folder_that_cannot_be_written_to_can_be_read(tmp_path: Path) -> None:
    folder = tmp_path / "archive of 100% # ?"
    folder.mkdir()
    path = folder / "l.sqlite"
    with LedgerFile(path, create=True) as file:
        file.keep(records(CRISIS)[0], NOON)
    with LedgerFile(path) as file:
        told = ledger_json(file)
    for each in (tmp_path, *tmp_path.parents):
        if each.owner() == path.owner() and each != Path(each.anchor):
            each.chmod(each.stat().st_mode | 0o055)
    path.chmod(0o444)
    folder.chmod(0o555)

    def look() -> None:
        if os.geteuid() == 0:
            os.setuid(NOBODY)
        with LedgerFile(path) as file:
            assert ledger_json(file) == told
            with pytest.raises(NotWritable, match="check its permissions"):
                file.keep(records(CRISIS)[1], NOON)
        with pytest.raises(LedgerProblem, match="permissions"):
            LedgerFile(folder / "new.sqlite", create=True)

    try:
        apart(look)
    finally:
        folder.chmod(0o755)


def test_two_runs_at_once_lose_and_double_nothing(tmp_path: Path) -> None:
    path = tmp_path / "l.sqlite"
    context = multiprocessing.get_context("fork")
    runs = [context.Process(target=take_in, args=(path, seed)) for seed in range(2)]
    for each in runs:
        each.start()
    for each in runs:
        each.join(60)
    assert [each.exitcode for each in runs] == [0, 0]
    with LedgerFile(path) as file:
        assert verify(file).reports == REPORTS
        assert ledger_json(file) == whole()
        with reading(file.engine) as connection:
            assert connection.exec_driver_sql("SELECT count(*) FROM intake").scalar_one() == REPORTS


RUN_WITH_WORKERS = """
import sys
from itertools import count
from pathlib import Path
from multiprocessing import active_children
from tests.test_workers import NOON, Received, scripted
from reportedly.run.ledger import LedgerFile

def endless():
    for number in count():
        if number == 20:
            print(*(each.pid for each in active_children()), flush=True)
        yield Received(str(number))

if __name__ == "__main__":
    LedgerFile(Path(sys.argv[1]), create=True).add(endless(), NOON, scripted, workers=2)
"""


def test_workers_end_with_the_run_that_is_killed(tmp_path: Path) -> None:
    script = tmp_path / "run.py"
    script.write_text(RUN_WITH_WORKERS)
    paths = os.pathsep.join(each for each in sys.path if each)
    command = [sys.executable, str(script), str(tmp_path / "l.sqlite")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": paths}) as run:
        assert run.stdout is not None
        workers = [int(each) for each in run.stdout.readline().split()]
        run.kill()
    assert len(workers) == 2
    for worker in workers:
        assert ended(worker)
    with LedgerFile(tmp_path / "l.sqlite") as file:
        verify(file)


def ended(process: int) -> bool:
    """Whether a process ends within some seconds."""
    try:
        descriptor = os.pidfd_open(process)
    except ProcessLookupError:
        return True
    import select

    return bool(select.select([descriptor], [], [], 20)[0])
