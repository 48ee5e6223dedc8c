"""One person once: which records are of the same company or person, and the record that follows."""
