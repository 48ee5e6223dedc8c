-- Takes out what was found of a release and account, so that it can be written anew.
DELETE FROM ops.release_note_run WHERE release = $release AND account_key = $account_key
