"""The parts of the Imports page, a file each."""
