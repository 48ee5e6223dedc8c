"""Ways out of the cockpit, one Protocol each: mail drafts, pages, chat, events."""
