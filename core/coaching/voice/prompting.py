"""The prompt folders of the coach: as strict as those of drafts, with a table of contents of their own.

``meta.toml`` says what is spoken and how long; ``system.md`` is the same for every question of its kind, so that it
can be cached; ``user.md`` is one question. There is no ``fallback.md``: the coach speaks without Claude by itself.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Annotated

import jinja2
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from core.coaching.voice.passage import Kind
from core.drafting.prompts.load import PROMPTS
from core.drafting.prompts.strict import BadPrompt, agree, compiled, environment

FILES = ("meta.toml", "system.md", "user.md")
HOUSE_RULES = Path(__file__).parent / "house_rules.md"
_HASH_LENGTH = 8


class _Table(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Limits(_Table):
    """``words`` bounds one passage, ``tokens`` the whole answer."""

    words: int = Field(gt=0)
    tokens: int = Field(gt=0, le=8_000)


class Variables(_Table):
    """The names each file uses; neither one more nor one less."""

    system: tuple[str, ...] = ()
    user: tuple[str, ...] = ()


class Meta(_Table):
    """A whole ``meta.toml``. ``groups`` explains each group of passages to the model."""

    version: Annotated[str, Field(pattern=r"^\d+\.\d+$")]
    title: str
    audience: str
    limits: Limits
    variables: Variables
    groups: dict[str, str] = Field(min_length=1)


@dataclass(frozen=True, eq=False)
class VoicePrompt:
    """One folder, read. ``version`` is its own and a hash of all that makes the text."""

    kind: Kind
    meta: Meta
    version: str
    templates: Mapping[str, jinja2.Template] = field(repr=False)

    def system(self) -> str:
        """House rules and instructions; equal for every question of the kind."""
        given = {
            "audience": self.meta.audience,
            "words": self.meta.limits.words,
            "groups": self.meta.groups,
        }
        return f"{_house_rules()}\n\n{self._render('system', given)}"

    def user(self, style: str, material: str) -> str:
        """One question."""
        return self._render("user", {"style": style or "no wishes known", "material": material})

    def _render(self, key: str, supplied: Mapping[str, object]) -> str:
        declared = getattr(self.meta.variables, key)
        unknown = [name for name in declared if name not in supplied]
        if unknown:
            path = PROMPTS / self.kind.value / "meta.toml"
            raise BadPrompt(path, 1, f"{unknown[0]!r} is not given to {key}.md.")
        return self.templates[key].render({name: supplied[name] for name in declared}).strip()


@cache
def voice_prompt(kind: Kind, folder: Path = PROMPTS) -> VoicePrompt:
    """The folder of a kind; raises BadPrompt, with file and line, for one that is not in order."""
    own = folder / kind.value
    for name in FILES:
        if not (own / name).is_file():
            raise BadPrompt(own / name, 1, "This file is missing.", "A folder has all three.")
    texts = {name: (own / name).read_text(encoding="utf-8") for name in FILES}
    meta = _meta(own / "meta.toml", texts["meta.toml"])
    env = environment()
    templates: dict[str, jinja2.Template] = {}
    for key in ("system", "user"):
        path = own / f"{key}.md"
        template, used = compiled(env, texts[path.name], path)
        agree(path, used, getattr(meta.variables, key), own / "meta.toml", key)
        templates[key] = template
    digest = hashlib.sha256(_house_rules().encode())
    for name in FILES:
        digest.update(f"{name}\0{texts[name]}\0".encode())
    version = f"{meta.version}+{digest.hexdigest()[:_HASH_LENGTH]}"
    return VoicePrompt(kind, meta, version, templates)


def _meta(path: Path, text: str) -> Meta:
    try:
        return Meta.model_validate(tomllib.loads(text))
    except (tomllib.TOMLDecodeError, ValidationError) as error:
        raise BadPrompt(path, 1, str(error)) from None


@cache
def _house_rules() -> str:
    return HOUSE_RULES.read_text(encoding="utf-8").strip()
