-- effect: a person was briefed on an occasion
-- parameters: $occasion, $person (lower case), $interaction_id, $made_at
INSERT INTO ops.briefing_made (occasion, person, interaction_id, made_at)
VALUES ($occasion, $person, $interaction_id, $made_at)
