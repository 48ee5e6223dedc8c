-- What the coach did for whom, what became of it, and how skills were judged. Text of a person's coaching is
-- theirs alone; is_shared says whether their manager may see the scores that came of it, never the text.

CREATE TABLE ops.coaching_interactions (
    interaction_id    BIGINT PRIMARY KEY,
    conversation_id   BIGINT NOT NULL,
    person            VARCHAR NOT NULL,
    interaction_type  VARCHAR NOT NULL,
    account_key       UBIGINT,
    subject           VARCHAR NOT NULL,
    context           JSON NOT NULL,
    guidance_provided VARCHAR NOT NULL,
    feedback_received VARCHAR NOT NULL,
    writer            VARCHAR NOT NULL,
    is_shared         BOOLEAN NOT NULL,
    created_at        TIMESTAMP NOT NULL
);
COMMENT ON TABLE ops.coaching_interactions IS 'One row a turn with the coach: a question answered, notes scored, a practice held, a briefing or a week summed up';
COMMENT ON COLUMN ops.coaching_interactions.interaction_id IS 'Counts up from 1';
COMMENT ON COLUMN ops.coaching_interactions.conversation_id IS 'First turn of the conversation it belongs to; its own number where it began one';
COMMENT ON COLUMN ops.coaching_interactions.person IS 'E-mail address of whom it is for, lower case; only they read its text';
COMMENT ON COLUMN ops.coaching_interactions.interaction_type IS 'guidance, feedback, practice, briefing or weekly';
COMMENT ON COLUMN ops.coaching_interactions.account_key IS 'The account it is about, where it is about one';
COMMENT ON COLUMN ops.coaching_interactions.subject IS 'Playbook, rubric, persona or week it rests on: a slug or a date';
COMMENT ON COLUMN ops.coaching_interactions.context IS 'What was asked or handed in, and what was understood of it';
COMMENT ON COLUMN ops.coaching_interactions.guidance_provided IS 'What the coach said, as JSON of its type';
COMMENT ON COLUMN ops.coaching_interactions.feedback_received IS 'What the person said of it, in their words; empty while nothing';
COMMENT ON COLUMN ops.coaching_interactions.writer IS 'template or claude';
COMMENT ON COLUMN ops.coaching_interactions.is_shared IS 'The person''s manager may see that it took place and its scores';
COMMENT ON COLUMN ops.coaching_interactions.created_at IS 'When, UTC';

CREATE TABLE ops.coaching_citation (
    interaction_id BIGINT NOT NULL,
    document       VARCHAR NOT NULL
);
COMMENT ON TABLE ops.coaching_citation IS 'One row an article or playbook that a turn rests on';
COMMENT ON COLUMN ops.coaching_citation.interaction_id IS 'The turn';
COMMENT ON COLUMN ops.coaching_citation.document IS 'Slug of the article or playbook';

CREATE TABLE ops.coaching_rating (
    rating_id      BIGINT PRIMARY KEY,
    interaction_id BIGINT NOT NULL,
    rating         INTEGER,
    followed       VARCHAR NOT NULL,
    comment        VARCHAR NOT NULL,
    rated_by       VARCHAR NOT NULL,
    rated_at       TIMESTAMP NOT NULL
);
COMMENT ON TABLE ops.coaching_rating IS 'One row a rating of a turn; the newest of a turn holds';
COMMENT ON COLUMN ops.coaching_rating.rating_id IS 'Counts up from 1';
COMMENT ON COLUMN ops.coaching_rating.interaction_id IS 'The turn';
COMMENT ON COLUMN ops.coaching_rating.rating IS '1 (useless) to 5 (just right); empty where only followed was said';
COMMENT ON COLUMN ops.coaching_rating.followed IS 'followed, partly, not or unknown';
COMMENT ON COLUMN ops.coaching_rating.comment IS 'In the person''s words; only they read it';
COMMENT ON COLUMN ops.coaching_rating.rated_by IS 'E-mail address of who rated: the person the turn was for';
COMMENT ON COLUMN ops.coaching_rating.rated_at IS 'When, UTC';

CREATE TABLE ops.csm_skill_assessments (
    assessment_id     BIGINT PRIMARY KEY,
    person            VARCHAR NOT NULL,
    skill_area        VARCHAR NOT NULL,
    proficiency_level DOUBLE NOT NULL,
    source            VARCHAR NOT NULL,
    interaction_id    BIGINT,
    account_key       UBIGINT,
    rubric_version    INTEGER,
    note              VARCHAR NOT NULL,
    recommendations   JSON NOT NULL,
    is_shared         BOOLEAN NOT NULL,
    assessed_by       VARCHAR NOT NULL,
    assessed_at       TIMESTAMP NOT NULL
);
COMMENT ON TABLE ops.csm_skill_assessments IS 'One row a judgement of one skill of one person: by a rubric, by themselves or by their manager';
COMMENT ON COLUMN ops.csm_skill_assessments.assessment_id IS 'Counts up from 1';
COMMENT ON COLUMN ops.csm_skill_assessments.person IS 'E-mail address of who was judged, lower case';
COMMENT ON COLUMN ops.csm_skill_assessments.skill_area IS 'Slug of the skill in data/coaching/skills.toml';
COMMENT ON COLUMN ops.csm_skill_assessments.proficiency_level IS '1 to 5 as the rubric''s anchors describe it';
COMMENT ON COLUMN ops.csm_skill_assessments.source IS 'rubric, self or manager';
COMMENT ON COLUMN ops.csm_skill_assessments.interaction_id IS 'The turn whose notes were scored, for source rubric';
COMMENT ON COLUMN ops.csm_skill_assessments.account_key IS 'The account of the interaction that was scored';
COMMENT ON COLUMN ops.csm_skill_assessments.rubric_version IS 'Version of the rubric, for source rubric';
COMMENT ON COLUMN ops.csm_skill_assessments.note IS 'Why, in words; only its author and the person read it';
COMMENT ON COLUMN ops.csm_skill_assessments.recommendations IS 'Slugs of exercises and articles recommended with it';
COMMENT ON COLUMN ops.csm_skill_assessments.is_shared IS 'The person''s manager may see the level';
COMMENT ON COLUMN ops.csm_skill_assessments.assessed_by IS 'E-mail address of who judged; for source rubric who handed the notes in';
COMMENT ON COLUMN ops.csm_skill_assessments.assessed_at IS 'When, UTC';
