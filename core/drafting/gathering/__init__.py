"""What the facts of several kinds of draft have in common: reading rows, and making facts of them."""
