"""Finding one account among those an actor may see; its country and time zone.

Imports the guard and the store. Start with ``find``.
"""

from core.accounts.find import AccountRef, find_account, identified_account, require_account

__all__ = ["AccountRef", "find_account", "identified_account", "require_account"]
