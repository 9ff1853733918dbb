"""The vocabularies and lexicons, read from the YAML files beside this module."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

import yaml


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """YAML as of version 1.2 for words: `on`, `off`, `yes` and `no` are words, only `true` and `false` are truth values.

    `!list illness diseases` stands for a list that another vocabulary has, so that it is written once.
    """


_Loader.yaml_implicit_resolvers = {
    initial: [(tag, pattern) for tag, pattern in resolvers if tag not in {"tag:yaml.org,2002:bool", "tag:yaml.org,2002:timestamp"}]
    for initial, resolvers in _Loader.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), ["t", "f"])


def _list_of_another(_: object, node: yaml.ScalarNode) -> list[str]:
    vocabulary, name = node.value.split()
    words: list[str] = load(vocabulary)[name]
    return words


_Loader.add_constructor("!list", _list_of_another)


@cache
def load(name: str) -> Any:
    """The content of `ontology/NAME.yaml`, parsed once. Callers must not change it.

    Raises:
        FileNotFoundError: There is no such vocabulary.
    """
    path = files("reportedly.ontology").joinpath(f"{name}.yaml")
    return yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506 - a safe loader, with fewer types


def strings(value: object) -> Iterator[str]:
    """All strings within a vocabulary, keys included."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield str(key)
            yield from strings(item)
    elif isinstance(value, list):
        for item in value:
            yield from strings(item)
