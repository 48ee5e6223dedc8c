-- grain: one row a signal that speaks of advocacy, seen by the date
-- as_of: date the row is for; the end of that day, UTC
-- account_key: the account
-- signal_key: the signal
-- contact_email: address of whom it concerns
-- observed_on: when it was seen
-- source: kinds of signal are read by ops.phrase_rule (data/titles.toml)
WITH signal AS (
    SELECT account_key, signal_key, contact_email, observed_on, kind
    FROM crm.signal
    WHERE
        ($account_key IS NULL OR account_key = $account_key)
        AND observed_on <= CAST($as_of AS DATE)
        AND contact_email IS NOT NULL
),

advocacy_kind AS (
    SELECT DISTINCT said.kind
    FROM (SELECT DISTINCT kind FROM signal) AS said
    JOIN ops.phrase_rule AS rule
        ON contains(
            ' ^ ' || trim(regexp_replace(lower(strip_accents(said.kind)), '[^\p{L}\p{N}]+', ' ', 'g')) || ' $ ',
            rule.phrase
        )
        AND rule.attribute = 'advocacy_signal'
)

SELECT
    CAST($as_of AS DATE) AS as_of,
    signal.account_key,
    signal.signal_key,
    signal.contact_email,
    signal.observed_on
FROM signal
JOIN advocacy_kind ON advocacy_kind.kind = signal.kind
WHERE signal.account_key IS NOT NULL
