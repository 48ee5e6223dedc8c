-- grain: one row an active executive of one account, the primary sponsor first
-- parameters: account_key, as_of
SELECT
    score.contact_key,
    profile.source_id AS contact_id,
    profile.full_name,
    profile.title,
    score.score,
    score.coverage_pct,
    score.level,
    score.risk,
    score.is_primary,
    score.is_backup,
    CAST(score.last_contact_at AS DATE) AS last_contact_on,
    score.relationship,
    score.advocacy_evidence
FROM mart.sponsor_score AS score
JOIN mart.contact_profile AS profile
    ON profile.contact_key = score.contact_key AND profile.as_of = score.as_of
WHERE score.as_of = $as_of AND score.account_key = $account_key
ORDER BY score.is_primary DESC, score.score DESC NULLS LAST, profile.full_name, score.contact_key
