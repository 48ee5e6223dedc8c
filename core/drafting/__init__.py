"""The one engine for drafts: facts, prompt, writer, claim gate, approval."""
