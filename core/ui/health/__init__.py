"""The technical health page, a module a tab; each has ``draw(view)``."""
