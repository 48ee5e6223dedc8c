"""Rapport. ``docs/architecture.md`` draws the floors; the contracts in ``pyproject.toml`` keep them.

Start with ``core.wiring``, which puts a cockpit together, then follow one question: ``core.cockpit.account``.
"""
