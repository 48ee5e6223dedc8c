"""How well the claim gate tells honest sentences from changed ones.

``sheets`` are facts of five made-up accounts; ``honest`` and ``mutants`` are sentences about them, written
before the gate was; ``corpora`` draws further ones from real exports where these are present.
``python -m tests.validation.claim_gate`` writes ``docs/validation/claim-gate.md``.
"""
