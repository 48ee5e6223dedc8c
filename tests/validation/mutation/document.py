"""``docs/validation/mutation.md``: one section a group; a run writes its own and leaves the others."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.validation.mutation.groups import GROUPS, ROOT, Group
from tests.validation.mutation.mutant import Fate, Mutant

DOCUMENT = ROOT / "docs" / "validation" / "mutation.md"
JUDGED = Path(__file__).parent / "judged.toml"
AIM = 85
_HEAD = f"""# Do the tests notice a changed decision?

Written by `python -m tests.validation.mutation`. It changes one small thing of a file (a bound, an operator, a
number, a condition, a default, a join, a returned value), runs the tests that reach the file, and counts the
changes that some test notices: at least {AIM} % is the aim in each group. Mutants are drawn from each file with a
seed. One that survives because it changes nothing anybody could notice is judged by hand, with the reason, and
counts neither way. One that takes too long counts as noticed, in a column of its own. How it is done, and what is
left alone: [the decision](../decisions/mutation-testing.md).
"""


def write(
    group: Group, every: Mapping[str, int], fates: Sequence[tuple[Mutant, Fate]], how: str
) -> None:
    """Put the group's section into the document."""
    sections = _sections()
    sections[group.name] = section(group, every, fates, how)
    parts = [_HEAD, *(sections[name] for name in GROUPS if name in sections)]
    tail = sections.get("")
    DOCUMENT.write_text("\n".join([*parts, *([tail] if tail else [])]))


def section(
    group: Group, every: Mapping[str, int], fates: Sequence[tuple[Mutant, Fate]], how: str
) -> str:
    """The group's table, its survivors and those judged to change nothing."""
    known = judged()
    alike = [
        (one, known[one.path, one.name]) for one, fate in fates if _is_judged(one, fate, known)
    ]
    left = [
        one for one, fate in fates if fate is Fate.SURVIVED and (one.path, one.name) not in known
    ]
    lines = [
        f"## {group.title}",
        "",
        how,
        "",
        "| module | possible | tried | killed | survived | timeouts | equivalent | killed, % |",
        "|---|---:|---:|---:|---:|---:|---:|---:|",
    ]
    for path in every:
        own = [(one, fate) for one, fate in fates if one.path == path]
        if own:
            lines.append(_row(f"`{path}`", every[path], own, known))
    lines.append(_row("all", sum(every.values()), fates, known))
    lines += ["", "Survivors:" if left else "Survivors: none.", ""]
    lines += [f"- {_said(one)}" for one in left]
    if alike:
        lines += ["", "Judged by hand to change nothing:", ""]
        lines += [f"- {_said(one)}: {why}" for one, why in alike]
    return "\n".join(lines).rstrip() + "\n"


def _row(
    name: str,
    possible: int,
    fates: Sequence[tuple[Mutant, Fate]],
    known: Mapping[tuple[str, str], str],
) -> str:
    killed, late, survived = (
        sum(fate is wanted for _, fate in fates)
        for wanted in (Fate.KILLED, Fate.TIMEOUT, Fate.SURVIVED)
    )
    alike = sum(_is_judged(one, fate, known) for one, fate in fates)
    counted = len(fates) - alike
    share = f"{100 * (killed + late) / counted:.1f}" if counted else "-"
    cells = (name, f"{possible:,}", len(fates), killed, survived - alike, late, alike, share)
    return f"| {' | '.join(map(str, cells))} |"


def _is_judged(one: Mutant, fate: Fate, known: Mapping[tuple[str, str], str]) -> bool:
    return fate is Fate.SURVIVED and (one.path, one.name) in known


def _said(one: Mutant) -> str:
    place = f"`{one.path}`" + (f", line {one.line}" if one.line else "")
    return f"{place}, {one.operator}: `{one.before}` to `{one.after}`"


def judged() -> dict[tuple[str, str], str]:
    """Reasons by file and change: mutants that no test can tell from the code."""
    entries = tomllib.loads(JUDGED.read_text())["mutant"]
    return {(entry["path"], entry["change"]): entry["why"] for entry in entries}


def _sections() -> dict[str, str]:
    """The document's sections by group; what follows the last of them under no name."""
    found: dict[str, str] = {}
    if DOCUMENT.exists():
        titles = {group.title: group.name for group in GROUPS.values()}
        for part in DOCUMENT.read_text().split("\n## ")[1:]:
            name = titles.get(part.splitlines()[0], "")
            before = found.get("", "") if not name else ""
            found[name] = (
                f"{before}## {part.rstrip()}\n" if not before else f"{before}\n## {part.rstrip()}\n"
            )
    return found
