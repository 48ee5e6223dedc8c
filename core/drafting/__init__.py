"""The one engine for drafts: facts, prompt, writer, claim gate, approval.

``fact`` and ``letter`` are what goes in and comes out; ``claim`` is what the gate says of it; ``kind`` is
what can be asked for. A new kind of draft is a folder in ``prompts/`` and a function that gathers
facts. Imports channels and below, no system. Start with ``engine``; ``docs/drafting.md`` tells the whole way.
"""
