"""The outbox: everything drafted, reviewed one by one, whom it reaches when, and what works."""
