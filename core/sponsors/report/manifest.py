"""What a pack was made from: hashes of data, policy, questions, models and program, and the versions of its libraries."""

from __future__ import annotations

import hashlib
import json
import platform
import re
from collections.abc import Iterable
from datetime import date
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from core.errors import InvalidInput
from core.sponsors.report.model import Report
from core.sponsors.report.question import digest, statement
from core.store import ModelSet

KIND = "rapport.executive-sponsor-report"
FORMAT = 1
START = '<script type="application/json" id="manifest">'
END = "</script>\n"
_LARGEST = 4_000_000
_LIBRARIES = (
    "duckdb",
    "jinja2",
    "markupsafe",
    "holidays",
    "tzdata",
    "babel",
    "phonenumbers",
    "pytz",
)
_HERE = Path(__file__).resolve().parent


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Answer(_Strict):
    """A question's hash, and the hash and count of the rows it gave."""

    statement: str
    rows: int
    content: str


class PolicyUsed(_Strict):
    version: int
    hash: str


class Account(_Strict):
    system: str
    id: str


class Manifest(_Strict):
    """The manifest; ``body`` is the hash of the file around it, so that an edit shows whatever the data say."""

    kind: str
    format: int
    account: Account
    as_of: str
    policy: PolicyUsed
    data_hash: str
    query_hash: str
    inputs: dict[str, Answer]
    models: dict[str, str]
    program: str
    versions: dict[str, str]
    body: str = ""

    @property
    def on(self) -> date:
        """The date of the report."""
        return date.fromisoformat(self.as_of)

    @property
    def label(self) -> str:
        """The account as it is looked up."""
        return f"{self.account.system}:{self.account.id}"


def manifest_of(report: Report, models: ModelSet | None = None) -> Manifest:
    """The manifest of a report, without the hash of the file."""
    inputs = {
        item.name: Answer(statement=item.statement, rows=item.rows, content=item.content)
        for item in report.inputs
    }
    used = _models(models or shipped_models(), inputs)
    return Manifest(
        kind=KIND,
        format=FORMAT,
        account=Account(system=report.account.source_system, id=report.account.source_id),
        as_of=report.as_of.isoformat(),
        policy=PolicyUsed(version=report.policy_version, hash=report.policy_hash),
        data_hash=_together({name: item.content for name, item in inputs.items()}),
        query_hash=_together({name: item.statement for name, item in inputs.items()} | used),
        inputs=inputs,
        models=used,
        program=_program(),
        versions=_versions(),
    )


@cache
def shipped_models() -> ModelSet:
    """The models as they stand in the program; reading them once is enough."""
    return ModelSet.load()


def read_manifest(content: bytes) -> tuple[Manifest, str]:
    """The manifest of a file and the hash of what stands around it; refuses what is no pack."""
    text = content[-_LARGEST:].decode(errors="replace")
    start = text.rfind(START)
    end = text.find(END, start)
    if start < 0 or end < 0:
        raise InvalidInput("The file carries no manifest.", "Give an HTML report of Rapport.")
    try:
        found = Manifest.model_validate_json(text[start + len(START) : end])
        _ = found.on
    except (ValidationError, ValueError) as error:
        raise InvalidInput(
            "The manifest of the file cannot be read.", "Make the report anew."
        ) from error
    if (found.kind, found.format) != (KIND, FORMAT):
        raise InvalidInput(
            f"The file is a {found.kind!r}, format {found.format}.", "Give an HTML report."
        )
    mark = content.rfind(START.encode())
    return found, around(content[:mark], content[content.find(END.encode(), mark) + len(END) :])


def around(before: bytes, after: bytes) -> str:
    """The hash of a file without its manifest."""
    return hashlib.sha256(before + after).hexdigest()


def as_data(manifest: Manifest) -> dict[str, Any]:
    """For JSON."""
    return manifest.model_dump()


def _models(models: ModelSet, names: Iterable[str]) -> dict[str, str]:
    """The hashes of all models that the questions reach."""
    known = {model.name: model for model in models.ordered}
    waiting = {
        found for name in names for found in re.findall(r"\bmart\.([a-z_]+)", statement(name))
    }
    reached: dict[str, str] = {}
    while waiting:
        name = waiting.pop()
        if name in known and name not in reached:
            reached[name] = known[name].sql_hash
            waiting |= {table[5:] for table in known[name].reads if table.startswith("mart.")}
    return dict(sorted(reached.items()))


def _together(hashes: dict[str, str]) -> str:
    return digest(json.dumps(hashes, sort_keys=True))


@cache
def _program() -> str:
    """The hash of the code and templates that write the report."""
    files = sorted(path for path in _HERE.rglob("*") if path.suffix in (".py", ".j2", ".css"))
    return _together(
        {
            str(path.relative_to(_HERE)): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in files
        }
    )


@cache
def _versions() -> dict[str, str]:
    found = {name: version(name) for name in _LIBRARIES}
    return {"python": ".".join(platform.python_version_tuple()[:2]), **found}
