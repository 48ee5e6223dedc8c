-- Exercises that somebody did, so that progress can be looked at before and after.

CREATE TABLE ops.exercise_done (
    exercise_done_id BIGINT PRIMARY KEY,
    person           VARCHAR NOT NULL,
    exercise         VARCHAR NOT NULL,
    skill_area       VARCHAR NOT NULL,
    is_shared        BOOLEAN NOT NULL,
    done_at          TIMESTAMP NOT NULL
);
COMMENT ON TABLE ops.exercise_done IS 'One row an exercise that somebody said they did';
COMMENT ON COLUMN ops.exercise_done.exercise_done_id IS 'Counts up from 1';
COMMENT ON COLUMN ops.exercise_done.person IS 'E-mail address of who did it, lower case';
COMMENT ON COLUMN ops.exercise_done.exercise IS 'Slug of the exercise in data/coaching/exercises.toml';
COMMENT ON COLUMN ops.exercise_done.skill_area IS 'Slug of the skill it practises';
COMMENT ON COLUMN ops.exercise_done.is_shared IS 'The person''s manager may see that it was done';
COMMENT ON COLUMN ops.exercise_done.done_at IS 'When it was said, UTC';
