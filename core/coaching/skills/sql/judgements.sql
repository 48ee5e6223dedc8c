-- Judgements of people's skills that a viewer may know of: all of their own; of others those that are shared or
-- that the viewer made. The words beside a judgement go to its author and to the person alone.
--
-- grain       one row a judgement, oldest first
-- parameters  $people (e-mail addresses, lower case), $viewer (lower case), $as_of
-- source      ops.csm_skill_assessments, ops.coaching_interactions
SELECT
    made.assessment_id,
    made.person,
    made.skill_area,
    made.proficiency_level AS level,
    made.source,
    CASE WHEN made.person = $viewer THEN coalesce(made.interaction_id, 0) ELSE 0 END AS interaction_id,
    coalesce(turn.interaction_type, '') AS interaction_type,
    CASE WHEN made.person = $viewer THEN made.account_key END AS account_key,
    made.rubric_version,
    CASE WHEN $viewer IN (made.person, made.assessed_by) THEN made.note ELSE '' END AS note,
    CASE WHEN $viewer IN (made.person, made.assessed_by) THEN made.recommendations ELSE '[]' END AS recommendations,
    made.is_shared,
    made.assessed_by,
    made.assessed_at
FROM ops.csm_skill_assessments AS made
LEFT JOIN ops.coaching_interactions AS turn ON turn.interaction_id = made.interaction_id
WHERE
    list_contains($people::VARCHAR[], made.person)
    AND made.assessed_at < CAST($as_of AS DATE) + INTERVAL 1 DAY
    AND (made.person = $viewer OR made.is_shared OR made.assessed_by = $viewer)
ORDER BY made.assessed_at, made.assessment_id
