"""The threat model names tests; they exist, and each line of it has one."""

from __future__ import annotations

import re

from tests.documents import ROOT

PAGE = ROOT / "docs" / "security.md"


def test_every_line_of_the_threat_model_names_tests_that_exist() -> None:
    known = {
        name
        for path in (ROOT / "tests").glob("test_*.py")
        for name in re.findall(r"^def (test_\w+)", path.read_text("utf-8"), re.MULTILINE)
    }
    lines = [line for line in PAGE.read_text("utf-8").splitlines() if line.startswith("| ") and not line.startswith("| could be tried")]
    assert len(lines) > 15
    for line in lines:
        named = re.findall(r"`(test_\w+)`", line)
        assert named, line
        assert [name for name in named if name not in known] == [], line
