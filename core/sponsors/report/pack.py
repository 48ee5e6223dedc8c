"""The reproducible pack: one HTML file with its manifest, which can be made anew from it and compared byte for byte."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from core.accounts import find_account
from core.actor import Actor
from core.sponsors.report.html import html_around, inert
from core.sponsors.report.manifest import (
    END,
    START,
    Manifest,
    around,
    as_data,
    manifest_of,
    read_manifest,
)
from core.sponsors.report.model import Report
from core.sponsors.report.report import sponsor_report
from core.store import ModelSet, Reader


@dataclass(frozen=True)
class Difference:
    """Something that is no longer as it was: ``what`` kind of thing, ``name`` which, and both states."""

    what: str
    name: str
    before: str
    after: str


@dataclass(frozen=True)
class Verified:
    """Whether the file made anew is the same, and if not, why."""

    is_same: bool
    account: str
    as_of: date
    differences: tuple[Difference, ...]


def pack(report: Report, models: ModelSet | None = None) -> bytes:
    """The file; the same report under the same program is the same file."""
    manifest = manifest_of(report, models)
    before, after = html_around(report, as_data(manifest))
    whole = manifest.model_copy(update={"body": around(before, after)})
    return before + f"{START}{inert(as_data(whole))}{END}".encode() + after


def verify(
    store: Reader, actor: Actor, content: bytes, *, models: ModelSet | None = None
) -> Verified:
    """Make a pack anew and compare. The mart must be fresh for the date in the file.

    Raises :class:`~core.errors.NotFound` when the actor sees no such account.
    """
    before, body = read_manifest(content)
    account = find_account(store, actor, before.label)
    report = sponsor_report(store, actor, account.account_key, before.on)
    made = pack(report, models)
    if made == content:
        return Verified(True, account.label, before.on, ())
    after = read_manifest(made)[0]
    return Verified(
        False, account.label, before.on, _differences(before, after, body, content, made)
    )


def _differences(
    before: Manifest, after: Manifest, body: str, content: bytes, made: bytes
) -> tuple[Difference, ...]:
    found: list[Difference] = []
    if body != before.body:
        found.append(Difference("file", "text", "as made", "changed by someone afterwards"))
    if before.policy != after.policy:
        found.append(Difference("policy", "thresholds", _policy(before), _policy(after)))
    found += _changed("library", before.versions, after.versions)
    if before.program != after.program:
        found.append(Difference("program", "report", before.program[:12], after.program[:12]))
    found += _changed("model", before.models, after.models)
    for name in sorted(before.inputs.keys() | after.inputs.keys()):
        old, new = before.inputs.get(name), after.inputs.get(name)
        if old is None or new is None or old.statement != new.statement:
            found.append(
                Difference(
                    "question",
                    name,
                    _hash(old.statement if old else None),
                    _hash(new.statement if new else None),
                )
            )
        elif old.content != new.content and name != "threshold":
            found.append(Difference("data", name, f"{old.rows} rows", f"{new.rows} rows"))
    return tuple(found) or (_first_line(content, made),)


def _changed(what: str, before: dict[str, str], after: dict[str, str]) -> list[Difference]:
    names = sorted(before.keys() | after.keys())
    return [
        Difference(what, name, _hash(before.get(name)), _hash(after.get(name)))
        for name in names
        if before.get(name) != after.get(name)
    ]


def _first_line(content: bytes, made: bytes) -> Difference:
    """Nothing named differs, so the file itself was changed: where."""
    old, new = content.decode(errors="replace").split("\n"), made.decode().split("\n")
    pairs = zip(old, new, strict=False)
    at = next((n for n, (a, b) in enumerate(pairs, start=1) if a != b), min(len(old), len(new)) + 1)
    return Difference("file", f"line {at}", "as given", "as made")


def _policy(manifest: Manifest) -> str:
    return f"version {manifest.policy.version} ({manifest.policy.hash[:12]})"


def _hash(value: str | None) -> str:
    return value[:12] if value else "none"
