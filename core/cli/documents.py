"""Documents made from the code, so that they cannot say anything else.

Each names the function that writes it, as ``module:function``: it stands where its subject is, and is
imported only when documents are made.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from core.settings import PROJECT_ROOT

NOTICE = "<!-- Made by `python -m core docs` from {source}. Edit that, not this. -->\n\n"


@dataclass(frozen=True)
class Document:
    """``path`` below the project's root, ``writer`` a function without arguments giving Markdown."""

    path: str
    writer: str

    @property
    def text(self) -> str:
        module, _colon, name = self.writer.partition(":")
        written: str = getattr(import_module(module), name)()
        notice = NOTICE.format(source=f"`{module.replace('.', '/')}.py`")
        return notice + written.strip() + "\n"


DOCUMENTS: tuple[Document, ...] = (
    Document("docs/api.md", "core.api.reference:api_markdown"),
    Document("docs/cli.md", "core.cli.reference:cli_markdown"),
    Document("docs/data-dictionary.md", "core.cli.dictionary:dictionary_markdown"),
    Document("docs/facts.md", "core.sponsors.outreach.document:catalogue_markdown"),
    Document("docs/jobs.md", "core.jobs.registry:jobs_markdown"),
    Document("docs/permissions.md", "core.auth.permissions:permissions_markdown"),
    Document("docs/policy.md", "core.policy.document:policy_markdown"),
    Document("docs/technical-facts.md", "core.health.communication.document:technical_markdown"),
    Document("docs/settings.md", "core.settings:settings_markdown"),
)


def outdated(root: Path = PROJECT_ROOT, documents: Sequence[Document] = DOCUMENTS) -> list[str]:
    """Paths of documents that are missing or say something else than the code."""
    return [item.path for item in documents if _present(root / item.path) != item.text]


def write(root: Path = PROJECT_ROOT, documents: Sequence[Document] = DOCUMENTS) -> list[str]:
    """Write what is missing or outdated; returns the paths written."""
    written: list[str] = []
    for document in documents:
        path, text = root / document.path, document.text
        if _present(path) != text:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
            written.append(document.path)
    return written


def _present(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.exists() else None
