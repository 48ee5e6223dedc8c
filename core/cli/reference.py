"""The command line's own reference: commands with their options, exit codes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import typer

from core import errors
from core.cli.imports import NOTHING_IMPORTED_EXIT_CODE
from core.cli.main import DEFECT_EXIT_CODE, app

_HEAD = """# Command line

`python -m core COMMAND` offers the same use cases as the pages and the API. Results go to standard
output, everything else to standard error; with `--json` standard output holds JSON alone. The
database is the one `RAPPORT_DATABASE` names, and only one process can hold it: stop the server
first, or use its pages and API.

Dates are `YYYY-MM-DD`. Accounts are named by identifier, `system:identifier`, key or name.
"""


def cli_markdown() -> str:
    """All commands as Markdown."""
    root = typer.main.get_command(app)
    parts = [_HEAD, "## Exit codes\n", _exit_codes(), "## Commands\n"]
    parts += [_command(name, command) for name, command in _commands(root, "")]
    return "\n".join(parts)


def _commands(group: Any, prefix: str) -> Iterator[tuple[str, Any]]:
    for name, command in sorted(group.commands.items()):
        full = f"{prefix}{name}"
        if hasattr(command, "commands"):
            yield from _commands(command, f"{full} ")
        else:
            yield full, command


def _command(name: str, command: Any) -> str:
    arguments = [param for param in command.params if param.param_type_name == "argument"]
    options = [param for param in command.params if param.param_type_name == "option"]
    usage = " ".join([f"python -m core {name}", *(_argument(param) for param in arguments)])
    lines = [f"### {name}\n", (command.help or "").strip() + "\n", f"```\n{usage}\n```\n"]
    if rows := [
        f"| {_named(param)} | {_escaped(getattr(param, 'help', '') or '')} |"
        for param in [*arguments, *options]
    ]:
        lines += ["| | |\n|---|---|", *rows, ""]
    return "\n".join(lines)


def _argument(param: Any) -> str:
    name = param.name.upper() + ("..." if param.nargs == -1 else "")
    return name if param.required else f"[{name}]"


def _named(param: Any) -> str:
    if param.param_type_name == "argument":
        return f"`{param.name.upper()}`"
    return ", ".join(f"`{option}`" for option in [*param.opts, *param.secondary_opts])


def _exit_codes() -> str:
    own = {kind.exit_code: _first_line(kind) for kind in coded_errors()} | {
        0: "Done.",
        1: "A check failed, or an error without a code of its own.",
        NOTHING_IMPORTED_EXIT_CODE: "Nothing was imported: no file was recognised.",
        DEFECT_EXIT_CODE: "A failure of the program itself; `--debug` shows where.",
    }
    rows = [f"| {code} | {_escaped(own[code])} |" for code in sorted(own)]
    return "\n".join(["| code | meaning |\n|---|---|", *rows, ""])


def coded_errors() -> list[type[errors.RapportError]]:
    """The kinds of error with an exit code of their own.

    Those of ``core.errors`` alone: other modules' are known only once these are imported, and the
    reference must read the same either way.
    """
    return [
        kind
        for kind in vars(errors).values()
        if isinstance(kind, type)
        and issubclass(kind, errors.RapportError)
        and "exit_code" in vars(kind)
    ]


def _first_line(kind: type) -> str:
    return (kind.__doc__ or "").strip().splitlines()[0]


def _escaped(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|").replace("``", "`")
