"""Escalations: when an account's technical health gets worse, once a crossing, until it recovered."""
