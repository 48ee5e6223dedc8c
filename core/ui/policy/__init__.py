"""The policy page's parts."""
