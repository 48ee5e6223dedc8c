"""The draft panel: ask for a text, read it beside its facts, mend it, approve it, take it along."""
