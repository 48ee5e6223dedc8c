-- Which accepted records a file brings: key and hash only.
CREATE TEMP TABLE incoming AS
SELECT record, source_line, source_id, row_key, row_hash
FROM (/*rows*/)
