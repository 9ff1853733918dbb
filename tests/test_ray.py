"""Reading with Ray: the same ledger as with the processes of one machine, and what was read before a run was killed is not read again."""

from __future__ import annotations

import os
import re
import select
import signal
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import pytest
from bench.ledger_scale import made
from tests.test_workers import NOON, scripted
from typer.testing import CliRunner

import reportedly
from reportedly.cli.main import app
from reportedly.intake.received import Received
from reportedly.intake.reporting import report_id, report_of
from reportedly.model.evidence import Evidence
from reportedly.model.issue import Issue
from reportedly.model.record import Record
from reportedly.model.report import Credit, Stated, Stretch
from reportedly.parse.model import NoModel
from reportedly.run import ray_engine
from reportedly.run.alone import Locked
from reportedly.run.keeping import prepare
from reportedly.run.ledger import BATCH, Added, LedgerFile
from reportedly.run.ray_engine import NoRay, RayEngine, ray_data
from reportedly.run.ray_parts import PREPARED, Parts
from reportedly.run.verify import verify
from reportedly.run.views import ledger_json

needs_ray = pytest.mark.skipif(find_spec("ray") is None, reason="Ray is not installed; make ray does that")
LIMIT = 4.0  # seconds: a process of a station needs some to load what it reads with
REPORTS, STUCK = 40, 36  # more than a batch of the ledger
NUMBER = re.compile(r"report (\d+) of")


def report(number: int) -> Received:
    """The report of this number of a made-up series, as received."""
    return Received(made(number).report.text, outlet="Outlet")


class Noting:
    """Reads made-up reports, and notes in a file which it read; one of them it never ends, as long as its station lives."""

    def __init__(self, notes: Path, endless: int | None = None) -> None:
        self.notes, self.endless = notes, endless

    def __call__(self, received: Received) -> Record:
        found = NUMBER.search(received.text)
        assert found is not None
        if int(found[1]) == self.endless:
            select.select([os.pidfd_open(os.getppid())], [], [])
            os._exit(0)
        with self.notes.open("a") as notes:
            notes.write(f"{found[1]}\n")
        return made(int(found[1]))


def lost(received: Received) -> Record:
    """Does what the text says; "lost" kills the station, once."""
    text, _, mark = received.text.partition(" ")
    if text == "lost" and not Path(mark).exists():
        Path(mark).touch()
        os.kill(os.getppid(), signal.SIGKILL)
    return scripted(received)


def no_model(received: Received) -> Record:
    raise NoModel("an English model was asked for; none is installed")


# --- parts -----------------------------------------------------------------------------------------------------------


def test_a_part_comes_back_as_it_was(tmp_path: Path) -> None:
    parts = Parts(tmp_path)
    parts.begin()
    text = "Page one.\nNine were hurt, the ministry said."
    full = Received(
        text, "Title", "Outlet", "https://a.example", "2022-01-09", "metadata", Evidence.of(text, 0, 4), "id", "old", "en",
        (Issue("c", "info", "m"),), "A. Writer", "2022-01-10", "2022-01-11", Credit("Agency", Evidence.of(text, 0, 4)),
        (Stated("published", "2022-01-09", "feed", "9 Jan"),), (Stretch(0, 9, 1),),
    )  # fmt: skip
    reports = [full, Received("Бірінші\u2028💧"), report(3)]
    name = parts.put(reports)
    assert parts.received(name) == reports
    results = [prepare(Record(report_of(each))) for each in reports[:2]] + [prepare(made(3))]
    parts.finish(name, reports, results)
    assert list(parts.prepared(name)) == results
    assert list(parts.prepared(name, {report_id(full)})) == results[:1]
    assert parts.finished() == {name: [report_id(each) for each in reports]}
    assert parts.received(name) == []  # it is read: a station that is given it once more has nothing to do


def test_a_part_that_is_broken_or_of_another_version_counts_as_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    parts = Parts(tmp_path)
    parts.begin()
    for number in range(2):
        name = parts.put([report(number)])
        parts.finish(name, [report(number)], [prepare(made(number))])
    path = next(parts.place(PREPARED).iterdir())
    path.write_bytes(path.read_bytes()[:-100])
    assert len(parts.finished()) == 1
    monkeypatch.setattr(reportedly, "__version__", "0.0.9")
    assert parts.finished() == {}
    assert list(parts.place(PREPARED).iterdir()) == []


def test_parts_are_removed_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    parts = Parts(tmp_path)
    parts.begin()
    parts.put([report(0)])
    parts.clear()
    assert [each.name for each in tmp_path.iterdir()] == ["notes.txt"]


# --- what a user is told ---------------------------------------------------------------------------------------------


def test_where_ray_is_missing_the_extra_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ray_engine, "find_spec", lambda name: None)
    with pytest.raises(NoRay, match=r'pip install "reportedly\[ray\]"'):
        RayEngine(tmp_path, 1)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--engine", "spark"], "processes and ray can"),
        (["--parts", "p"], "leave --parts out"),
        (["--engine", "ray", "--ledger", "postgresql://db.example/x"], "say where with --parts FOLDER"),
    ],
)
def test_what_does_not_go_together_is_said_in_a_sentence(tmp_path: Path, options: list[str], said: str) -> None:
    (tmp_path / "a.txt").write_text("Nine were hurt.")
    result = CliRunner().invoke(app, ["add", str(tmp_path / "a.txt"), "--ledger", str(tmp_path / "l.sqlite"), *options])
    assert result.exit_code == 2
    assert said in result.stderr


# --- Ray -------------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def ray() -> Iterator[None]:
    """A Ray of one station, for all tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv(ray_engine.ADDRESS, raising=False)
        with ray_data(1):
            yield


def added(path: Path, reports: list[Received], **how: object) -> tuple[Added, str]:
    with LedgerFile(path, create=True) as file:
        result = file.add(reports, NOON, limit=LIMIT, **how)  # type: ignore[arg-type]
        verify(file)
        return result, ledger_json(file)


@needs_ray
@pytest.mark.usefixtures("ray")
def test_bad_texts_and_a_lost_station_give_the_ledger_that_the_processes_of_one_machine_give(tmp_path: Path) -> None:
    texts = [*map(str, range(20)), "loop", "20", "die", "21", f"lost {tmp_path / 'mark'}", "22", "memory", "23"]
    reports = [Received(text, external_id=None if text.isdecimal() else text) for text in texts]
    with RayEngine(tmp_path / "parts", 1, a_part=5) as engine:
        here = added(tmp_path / "ray.sqlite", reports, read=lost, engine=engine)
        assert (tmp_path / "mark").exists()
    assert here == added(tmp_path / "pool.sqlite", reports, read=lost, workers=1)
    assert [issue.code for _, issue in here[0].issues] == ["reading-timed-out", "worker-died", "reading-failed"]
    assert not (tmp_path / "parts").exists()


@needs_ray
@pytest.mark.usefixtures("ray")
def test_what_a_user_can_mend_comes_through(tmp_path: Path) -> None:
    with pytest.raises(NoModel, match="none is installed"), RayEngine(tmp_path / "parts", 1) as engine:
        added(tmp_path / "l.sqlite", [Received("0")], read=no_model, engine=engine)
    assert (tmp_path / "parts").exists()


@needs_ray
@pytest.mark.usefixtures("ray")
def test_a_ray_of_our_own_is_on_this_machine_alone_and_has_a_secret() -> None:
    assert import_module("ray").get_runtime_context().gcs_address.startswith("127.0.0.1:")
    assert os.environ["RAY_AUTH_MODE"] == "token"
    assert re.fullmatch("[0-9a-f]{64}", os.environ["RAY_AUTH_TOKEN"])


@needs_ray
def test_one_run_at_a_time_in_a_folder(tmp_path: Path) -> None:
    with RayEngine(tmp_path, 1), pytest.raises(Locked), RayEngine(tmp_path, 1):
        pass


RUN = """
import os
import signal
import sys
from pathlib import Path
from tests.test_ray import NOON, REPORTS, STUCK, Noting, report
from reportedly.run.ledger import LedgerFile
from reportedly.run.ray_engine import RayEngine

def mortal(engine):
    def read(reports, *settings):
        for number, each in enumerate(engine(reports, *settings)):
            if number == STUCK - 2:
                os.kill(os.getpid(), signal.SIGKILL)
            yield each
    return read

if __name__ == "__main__":
    folder = Path(sys.argv[1])
    with RayEngine(folder / "parts", 1, a_part=4) as engine:
        reports, read = map(report, range(REPORTS)), Noting(folder / "notes", endless=STUCK)
        LedgerFile(folder / "l.sqlite", create=True).add(reports, NOON, read, engine=mortal(engine))
"""


@needs_ray
@pytest.mark.usefixtures("ray")
def test_what_was_read_before_a_run_was_killed_is_not_read_again(tmp_path: Path) -> None:
    script, notes = tmp_path / "run.py", tmp_path / "notes"
    script.write_text(RUN)
    environment = {name: value for name, value in os.environ.items() if not name.startswith("RAY_")}
    environment["PYTHONPATH"] = os.pathsep.join(each for each in sys.path if each)
    killed = subprocess.run([sys.executable, str(script), str(tmp_path)], env=environment, capture_output=True, text=True)
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    assert notes.read_text().split() == [str(each) for each in range(STUCK)]
    with LedgerFile(tmp_path / "l.sqlite") as file:
        assert verify(file).reports == BATCH
    reports = [report(each) for each in range(REPORTS)]
    with RayEngine(tmp_path / "parts", 1, a_part=4) as engine:
        resumed, ledger = added(tmp_path / "l.sqlite", reports, read=Noting(notes), engine=engine)
    assert notes.read_text().split() == [str(each) for each in range(REPORTS)]  # each of them once
    assert list(resumed.new) == [each.report.id for each in map(made, range(BATCH, REPORTS))]
    assert ledger == added(tmp_path / "one.sqlite", reports, read=Noting(tmp_path / "others"))[1]
