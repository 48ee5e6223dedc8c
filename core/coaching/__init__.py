"""The coach: guidance, feedback, skills and progress. Reads the mart; knows no sibling system."""
