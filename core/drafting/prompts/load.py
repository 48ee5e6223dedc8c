"""Reads a folder of ``prompts/`` and refuses one that is not in order."""

from __future__ import annotations

import hashlib
import tomllib
from functools import cache
from pathlib import Path

import jinja2
from pydantic import ValidationError

from core.drafting.prompts.meta import Meta
from core.drafting.prompts.prompt import Prompt
from core.drafting.prompts.strict import BadPrompt, agree, compiled, environment
from core.errors import NotFound
from core.settings import PROJECT_ROOT

PROMPTS = PROJECT_ROOT / "prompts"
FILES = ("meta.toml", "system.md", "user.md", "fallback.md")
TEMPLATES = {"system": "system.md", "user": "user.md"}
COACH = "coach_"
"""Beginning of the folders by which the coach speaks: no drafts, read by ``core.coaching.voice``."""
_HASH_LENGTH = 8


def prompt_names(folder: Path = PROMPTS) -> tuple[str, ...]:
    """The kinds of draft that have a folder."""
    names = (path.parent.name for path in folder.glob("*/meta.toml"))
    return tuple(sorted(name for name in names if not name.startswith(COACH)))


@cache
def load_prompt(name: str, folder: Path = PROMPTS) -> Prompt:
    """A kind of draft; raises NotFound for an unknown one, BadPrompt for a folder not in order.

    Folders are read once a process: a change of wording takes a restart, as one of code does.
    """
    own = folder / name
    if name not in prompt_names(folder):
        known = ", ".join(prompt_names(folder))
        raise NotFound(f"There is no kind of draft {name!r}.", f"There are: {known}.")
    texts = _texts(own)
    meta = _meta(own / "meta.toml", texts["meta.toml"])
    templates: dict[str, jinja2.Template] = {}
    env = environment()
    for key, file in TEMPLATES.items():
        template, used = compiled(env, texts[file], own / file)
        agree(own / file, used, getattr(meta.variables, key), own / "meta.toml", key)
        templates[key] = template
    return Prompt(name, own, meta, f"{meta.version}+{_hash(texts)}", texts, templates)


def _texts(folder: Path) -> dict[str, str]:
    """Every file of the folder that makes text: the four, and parts that ``fallback.md`` has beside it."""
    for name in FILES:
        if not (folder / name).is_file():
            raise BadPrompt(folder / name, 1, "This file is missing.", "A folder has all four.")
    parts = sorted(path.name for path in folder.glob("fallback_*.md"))
    return {name: (folder / name).read_text(encoding="utf-8") for name in (*FILES, *parts)}


def _hash(texts: dict[str, str]) -> str:
    digest = hashlib.sha256()
    for name in sorted(texts):
        digest.update(f"{name}\0{texts[name]}\0".encode())
    return digest.hexdigest()[:_HASH_LENGTH]


def _meta(path: Path, text: str) -> Meta:
    try:
        return Meta.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise BadPrompt(path, getattr(error, "lineno", 1), str(error)) from None
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise BadPrompt(path, _line(text, first["loc"]), f"{where}: {first['msg']}") from None


def _line(text: str, where: tuple[int | str, ...]) -> int:
    """The line that names the innermost key of ``where``."""
    lines = text.splitlines()
    for part in reversed([str(part) for part in where if isinstance(part, str)]):
        for number, line in enumerate(lines, start=1):
            if part in line:
                return number
    return 1
