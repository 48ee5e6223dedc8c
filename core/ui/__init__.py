"""The screen: the only part that knows Streamlit. Shell, navigation, page opener, filters, cards, charts, tables.

Imports any use case, never another front door. Start with ``navigation`` (every page), ``opener`` (what a page's first
line does) and ``queries`` (what is cached, and by which key); a folder belongs to the page of its name.
"""
