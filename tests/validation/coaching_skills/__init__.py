"""A simulated half-year of six CSMs whose true skills are known, to see what the estimates make of it."""
