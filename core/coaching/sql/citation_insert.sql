-- Keeps that a turn rests on an article or playbook.
--
-- grain       one row a turn and document
-- parameters  $interaction_id, $document (slug)
-- source      ops.coaching_citation
INSERT INTO ops.coaching_citation (interaction_id, document) VALUES ($interaction_id, $document)
