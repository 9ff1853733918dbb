"""What the project promises about itself: names, layers, start-up, sameness of bytes, and what files may say."""

from __future__ import annotations

import ast
import inspect
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import reportedly

ROOT = Path(__file__).parent.parent
SOURCES = sorted((ROOT / "src").rglob("*.py"))
TEXT = "date 2022-01-09\n\nAt least 12 people were injured and 3 killed in Almaty and Zhanaozen on Friday, the Interior Ministry said.\n"


def run(code: str, **environment: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env={**os.environ, **environment}, cwd=ROOT, timeout=120
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], capture_output=True, text=True, cwd=ROOT)
    if listed.returncode != 0:
        pytest.skip("not a git checkout: no list of tracked files")
    return [ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


def test_public_names_are_pinned() -> None:
    assert reportedly.__all__ == ["read"]
    assert list(inspect.signature(reportedly.read).parameters) == [
        "text",
        "published",
        "outlet",
        "url",
        "title",
        "external_id",
        "supersedes",
        "violence",
    ]


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT / "src" / "reportedly")))
def test_a_module_says_what_it_is_and_only_the_command_line_prints(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    if path.name != "__init__.py":
        assert ast.get_docstring(tree)
    assert path.stem not in {"utils", "helpers", "misc", "common"}
    if "cli" not in path.parts:
        called = {node.func.id for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}
        assert "print" not in called
    assert not [node for node in ast.walk(tree) if isinstance(node, ast.ExceptHandler) and node.type is None]


def test_layers_hold() -> None:
    done = subprocess.run([str(Path(sys.executable).parent / "lint-imports")], capture_output=True, text=True, cwd=ROOT)
    assert done.returncode == 0, done.stdout


def test_importing_the_package_loads_nothing_heavy() -> None:
    loaded = run("import reportedly, sys; print(*sys.modules)").split()
    assert not {"spacy", "numpy", "sqlalchemy", "typer", "rich", "yaml", "trafilatura"} & set(loaded)


def test_help_loads_nothing_heavy() -> None:
    code = "import sys; from reportedly.cli.main import app; sys.argv = ['reportedly', '--help']"
    loaded = set(run(f"{code}\ntry: app()\nexcept SystemExit: print(*sys.modules)").split())
    assert not {"spacy", "numpy", "sqlalchemy", "trafilatura", "httpx", "datasketch"} & loaded


@pytest.mark.parametrize(("code", "seconds"), [("import reportedly", 0.2), ("from reportedly.cli.main import app", 0.4)])
def test_start_up_is_quick(code: str, seconds: float) -> None:
    timed = f"import time; begun = time.process_time(); {code}; print(time.process_time() - begun)"
    assert min(float(run(timed)) for _ in range(3)) < seconds


def test_the_same_bytes_whatever_the_hash_seed() -> None:
    code = f"import reportedly; from reportedly.model.codec import dumps; print(dumps(reportedly.read({TEXT!r}), indent=1))"
    assert run(code, PYTHONHASHSEED="1") == run(code, PYTHONHASHSEED="2")


def test_files_name_no_machine_and_no_index() -> None:
    # Written in parts, so that this file does not hold what it looks for.
    machine = re.compile("|".join(["/" + "home/", "/" + "root/", "/" + "work/", "/" + "tmp/", "/" + "Users/"]))
    index = re.compile(
        "|".join(["py" + "pi.org", "python" + "hosted", "--index" + "-url http", "--find" + "-links", "--extra-index" + "-url"])
    )
    found = []
    for path in tracked():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        found += [f"{path.relative_to(ROOT)}: {match[0]}" for pattern in (machine, index) for match in pattern.finditer(text)]
    assert not found


def test_every_dependency_is_pinned_by_hash() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    named = [re.split(r"[\[<>=!; ]", name)[0].lower() for name in project["project"]["dependencies"]]
    for file in ("requirements.txt", "requirements-dev.txt"):
        pinned = set(re.findall(r"^([a-z0-9._-]+)==\S+.*\\\n    --hash=sha256:", (ROOT / file).read_text(encoding="utf-8"), re.MULTILINE))
        assert set(named) <= pinned
    assert not any("torch" in name for name in pinned)


def test_the_version_is_one() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert project["project"]["version"] == reportedly.__version__
