"""``python -m tests.validation.claim_gate`` measures the gate and writes the document."""

from __future__ import annotations

import sys

from tests.validation.claim_gate.document import DATA, DOCUMENT, document

if not DATA.is_dir():
    sys.exit("The real exports are not on this machine; the document needs them.")
DOCUMENT.write_text(document(), encoding="utf-8")
print(f"wrote {DOCUMENT.name}")
