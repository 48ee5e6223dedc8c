-- grain: one exercise that somebody did
INSERT INTO ops.exercise_done BY NAME
SELECT
    $exercise_done_id AS exercise_done_id,
    $person AS person,
    $exercise AS exercise,
    $skill_area AS skill_area,
    $is_shared AS is_shared,
    $done_at AS done_at
