"""Work that is measured in a process of its own: time from open database to committed rows, peak memory."""

from __future__ import annotations

import json
import resource
import sys
import time
from datetime import datetime
from pathlib import Path

TYPES = {
    "activity_id": "VARCHAR",
    "account_id": "VARCHAR",
    "kind": "VARCHAR",
    "direction": "VARCHAR",
    "occurred_at": "TIMESTAMP",
    "participants": "VARCHAR",
    "from_email": "VARCHAR",
    "subject": "VARCHAR",
    "body": "VARCHAR",
    "outcome": "VARCHAR",
    "thread_id": "VARCHAR",
    "duration_minutes": "INTEGER",
    "owner_email": "VARCHAR",
}


def read_csv(database: str, source: str) -> dict[str, float]:
    """The floor: DuckDB's own typed reader, dialect and types given, into a table on disk."""
    import duckdb

    connection = duckdb.connect(database, config={"memory_limit": "2GB"})
    columns = ", ".join(f"'{name}': '{kind}'" for name, kind in TYPES.items())
    started = time.perf_counter()
    connection.execute(
        f"CREATE TABLE activity AS SELECT * FROM read_csv('{source}', auto_detect = false, "
        f"header = true, delim = ',', quote = '\"', escape = '\"', columns = {{{columns}}}, "
        "timestampformat = '%Y-%m-%dT%H:%M:%SZ')"
    )
    connection.execute("CHECKPOINT")
    took = time.perf_counter() - started
    rows = connection.execute("SELECT count(*) FROM activity").fetchone()
    connection.close()
    return {"seconds": took, "rows": rows[0] if rows else 0}


def _processor_seconds() -> float:
    """Of this process and the children it has waited for."""
    spent = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in spent)


def read_sniffed(database: str, source: str) -> dict[str, float]:
    """The floor of reading: DuckDB finds the dialect itself and reads all text into a table."""
    import duckdb

    connection = duckdb.connect(database, config={"memory_limit": "2GB"})
    started, spent = time.perf_counter(), _processor_seconds()
    connection.execute(
        f"CREATE TABLE staged AS SELECT * FROM read_csv('{source}', all_varchar = true)"
    )
    took, spent = time.perf_counter() - started, _processor_seconds() - spent
    connection.close()
    return {"seconds": took, "processor": spent}


def read_explained(database: str, source: str) -> dict[str, float]:
    """The same table by our way: kept, looked at in the limited child, read with its dialect."""
    import duckdb

    from core.capture.read import SourceTable, read
    from tests.benchmarks.csv_rows import options_of, reading_sql

    connection = duckdb.connect(database, config={"memory_limit": "2GB"})
    started, spent = time.perf_counter(), _processor_seconds()
    (table,) = read(Path(source), Path(database).parent / "files")
    assert isinstance(table, SourceTable)
    looked_at = time.perf_counter()
    # Before the engine grows: a fork counts what its parent holds.
    reading_mb = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    connection.execute(f"CREATE TABLE staged AS {reading_sql()}", options_of(table))
    took, spent = time.perf_counter() - started, _processor_seconds() - spent
    connection.close()
    return {
        "seconds": took,
        "processor": spent,
        "looking": looked_at - started,
        "reading_mb": reading_mb,
        "rewritten": bool(table.reading["rewritten_because"]),
        "records": table.records,
    }


def import_files(database: str, *sources: str) -> dict[str, float]:
    """The whole path: read, map, validate, provenance, publish, checkpoint."""
    from core.actor import COMMAND_LINE
    from core.capture import ImportOptions, plan, publish
    from core.policy import ensure_shipped
    from core.store import Store

    options = ImportOptions(
        date_order="mdy",
        time_zone="UTC",
        currency="USD",
        exported_at=datetime(2026, 6, 30, 12, 0),
    )
    with Store.open(Path(database)) as store:
        ensure_shipped(store)
        started = time.perf_counter()
        paths = [Path(source) for source in sources]
        # Without the dry run: publishing counts and refuses the same rows itself.
        planned = plan(store, COMMAND_LINE, paths, options=options, check=False)
        planned_at = time.perf_counter()
        result = publish(store, COMMAND_LINE, planned)
        published_at = time.perf_counter()
        store.checkpoint()
        took = time.perf_counter() - started
    counts = {
        name: sum(getattr(file, name) for file in result.files)
        for name in ("read", "accepted", "refused", "unplaced", "new", "changed", "unchanged")
    }
    return {
        "seconds": took,
        "plan": planned_at - started,
        "publish": published_at - planned_at,
        **counts,
    }


def token(database: str) -> dict[str, str]:
    """A token that may import."""
    from core.actor import COMMAND_LINE, Role
    from core.auth.tokens import create_token
    from core.store import Store

    with Store.open(Path(database)) as store:
        return {"token": create_token(store, COMMAND_LINE, "benchmark", [Role.ADMIN]).secret}


def in_polars(database: str) -> dict[str, float]:
    """The scores by the polars version."""
    from tests.benchmarks import reference, reference_polars

    return reference.measure(database, reference_polars.score)


def in_pandas(database: str) -> dict[str, float]:
    """The scores by the pandas version."""
    from tests.benchmarks import reference, reference_pandas

    return reference.measure(database, reference_pandas.score)


COMMANDS = {
    "read_csv": read_csv,
    "read_sniffed": read_sniffed,
    "read_explained": read_explained,
    "import": import_files,
    "token": token,
    "polars": in_polars,
    "pandas": in_pandas,
}


def main() -> None:
    """Run the command named first, print what it measured as one line of JSON."""
    found: dict[str, object] = COMMANDS[sys.argv[1]](*sys.argv[2:])
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    below = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    print(json.dumps({**found, "peak_mb": max(own, below) / 1024}))


if __name__ == "__main__":
    main()
