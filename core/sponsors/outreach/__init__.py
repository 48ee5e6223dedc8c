"""Executive outreach: what a letter to an executive may say, each fact with its rows."""
