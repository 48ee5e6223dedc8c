-- grain: one row, the number of the next row of ops.csm_skill_assessments
SELECT coalesce(max(assessment_id), 0) + 1 FROM ops.csm_skill_assessments
