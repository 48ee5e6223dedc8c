"""Values enter SQL as parameters only: a binder hands out their names."""

from __future__ import annotations

import re
from typing import Any


class Binder:
    """Collects the named parameters of the statements made from one mapping."""

    def __init__(self) -> None:
        self.params: dict[str, Any] = {}
        self._names: dict[Any, str] = {}

    def bind(self, value: Any) -> str:
        """The parameter that stands for ``value``, e.g. ``$v3``; equal values share one."""
        token = (type(value).__name__, repr(value))
        if token not in self._names:
            name = f"v{len(self._names)}"
            self._names[token] = f"${name}"
            self.params[name] = value
        return self._names[token]

    def used(self, sql: str) -> dict[str, Any]:
        """Those parameters that ``sql`` mentions: a surplus one would be refused."""
        return {name: self.params[name] for name in set(re.findall(r"\$(v\d+)\b", sql))}
