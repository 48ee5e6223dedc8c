"""Servers that speak the real protocols of others, on this machine."""
