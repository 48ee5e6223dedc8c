"""Sales execution: follow-ups, deal warnings, priorities. Reads the mart; knows no sibling system."""
