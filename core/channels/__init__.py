"""Ways out of the cockpit, one Protocol each: mail drafts, pages, chat, events.

Imports the guard and the store; knows neither scores nor drafts. Start with ``handover`` for letters, with ``notices``
for alerts to one's own people: queued in a transaction, delivered later.
"""
