-- Every record of the file, for one reason.
INSERT INTO refusal
SELECT record, /*line*/, '', '', $reason
FROM staged
