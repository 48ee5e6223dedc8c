"""Templates in which nothing is guessed: every name is declared, every declared name is used."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import jinja2
import jinja2.meta
from jinja2 import nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from core.errors import InvalidInput


class BadPrompt(InvalidInput):
    """A prompt folder is not in order; the message begins with file and line."""

    def __init__(self, path: Path, line: int, message: str, remedy: str = "") -> None:
        shown = f"{path.parent.name}/{path.name}"
        super().__init__(f"prompts/{shown}:{line}: {message}", remedy)
        self.path, self.line = path, line


def environment() -> jinja2.Environment:
    """A sandbox without globals in which an unknown name is an error."""
    made = ImmutableSandboxedEnvironment(
        undefined=jinja2.StrictUndefined,
        autoescape=False,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
    )
    made.globals.clear()
    return made


def compiled(
    env: jinja2.Environment, text: str, path: Path, first_line: int = 1
) -> tuple[jinja2.Template, dict[str, int]]:
    """The template, and the names it uses, each with the line of its first use."""
    try:
        tree = env.parse(text)
        free = jinja2.meta.find_undeclared_variables(tree)
        template = env.from_string(text)
    except jinja2.TemplateSyntaxError as error:
        where = first_line + error.lineno - 1
        raise BadPrompt(path, where, str(error.message)) from None
    used: dict[str, int] = {}
    for name in tree.find_all(nodes.Name):
        if name.name in free:
            line = first_line + name.lineno - 1
            used[name.name] = min(line, used.get(name.name, line))
    return template, used


def agree(path: Path, used: dict[str, int], declared: Iterable[str], meta: Path, key: str) -> None:
    """Raise BadPrompt unless the names used are the names declared."""
    wanted = set(declared)
    for name, line in used.items():
        if name not in wanted:
            raise BadPrompt(
                path,
                line,
                f"{name!r} is not declared.",
                f"Add it to variables.{key} in {meta.name}, or take it out.",
            )
    for name in declared:
        if name not in used:
            raise BadPrompt(
                meta,
                _line_of(meta, key, name),
                f"{name!r} is declared for {path.name}, which does not use it.",
                "Use it, or take it out.",
            )


def _line_of(meta: Path, key: str, name: str) -> int:
    """Where ``meta.toml`` declares ``name`` under ``key``."""
    for number, line in _lines_after(meta, f"{key} ="):
        if f'"{name}"' in line:
            return number
    return 1


def _lines_after(path: Path, start: str) -> Iterator[tuple[int, str]]:
    begun = False
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        begun = begun or line.strip().startswith(start)
        if begun:
            yield number, line
