"""The text of a draft, as every writer gives it and every person edits it."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Paragraph:
    """A paragraph and the ids of the facts that its writer says it used."""

    text: str
    fact_ids: tuple[str, ...] = ()


@dataclass(frozen=True)
class Letter:
    """Subject and paragraphs, greeting and sign-off among them.

    ``ask`` repeats the one thing that is asked, as it stands in the paragraphs; empty where nothing is.
    """

    subject: str
    paragraphs: tuple[Paragraph, ...]
    ask: str = ""

    @property
    def body(self) -> str:
        """Paragraphs with an empty line between them."""
        return "\n\n".join(paragraph.text for paragraph in self.paragraphs)

    @property
    def words(self) -> int:
        """Words of the body, greeting and sign-off included."""
        return len(self.body.split())

    @property
    def fact_ids(self) -> tuple[str, ...]:
        """Ids of all facts used, each once, in order of use."""
        return tuple(dict.fromkeys(name for part in self.paragraphs for name in part.fact_ids))

    @property
    def content_hash(self) -> str:
        """SHA-256 of the exact subject and body: what an approval is bound to."""
        said = json.dumps([_exact(self.subject), _exact(self.body)], ensure_ascii=False)
        return hashlib.sha256(said.encode()).hexdigest()

    def to_dict(self) -> dict[str, Any]:
        """As JSON keeps it."""
        parts = [{"text": part.text, "fact_ids": list(part.fact_ids)} for part in self.paragraphs]
        return {"subject": self.subject, "paragraphs": parts, "ask": self.ask}

    @classmethod
    def from_dict(cls, given: Mapping[str, Any]) -> Letter:
        """A letter as :meth:`to_dict` wrote it."""
        parts = tuple(
            Paragraph(part["text"], tuple(part["fact_ids"])) for part in given["paragraphs"]
        )
        return cls(given["subject"], parts, given["ask"])

    @classmethod
    def from_text(cls, subject: str, body: str, before: Letter | None = None) -> Letter:
        """What a person typed; a paragraph left as it was keeps the facts it used."""
        used: dict[str, Sequence[str]] = {}
        if before is not None:
            used = {part.text: part.fact_ids for part in before.paragraphs}
        texts = [text.strip() for text in body.replace("\r\n", "\n").split("\n\n")]
        parts = tuple(Paragraph(text, tuple(used.get(text, ()))) for text in texts if text)
        ask = before.ask if before is not None and before.ask in body else ""
        return cls(subject.strip(), parts, ask)


def _exact(text: str) -> str:
    return unicodedata.normalize("NFC", text)
