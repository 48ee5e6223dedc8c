"""A prompt folder, read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import jinja2

from core.drafting.prompts.meta import Meta, Purpose
from core.errors import InvalidInput


@dataclass(frozen=True, eq=False)
class Prompt:
    """One kind of draft as its folder describes it.

    ``version`` is the version of ``meta.toml`` and a short hash of all files that make the text:
    it is recorded on every draft, so that two texts of one version came from the same words.
    """

    name: str
    folder: Path
    meta: Meta
    version: str
    texts: Mapping[str, str] = field(repr=False)
    templates: Mapping[str, jinja2.Template] = field(repr=False, compare=False)

    @property
    def max_words(self) -> int:
        return self.meta.limits.max_words

    def purpose(self, name: str) -> Purpose:
        """A purpose by name; raises InvalidInput with those there are."""
        try:
            return self.meta.purposes[name]
        except KeyError:
            known = ", ".join(self.meta.purposes)
            raise InvalidInput(
                f"{self.meta.title} has no purpose {name!r}.", f"Choose one of: {known}."
            ) from None
