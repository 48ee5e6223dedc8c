"""What a received file may cost: the numbers, and how the child process holds itself to them."""

from __future__ import annotations

import resource

MIB = 1024 * 1024

ADDRESS_SPACE_BYTES = 1536 * MIB
"""Memory a child may ask for in all."""

CPU_SECONDS = 20
"""Processor time for each started 50 MB of input."""

CPU_STEP_BYTES = 50_000_000

WRITTEN_FILE_BYTES = 8192 * MIB
"""The largest file a child may write; an unpacked member is refused before it gets there."""

UNPACKED_BYTES = 4096 * MIB
"""All members of an archive together."""

UNPACKED_FREE_BYTES = 64 * MIB
"""Up to this size the ratio of packed to unpacked is not looked at."""

UNPACKED_RATIO = 200
"""Exports shrink 5 to 60 times; deflate reaches 1,032 on a bomb."""

ARCHIVE_MEMBERS = 2000

COLUMNS = 5000
"""Jira repeats a column for each comment and watcher: a thousand is real, 100,000 is not."""

HEADER_CHARS = MIB
"""The longest header line: 5,000 columns of 200 characters."""

RECORD_BYTES = 16 * MIB
"""The longest record. Salesforce's longest text field holds 131,072 characters."""

SHEET_CELLS = 30_000_000
"""Cells of one sheet; an .xlsx has at most 1,048,576 rows of 16,384 columns."""

RAGGED_RECORDS = 100_000
"""More rows than this that do not fit their header refuse the file instead."""

SAMPLE_RECORDS = 200
SAMPLE_CELL_CHARS = 1000
SAMPLE_CHARS = 2_000_000

HEAD_BYTES = 256 * 1024
"""How much of a file's beginning is looked at to find its dialect and header."""


def cpu_seconds(input_bytes: int) -> int:
    """Processor time for an input of that size, in whole seconds."""
    return CPU_SECONDS * max(1, -(-input_bytes // CPU_STEP_BYTES))


def impose(cpu_limit_seconds: int, address_space_bytes: int) -> None:
    """Hold this process to the limits; beyond them the kernel refuses memory or ends it."""
    _lower(resource.RLIMIT_AS, address_space_bytes)
    # The hard limit a second later makes the first signal SIGXCPU, which names the cause.
    _lower(resource.RLIMIT_CPU, cpu_limit_seconds, slack=1)
    _lower(resource.RLIMIT_FSIZE, WRITTEN_FILE_BYTES)
    _lower(resource.RLIMIT_CORE, 0)
    _lower(resource.RLIMIT_NOFILE, 64)


def _lower(kind: int, value: int, slack: int = 0) -> None:
    _, hard = resource.getrlimit(kind)
    ceiling = value + slack if hard == resource.RLIM_INFINITY else min(value + slack, hard)
    resource.setrlimit(kind, (min(value, ceiling), ceiling))
