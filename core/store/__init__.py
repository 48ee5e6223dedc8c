"""The store: DuckDB behind one narrow door. Nothing outside this folder imports ``duckdb``."""

from core.store.database import Reader, Row, Store, Transaction
from core.store.models import Model, ModelSet
from core.store.refresh import RefreshReport, rebuild, refresh, refresh_account, stale_models
from core.store.statement import load_sql

__all__ = [
    "Model",
    "ModelSet",
    "Reader",
    "RefreshReport",
    "Row",
    "Store",
    "Transaction",
    "load_sql",
    "rebuild",
    "refresh",
    "refresh_account",
    "stale_models",
]
