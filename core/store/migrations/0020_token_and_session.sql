-- A token can stand for a person, whose accounts it then sees; a session says why it ended.

ALTER TABLE ops.api_token ADD COLUMN acts_for VARCHAR;
COMMENT ON COLUMN ops.api_token.acts_for IS 'E-mail address of the person whose accounts it sees; empty for roles that see all';
ALTER TABLE ops.session ADD COLUMN end_reason VARCHAR;
COMMENT ON COLUMN ops.session.end_reason IS 'signed_out, expired, idle, disabled or refused; empty while in force';
