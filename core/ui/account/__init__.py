"""The parts of an account's page, a file each."""
