"""The command line: the same use cases as pages and API, for terminals and scripts.

JSON goes to standard output alone, everything else to standard error. Heavy modules are imported
inside commands, so that ``--help`` answers at once.
"""
