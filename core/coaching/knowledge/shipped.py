"""The documents that ship with Rapport: ``data/knowledge``, read once a process."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Literal

from core.coaching.knowledge.document import Document
from core.coaching.knowledge.parse import parse
from core.errors import InvalidInput
from core.settings import PROJECT_ROOT

FOLDER = PROJECT_ROOT / "data" / "knowledge"


@cache
def shipped() -> dict[str, Document]:
    """By slug, which is the file's name."""
    found = read_folder(FOLDER / "articles", "article")
    found += read_folder(FOLDER / "playbooks", "playbook")
    return {document.slug: document for document in found}


@cache
def shipped_version() -> str:
    """Changes with any of the shipped documents."""
    digest = sha256()
    for path in sorted(FOLDER.rglob("*.md")):
        digest.update(f"{path.parent.name}/{path.name}\n".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def read_folder(folder: Path, kind: Literal["article", "playbook"]) -> tuple[Document, ...]:
    """The documents of one folder, by name of file."""
    return tuple(_read(path, kind) for path in sorted(folder.glob("*.md")))


def _read(path: Path, kind: Literal["article", "playbook"]) -> Document:
    try:
        return parse(path.stem, kind, path.read_text(encoding="utf-8"))
    except InvalidInput as error:
        raise InvalidInput(f"{path.name}: {error.message}", error.remedy) from error
