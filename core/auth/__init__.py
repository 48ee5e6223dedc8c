"""Who somebody is and what they may do: identities, roles, permissions, tokens, the guard, the scope of accounts.

Imports the store and what is below it. Start with ``permissions`` (the grants), then ``guard`` (asked first by every
use case) and ``scope`` (whose accounts are seen).
"""
