"""The harnesses, by name."""

from __future__ import annotations

from fuzz import grammars, ledgers, pipeline, readers, trees
from fuzz.running import Harness

HARNESSES = {
    each.name: each
    for each in (
        Harness("grammars", grammars.make, grammars.check, seconds=2.0),
        Harness("trees", trees.make, trees.check, seconds=4.0),
        Harness("readers", readers.make, readers.check, seconds=10.0),
        Harness("ledgers", ledgers.make, ledgers.check, seconds=20.0),
        Harness("pipeline", pipeline.make, pipeline.check, seconds=20.0),
    )
}
