"""The bench's command line.

    python -m bench predict TASK DOCS.jsonl OUT.jsonl [--sample N] [--half A|B] [--grouping GOLD.jsonl] [--rule RULE]
    python -m bench score TASK PREDICTIONS.jsonl [--gold FILE] [--whole] [--json]
    python -m bench run TASK [--sample N] [--half A|B]       predict and score the developers' part
    python -m bench gold [FOLDER...] [--misses]              reports annotated by hand
    python -m bench robust [--sample N]                      every text goes through
    python -m bench speed [--sample N] [--runs N]
    python -m bench report --date DAY [--sample N] [--out FILE]
    python -m bench floors                                   no score has fallen below its floor
    python -m bench diff [--base REV] [--sample N]           records gained, lost, changed since a revision

The shared data are looked for in the folder REPORTEDLY_SHARED, or in `shared` beside the repository.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path
from typing import Any, get_args

from bench import changes, floors, incidents, page, reports, speed
from bench.documents import chosen, documents, shared
from bench.scoring import ScorerFailed, docs_file, gold_file, score, table, write_lines
from bench.tasks import TASKS, Task, predict

SPEED_SAMPLE = 40  # texts, unless told


def main(arguments: list[str] | None = None) -> int:
    """Run a command; 0 where it went well."""
    given = _parser().parse_args(arguments)
    if given.run is not _diff and not shared().is_dir():
        print(f"the shared data were looked for in {shared()}; no such folder; set REPORTEDLY_SHARED", file=sys.stderr)
        return 2
    try:
        found: int = given.run(given)
    except (ScorerFailed, changes.NoRevision) as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    return found


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="bench", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(required=True)

    def command(name: str, run: Any, part: bool = True) -> argparse.ArgumentParser:
        made = commands.add_parser(name)
        made.set_defaults(run=run)
        if part:
            made.add_argument("--sample", type=int, help="so many documents, chosen by the hash of their ids")
            made.add_argument("--half", choices=["A", "B"], help="A to develop on, B to report on")
        return made

    predicting = command("predict", _predict)
    predicting.add_argument("task", choices=TASKS)
    predicting.add_argument("docs", type=Path)
    predicting.add_argument("out", type=Path)
    scoring = command("score", _score, part=False)
    scoring.add_argument("task", choices=TASKS)
    scoring.add_argument("predictions", type=Path)
    scoring.add_argument("--gold", type=Path)
    scoring.add_argument("--whole", action="store_true", help="documents without predictions count as empty")
    scoring.add_argument("--json", action="store_true")
    scoring.add_argument("--corpus", help="score one corpus of the task only")
    running = command("run", _run)
    running.add_argument("task", choices=TASKS)
    running.add_argument("--json", action="store_true")
    for each in (predicting, running):
        each.add_argument("--grouping", type=Path, help="incidents: a gold file whose grouping of articles is taken as given")
        each.add_argument(
            "--rule", choices=get_args(incidents.Rule), default="settled", help="incidents: how counts of several articles are settled"
        )
    gold = command("gold", _gold, part=False)
    gold.add_argument("folders", type=Path, nargs="*")
    gold.add_argument("--misses", action="store_true")
    command("robust", _robust)
    timing = command("speed", _speed)
    timing.add_argument("--runs", type=int, default=speed.RUNS, help="of which the median is told")
    report = command("report", _report)
    report.add_argument("--date", required=True, help="the day that the page will bear")
    report.add_argument("--out", type=Path, default=Path("docs/benchmarks.md"))
    command("floors", _floors, part=False)
    diff = command("diff", _diff, part=False)
    diff.add_argument("--base", default="HEAD", help="the revision that the working tree is compared with")
    diff.add_argument("--sample", type=int, default=changes.SAMPLE, help="so many texts of each benchmark, beside our own")
    return parser


def _lines(task: Task, docs: Path, given: argparse.Namespace) -> Any:
    items = documents(docs)
    if task.adapter is None:
        gold = gold_file(task) if docs == docs_file(task) else None
        return incidents.predict(items, given.grouping, given.sample, given.half, gold, given.rule)
    return predict(task, chosen(items, given.sample, given.half))


def _predict(given: argparse.Namespace) -> int:
    count = write_lines(given.out, _lines(TASKS[given.task], given.docs, given))
    print(f"{count} lines of {given.task} in {given.out}")
    return 0


def _score(given: argparse.Namespace) -> int:
    extra = ("--corpus", given.corpus) if given.corpus else ()
    found = score(TASKS[given.task], given.predictions, given.gold, given.whole, extra)
    print(json.dumps(found, indent=1) if given.json else table(found))
    return 0


def _run(given: argparse.Namespace) -> int:
    task = TASKS[given.task]
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "predictions.jsonl"
        write_lines(out, _lines(task, docs_file(task), given))
        found = score(task, out, gold_file(task))
    print(json.dumps(found, indent=1) if given.json else table(found))
    return 0


def _gold(given: argparse.Namespace) -> int:
    for text, gold in reports.annotated(given.folders or [shared() / "gold"]):
        print(f"{text.stem}\n{reports.score_report(text, gold, given.misses)}")
    return 0


def _robust(given: argparse.Namespace) -> int:
    items = {(name, document.id): document for name, document in reports.every_text()}
    wanted = {document.id for document in chosen(items.values(), given.sample, given.half)}
    faults, read = 0, 0
    for (name, identifier), document in items.items():
        if identifier in wanted:
            read += 1
            problem = reports.fault(document)
            if problem is not None:
                faults += 1
                print(f"{name} {identifier}: {problem}")
    print(f"{read} texts read, {faults} with a fault")
    return 1 if faults else 0


def _timed(given: argparse.Namespace) -> speed.Speed:
    items = [document for _, document in reports.every_text()]
    return speed.measure(chosen(items, given.sample or SPEED_SAMPLE, given.half), given.runs)


def _speed(given: argparse.Namespace) -> int:
    found = _timed(given)
    print("\n".join(speed.lines(found)))
    return 0


def _report(given: argparse.Namespace) -> int:
    given.out.write_text(
        page.write(given.date, given.sample, given.half, speed.lines(_timed(argparse.Namespace(sample=None, half=None, runs=speed.RUNS))))
    )
    print(f"written: {given.out}")
    return 0


def _floors(_: argparse.Namespace) -> int:
    problems: list[str] = []
    for found in floors.check():
        print("\n".join(str(floor) for floor in found.floors))
        problems += found.problems()
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0


def _diff(given: argparse.Namespace) -> int:
    for line in changes.lines(changes.between(given.base, given.sample)):
        print(line)
    return 0


if __name__ == "__main__":
    sys.exit(main())
