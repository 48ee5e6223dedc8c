"""Documents for tests."""

from __future__ import annotations

ARTICLE = """---
title: Hosting a tasting
summary: Invite a customer to taste what is new.
topic: Kitchen
situations: []
skills: [discovery]
stage: value
source: Our own practice
---

## How

Lay the table for six, and ask each guest what they expected.
"""

PLAYBOOK = """---
title: A guest sends the soup back
summary: Take the plate, ask why, and bring another.
topic: Kitchen
skills: [listening, risk_handling]
stage: any
source: Our own practice
says:
  - the soup was cold
  - they did not like the soup
analysis:
  - The guest will tell others about it.
phases:
  - name: At the table
    when: today
    due_days: 0
    steps:
      - do: Ask what was wrong, and listen.
        article: red_account
      - do: Take the plate away.
watch_outs:
  - say: Do not argue about taste.
objections:
  - they_say: It is always like that here.
    answer: Then I would like to know what else you met.
clarify: Was it cold, or not to their taste?
ready:
  - label: Create the plan
    act: plan
---

It shows that somebody cares.
"""
