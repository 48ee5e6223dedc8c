"""Finding one account among those an actor may see."""

from core.accounts.find import AccountRef, find_account, identified_account, require_account

__all__ = ["AccountRef", "find_account", "identified_account", "require_account"]
