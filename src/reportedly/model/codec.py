"""Between the frozen values and plain JSON data.

One rule: a dataclass is an object whose keys are its fields, in their order; a field's `json` metadata renames it
(and `unsaid` leaves it out where it is null); tuples are arrays, mappings are objects. `decode(Record, encode(record)) == record`.
"""

from __future__ import annotations

import json
import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, TypeVar

T = TypeVar("T")
_PLAIN = frozenset({str, int, float, bool, type(None)})


def encode(value: object) -> Any:
    """Plain data (dict, list, str, int, float, bool, None) for a value of the model."""
    kind: Any = type(value)
    if kind in _PLAIN:
        return value
    keys = _keys(kind)
    if keys is not None:
        return {key: encode(held) for name, key in keys if (held := getattr(value, name)) is not None or name not in _unsaid(kind)}
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
    decoder = _decoder(typing.cast("typing.Hashable", kind))
    return typing.cast("T", decoder(data))


@cache
def _keys(kind: Any) -> tuple[tuple[str, str], ...] | None:
    """Names of the fields of a dataclass and their keys in JSON; null for what is none."""
    if not is_dataclass(kind):
        return None
    return tuple((field.name, field.metadata.get("json", field.name)) for field in fields(kind))


@cache
def _unsaid(kind: Any) -> frozenset[str]:
    """Fields that are left out where they hold nothing."""
    return frozenset(field.name for field in fields(kind) if field.metadata.get("unsaid"))


@cache
def _decoder(kind: Any) -> Callable[[Any], Any]:
    """What makes a value of this type from data. Made once for each type, for a ledger holds hundreds of thousands of values."""
    if is_dataclass(kind) and isinstance(kind, type):
        return _record_decoder(kind)
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin in (typing.Union, types.UnionType):
        inner = [item for item in arguments if item is not type(None)]
        structured = [item for item in inner if is_dataclass(item) or typing.get_origin(item)]
        decoder = _decoder(structured[0]) if len(structured) == 1 else _as_it_is
        return lambda data: None if data is None else decoder(data)
    if origin is tuple:
        item = _decoder(arguments[0])
        return lambda data: None if data is None else tuple(map(item, data))
    return _as_it_is


def _record_decoder(kind: type) -> Callable[[Any], Any]:
    hints = typing.get_type_hints(kind)
    known = tuple((name, key, hints[name]) for name, key in _keys(kind) or ())
    decoders: list[tuple[str, str, Callable[[Any], Any]]] = []

    def decoder(data: Any) -> Any:
        if data is None:
            return None
        if not decoders:  # not before the first value, for a type may hold itself
            decoders.extend((name, key, _decoder(hint)) for name, key, hint in known)
        given = {name: inner(data[key]) for name, key, inner in decoders if key in data}
        try:
            return kind(**given)
        except TypeError as error:
            raise KeyError(f"{kind.__name__} asked for; {error}") from error

    return decoder


def _as_it_is(data: Any) -> Any:
    return dict(data) if isinstance(data, Mapping) else data
