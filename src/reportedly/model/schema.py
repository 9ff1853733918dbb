"""JSON Schema of the frozen values: what `codec` writes, said so that other programs can check it.

The same rule as in `codec`: a dataclass is an object whose keys are its fields, a tuple an array, a mapping an object. What a field
means is taken from the `Attributes` of its class, so the schema and the reference say the same. Further keys are allowed everywhere,
for fields may be added (draft 2020-12: https://json-schema.org/draft/2020-12).
"""

from __future__ import annotations

import re
import types
import typing
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from typing import Any

_PLAIN: dict[Any, dict[str, Any]] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    type(None): {"type": "null"},
    object: {},
    Any: {},
}
_ATTRIBUTE = re.compile(r"^ {8}(\w+): (.*(?:\n {12}.*)*)", re.MULTILINE)


def schema(kind: Any, at: str = "#/$defs/") -> dict[str, Any]:
    """The schema of a type of the model, whole: it may be kept in a file."""
    definitions: dict[str, dict[str, Any]] = {}
    found = described(kind, definitions, at)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **found, "$defs": dict(sorted(definitions.items()))}


def described(kind: Any, definitions: dict[str, dict[str, Any]], at: str) -> dict[str, Any]:
    """The schema of a type, with those of the classes in it put among `definitions`, which are found under `at`.

    Raises:
        TypeError: The type is none that the model has.
    """
    if kind in _PLAIN:
        return dict(_PLAIN[kind])
    if is_dataclass(kind) and isinstance(kind, type):
        if kind.__name__ not in definitions:
            definitions[kind.__name__] = {}  # so that a class may hold itself
            definitions[kind.__name__] = _object(kind, definitions, at)
        return {"$ref": f"{at}{kind.__name__}"}
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin is typing.Literal:
        return {"enum": list(arguments)}
    if origin in (typing.Union, types.UnionType):
        return {"anyOf": [described(each, definitions, at) for each in arguments]}
    if origin is tuple:
        if arguments[-1] is Ellipsis:
            return {"type": "array", "items": described(arguments[0], definitions, at)}
        return {
            "type": "array",
            "prefixItems": [described(each, definitions, at) for each in arguments],
            "minItems": len(arguments),
            "maxItems": len(arguments),
        }
    if origin in (Mapping, dict):
        return {"type": "object", "additionalProperties": described(arguments[1], definitions, at)}
    raise TypeError(f"the schema of {kind!r} was asked for; dataclasses, tuples, mappings, literals and plain values have one")


def _object(kind: type, definitions: dict[str, dict[str, Any]], at: str) -> dict[str, Any]:
    hints, told = typing.get_type_hints(kind), _told(kind)
    properties: dict[str, Any] = {}
    required: list[str] = []
    for each in fields(kind):
        key = each.metadata.get("json", each.name)
        said = {"description": told[each.name]} if each.name in told else {}
        properties[key] = described(hints[each.name], definitions, at) | said
        if each.default is MISSING and each.default_factory is MISSING:
            required.append(key)
    first = (kind.__doc__ or "").strip().split("\n")[0]
    return {"type": "object", "description": first, "properties": properties, "required": required}


def _told(kind: type) -> dict[str, str]:
    """What the docstring of a class says of each of its attributes."""
    _, _, attributes = (kind.__doc__ or "").partition("Attributes:\n")
    return {name: " ".join(said.split()) for name, said in _ATTRIBUTE.findall(attributes)}
