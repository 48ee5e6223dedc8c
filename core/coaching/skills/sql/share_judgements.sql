-- Show a person's own judgements of a source to their manager, or hide them again.
--
-- grain       one row a judgement changed
-- parameters  $person (lower case), $assessment_ids, $is_shared
-- source      ops.csm_skill_assessments; what a manager judged is that manager's and stays
UPDATE ops.csm_skill_assessments
SET is_shared = $is_shared
WHERE person = $person AND source <> 'manager' AND list_contains($assessment_ids::BIGINT[], assessment_id)
