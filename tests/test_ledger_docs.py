"""The examples of docs/ledger.md give what they say."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.ledger_notation import amounts, told

PAGE = Path(__file__).parent.parent / "docs" / "ledger.md"
EXAMPLES = re.findall(r"```ledger\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)


@pytest.mark.parametrize("example", EXAMPLES)
def test_an_example_gives_what_it_says(example: str) -> None:
    lines = example.splitlines()
    notation = "\n".join(line for line in lines if not line.startswith(("=>", "->")))
    positions = [line.removeprefix("=> ") for line in lines if line.startswith("=>")]
    entries = [line.removeprefix("-> ") for line in lines if line.startswith("->")]
    assert positions or entries
    assert not positions or amounts(notation) == positions
    assert not entries or told(notation) == entries
