"""The fixtures of the reading tests, for the files that lie in wait for a reader."""

from tests.unit.capture.read.conftest import (  # noqa: F401  pytest finds fixtures by their names here
    files_dir,
    in_process,
    received,
    refusal,
    table,
)
