"""Turns a cell's text into a typed value, as SQL: one small function for each form of value."""
