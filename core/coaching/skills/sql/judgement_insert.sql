-- grain: one judgement; rubric, account and turn are empty for what people say of each other
INSERT INTO ops.csm_skill_assessments BY NAME
SELECT
    $assessment_id AS assessment_id,
    $person AS person,
    $skill_area AS skill_area,
    $level AS proficiency_level,
    $source AS source,
    $note AS note,
    $recommendations AS recommendations,
    $is_shared AS is_shared,
    $assessed_by AS assessed_by,
    $assessed_at AS assessed_at
