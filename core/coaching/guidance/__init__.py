"""Guidance: an answer built from a playbook, the articles it rests on and the facts of the account."""
