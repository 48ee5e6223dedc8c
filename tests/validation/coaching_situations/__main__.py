"""``python -m tests.validation.coaching_situations`` measures and writes the document."""

from __future__ import annotations

from tests.validation.coaching_situations.document import DOCUMENT, document

DOCUMENT.write_text(document(), encoding="utf-8")
print(f"wrote {DOCUMENT.name}")
