"""Fuzzing: inputs made from numbers, checked against what is promised.

python -m fuzz run HARNESS [--first N] [--count N] [--log FILE] [--found FOLDER]
python -m fuzz show HARNESS NUMBER          the input of a number, and what it breaks
python -m fuzz replay                       all that was once a fault
python -m fuzz guided [--seconds N]         grammars, led by what code an input reaches (needs atheris)
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from pathlib import Path

from fuzz.harnesses import HARNESSES
from fuzz.running import fault_of, run
from fuzz.sample import corpus, load

LOG = Path("out/fuzz/log.jsonl")
FOUND = Path("out/fuzz/found")


def main(arguments: list[str] | None = None) -> int:
    """Run a command; 0 where nothing was found."""
    parser = argparse.ArgumentParser(prog="fuzz", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(required=True)
    running = commands.add_parser("run")
    running.set_defaults(run=_supervised)
    running.add_argument("harness", choices=HARNESSES)
    running.add_argument("--first", type=int, default=0)
    running.add_argument("--count", type=int, default=1_000)
    running.add_argument("--log", type=Path, default=LOG)
    running.add_argument("--found", type=Path, default=FOUND)
    running.add_argument("--alone", action="store_true", help="in this process, which a broken library may end")
    showing = commands.add_parser("show")
    showing.set_defaults(run=_show)
    showing.add_argument("harness", choices=HARNESSES)
    showing.add_argument("number", type=int)
    commands.add_parser("replay").set_defaults(run=_replay)
    given = parser.parse_args(arguments)
    found: int = given.run(given)
    return found


def _supervised(given: argparse.Namespace) -> int:
    """Run in a process of its own; where it dies, that is a fault too, and the rest goes on."""
    if given.alone:
        return _run(given)
    first, end, died = given.first, given.first + given.count, 0
    while first < end:
        command = [sys.executable, "-m", "fuzz", "run", given.harness, "--alone", "--first", str(first), "--count", str(end - first)]
        done = subprocess.run([*command, "--log", str(given.log), "--found", str(given.found)], check=False)
        at = given.log.with_suffix(f".{given.harness}.at")
        if done.returncode >= 0 or not at.exists():
            return max(done.returncode, died)
        number, died = int(at.read_text()), 1
        print(f"{given.harness} {number}: the process ended by signal {-done.returncode}", flush=True)
        with given.log.open("a") as log:
            fault = [f"signal {-done.returncode}", number, "the process died"]
            log.write(json.dumps({"harness": given.harness, "range": [first, number + 1], "seconds": 0.0, "faults": [fault]}) + "\n")
        first = number + 1
    return died


def _run(given: argparse.Namespace) -> int:
    tally = run(HARNESSES[given.harness], given.first, given.count, given.log, given.found)
    each = 1_000 * tally.seconds / max(1, tally.inputs)
    print(f"{given.harness}: {tally.inputs:,} inputs, {tally.seconds:,.0f} s, {each:.2f} ms each; faults: {len(tally.faults)}")
    for kind, (number, message) in tally.faults.items():
        print(f"  {number}  {kind}\n      {message[:300]}")
    return 1 if tally.faults else 0


def _show(given: argparse.Namespace) -> int:
    harness = HARNESSES[given.harness]
    sample = harness.make(given.number)
    print(f"name {sample.name!r}, published {sample.published}, {len(sample.text):,} characters\n{ascii(sample.text)[:4_000]}")
    fault = fault_of(harness, sample)
    print(f"{fault.kind}\n{fault.message}" if fault else "nothing is wrong with it")
    return 1 if fault else 0


def _replay(_: argparse.Namespace) -> int:
    wrong = 0
    for name, harness in HARNESSES.items():
        for path in corpus(name):
            fault = fault_of(harness, load(path))
            wrong += fault is not None
            print(f"{path.parent.name}/{path.name}: {fault.kind if fault else 'sound'}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
