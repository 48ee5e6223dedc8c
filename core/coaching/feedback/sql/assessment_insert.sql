-- A level of one skill that came of scored words.
--
-- grain       one row
-- parameters  $person, $skill_area, $proficiency_level, $interaction_id, $account_key, $rubric_version,
--             $recommendations (JSON list of slugs), $is_shared, $assessed_at
-- source      ops.csm_skill_assessments
INSERT INTO ops.csm_skill_assessments (
    assessment_id, person, skill_area, proficiency_level, source, interaction_id, account_key, rubric_version,
    note, recommendations, is_shared, assessed_by, assessed_at
)
SELECT
    coalesce(max(assessment_id), 0) + 1, $person, $skill_area, $proficiency_level, 'rubric', $interaction_id,
    $account_key, $rubric_version, '', $recommendations, $is_shared, $person, $assessed_at
FROM ops.csm_skill_assessments
