"""Send one export to a running cockpit through its API, as an integration would."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import httpx


def main() -> None:
    """``upload URL TOKEN FILE``: prints what became of it and how long it took."""
    url, token, source = sys.argv[1], sys.argv[2], Path(sys.argv[3])
    started = time.perf_counter()
    with source.open("rb") as body:
        answer = httpx.post(
            f"{url}/api/imports",
            params={"file_name": source.name, "date_order": "mdy", "time_zone": "UTC"},
            headers={"Authorization": f"Bearer {token}", "Content-Type": "text/csv"},
            content=body,
            timeout=1200,
        )
    took = time.perf_counter() - started
    if answer.status_code >= 300:
        print(f"refused with {answer.status_code}: {answer.text[:300]}")
        sys.exit(1)
    files = answer.json()["files"]
    accepted = sum(file["accepted"] for file in files)
    print(f"{accepted:,} rows in {took:.1f} s")


if __name__ == "__main__":
    main()
