"""``python -m tests.benchmarks.identity_report [sets] [growth]`` writes ``docs/validation/identity.md`` anew.

Without arguments both parts are measured; a part that is not asked for keeps the lines it has.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator

from core.settings import PROJECT_ROOT
from tests.benchmarks import identity_growth
from tests.benchmarks.identity import HEAD, measured
from tests.benchmarks.identity_set import FOLDER

PAGE = PROJECT_ROOT / "docs" / "validation" / "identity.md"
DATA = PROJECT_ROOT.parent / "shared" / "data"
FEBRL = (("dataset1",), ("dataset2",), ("dataset3",), ("dataset4a", "dataset4b"))


def main() -> None:
    asked = set(sys.argv[1:]) or set(PARTS)
    for name, measure in PARTS.items():
        if name in asked:
            lines = list(measure())
            PAGE.write_text(_put(PAGE.read_text(), name, lines))


def sets() -> Iterator[str]:
    """The labelled sets that are there."""
    yield HEAD
    fake = DATA / "er_splink_fake1000" / "fake_1000.csv"
    if fake.exists():
        yield from measured([fake], "cluster", FOLDER / "fake1000.toml", published=True)
    for names in FEBRL:
        files = [DATA / "er_febrl" / f"{name}.csv" for name in names]
        if all(path.exists() for path in files):
            yield from measured(files, "rec_id", FOLDER / "febrl.toml")


def growth() -> Iterator[str]:
    yield identity_growth.HEAD
    for size in identity_growth.SIZES:
        yield identity_growth.row(size)


PARTS: dict[str, Callable[[], Iterator[str]]] = {"sets": sets, "growth": growth}


def _put(text: str, name: str, lines: list[str]) -> str:
    """The page with the lines between the part's marks replaced."""
    begin, end = f"<!-- {name} -->\n", f"<!-- /{name} -->"
    before, _, rest = text.partition(begin)
    _, _, after = rest.partition(end)
    return before + begin + "\n".join(lines) + "\n" + end + after


if __name__ == "__main__":
    main()
