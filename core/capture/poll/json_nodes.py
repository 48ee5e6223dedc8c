"""Reaching into JSON of a stranger: what is missing or of another type is empty, never an error."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Node = Mapping[str, Any]


def node(parent: Node, name: str) -> Node:
    """The object at ``name``."""
    value = parent.get(name)
    return value if isinstance(value, Mapping) else {}


def nodes(parent: Node, name: str) -> list[Node]:
    """The objects of the list at ``name``."""
    value = parent.get(name)
    return [one for one in value if isinstance(one, Mapping)] if isinstance(value, list) else []


def text(parent: Node, name: str) -> str:
    """The plain value at ``name`` as text."""
    value = parent.get(name)
    return "" if value is None or isinstance(value, Mapping | list) else str(value)
