-- One imported file.
INSERT INTO crm.import_batch BY NAME
SELECT
    $batch_id AS batch_id,
    $import_id AS import_id,
    $file_name AS file_name,
    $member_name AS member_name,
    $file_sha256 AS file_sha256,
    $file_bytes AS file_bytes,
    $kind AS kind,
    $mapping_hash AS mapping_hash,
    $reading AS reading,
    $options AS options,
    $read_rows AS read_rows,
    $accepted_rows AS accepted_rows,
    $refused_rows AS refused_rows,
    $new_rows AS new_rows,
    $changed_rows AS changed_rows,
    0 AS unplaced_rows,
    $exported_at AS exported_at,
    $imported_at AS imported_at,
    $imported_by AS imported_by
