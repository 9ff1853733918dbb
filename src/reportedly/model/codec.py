"""Between the frozen values and plain JSON data.

One rule: a dataclass is an object whose keys are its fields, in their order; a field's `json` metadata renames it;
tuples are arrays, mappings are objects. `decode(Record, encode(record)) == record`.
"""

from __future__ import annotations

import json
import types
import typing
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, TypeVar

T = TypeVar("T")


def encode(value: object) -> Any:
    """Plain data (dict, list, str, int, float, bool, None) for a value of the model."""
    if is_dataclass(value) and not isinstance(value, type):
        return {key: encode(getattr(value, name)) for name, key in _keys(type(value))}
    if isinstance(value, Mapping):
        return {str(key): encode(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [encode(item) for item in value]
    return value


def dumps(value: object, indent: int | None = None) -> str:
    """The JSON text of a value: the same bytes for the same value."""
    return json.dumps(encode(value), ensure_ascii=False, indent=indent, sort_keys=False)


def decode(kind: type[T], data: Any) -> T:
    """The value of type `kind` that `encode` made `data` from.

    Unknown keys are ignored, so that a newer record can be read; missing ones take their default.

    Raises:
        KeyError: A field without a default is missing.
    """
    return typing.cast("T", _decode(kind, data))


@cache
def _keys(kind: type) -> tuple[tuple[str, str], ...]:
    return tuple((field.name, field.metadata.get("json", field.name)) for field in fields(kind))


@cache
def _hints(kind: type) -> dict[str, Any]:
    return typing.get_type_hints(kind)


def _decode(kind: Any, data: Any) -> Any:
    if data is None:
        return None
    if is_dataclass(kind) and isinstance(kind, type):
        hints = _hints(kind)
        required = {field.name for field in fields(kind)}
        given = {name: _decode(hints[name], data[key]) for name, key in _keys(kind) if name in required and key in data}
        try:
            return kind(**given)
        except TypeError as error:
            raise KeyError(f"{kind.__name__} asked for; {error}") from error
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin in (typing.Union, types.UnionType):
        inner = [item for item in arguments if item is not type(None)]
        structured = [item for item in inner if is_dataclass(item) or typing.get_origin(item)]
        return _decode(structured[0], data) if len(structured) == 1 else data
    if origin is tuple:
        return tuple(_decode(arguments[0], item) for item in data)
    return dict(data) if isinstance(data, Mapping) else data
