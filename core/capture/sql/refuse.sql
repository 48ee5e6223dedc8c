-- The records one check refuses.
INSERT INTO refusal
SELECT record, /*line*/, /*column*/, left(/*raw*/, 1000), /*reason*/
FROM /*relation*/
WHERE /*predicate*/ AND record NOT IN (SELECT record FROM staged_ragged)
