"""The command line: the same use cases as pages and API, for terminals and scripts.

JSON goes to standard output alone, everything else to standard error. Heavy modules are imported
inside commands, so that ``--help`` answers at once. Imports any use case, never another front door. Start with
``main`` (all commands), then ``context`` and ``output``.
"""
