-- Records whose cells cannot be told apart.
INSERT INTO refusal
SELECT r.record, /*line*/, '', left(g.value, 1000), g.reason
FROM /*relation*/ AS r
JOIN staged_ragged AS g USING (record)
