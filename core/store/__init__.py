"""The store: DuckDB behind one narrow door. Nothing outside this folder imports ``duckdb``."""

from core.store.anew import Edit, events_of, finish_anew, folder_for, put_in_place, write_anew
from core.store.audit import Event
from core.store.audit_verify import Verification
from core.store.audit_verify import accept as accept_audit
from core.store.audit_verify import verify as verify_audit
from core.store.backup import Backup, backup, backups
from core.store.check import CheckReport, check
from core.store.connect import Limits
from core.store.database import Reader, Row, Store, Transaction
from core.store.fulltext import Found, FullText
from core.store.lake import Lake, move_to_lake, open_lake
from core.store.models import Model, ModelSet
from core.store.refresh import (
    RefreshReport,
    has_rows,
    rebuild,
    refresh,
    refresh_account,
    stale_dates,
    stale_models,
)
from core.store.restore import Restored, restore
from core.store.space import require_free_space
from core.store.statement import load_sql
from core.store.suppose import suppose

__all__ = [
    "Backup",
    "CheckReport",
    "Edit",
    "Event",
    "Found",
    "FullText",
    "Lake",
    "Limits",
    "Model",
    "ModelSet",
    "Reader",
    "RefreshReport",
    "Restored",
    "Row",
    "Store",
    "Transaction",
    "Verification",
    "accept_audit",
    "backup",
    "backups",
    "check",
    "events_of",
    "finish_anew",
    "folder_for",
    "has_rows",
    "load_sql",
    "move_to_lake",
    "open_lake",
    "put_in_place",
    "rebuild",
    "refresh",
    "refresh_account",
    "require_free_space",
    "restore",
    "stale_dates",
    "stale_models",
    "suppose",
    "verify_audit",
    "write_anew",
]
