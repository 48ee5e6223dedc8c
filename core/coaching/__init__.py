"""The coach: guidance, feedback, skills and progress. Reads the mart; knows no sibling system.

Imports drafting and below. Start with ``guidance.ask`` (a question becomes an answer) and ``privacy`` (who may read
whose text); ``knowledge`` holds the articles, ``rubric`` the levels.
"""
