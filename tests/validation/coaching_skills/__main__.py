"""``python -m tests.validation.coaching_skills`` runs the half-years and writes the document."""

from __future__ import annotations

from tests.validation.coaching_skills.document import DOCUMENT, document

DOCUMENT.write_text(document(), encoding="utf-8")
print(f"wrote {DOCUMENT.name}")
