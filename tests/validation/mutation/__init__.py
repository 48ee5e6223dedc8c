"""How many small changes of the scores, the claim gate and approval the tests notice."""
