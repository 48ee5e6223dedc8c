"""The coaching page, a tab a file."""
