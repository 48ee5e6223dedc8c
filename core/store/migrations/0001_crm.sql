-- The canonical tables: what the exports say. Written by imports and pollers only.
-- Nothing here that a lakehouse table lacks (no keys, sequences, enums, indexes), so that the same
-- statements run on the embedded file and on DuckLake; rules are checked by SQL audits.
-- Times are UTC; `_on` is a date, `_at` a time. The first column
-- of a table that an import fills is its key, md5_number_lower(source_system || chr(31) || source_id);
-- the last five columns are its provenance.

CREATE SCHEMA IF NOT EXISTS crm;

CREATE TABLE crm.account (
    account_key        UBIGINT,
    name               VARCHAR,
    name_normalised    VARCHAR,
    domain             VARCHAR,
    tier               VARCHAR,
    segment            VARCHAR,
    industry           VARCHAR,
    region             VARCHAR,
    country            VARCHAR,
    time_zone          VARCHAR,
    owner_email        VARCHAR,
    arr_amount         DECIMAL(18,2),
    currency           VARCHAR,
    renewal_on         DATE,
    parent_account_ref VARCHAR,
    lifecycle_stage    VARCHAR,
    created_at         TIMESTAMP,
    source_system      VARCHAR,
    source_id          VARCHAR,
    batch_id           BIGINT,
    source_line        BIGINT,
    row_hash           UBIGINT
);
COMMENT ON TABLE crm.account IS 'One row a customer account';
COMMENT ON COLUMN crm.account.account_key IS 'Key: hash of source system and account identifier';
COMMENT ON COLUMN crm.account.name IS 'Name of the account';
COMMENT ON COLUMN crm.account.name_normalised IS 'Name folded for exact matching: case, accents, punctuation and legal form removed';
COMMENT ON COLUMN crm.account.domain IS 'Registrable web domain of the account, lower case';
COMMENT ON COLUMN crm.account.tier IS 'Tier: enterprise, mid_market or smb; empty when no source says';
COMMENT ON COLUMN crm.account.segment IS 'Segment as the source names it';
COMMENT ON COLUMN crm.account.industry IS 'Industry as the source names it';
COMMENT ON COLUMN crm.account.region IS 'Sales region as the source names it';
COMMENT ON COLUMN crm.account.country IS 'Country as the source names it';
COMMENT ON COLUMN crm.account.time_zone IS 'IANA time zone';
COMMENT ON COLUMN crm.account.owner_email IS 'E-mail of the customer-success manager or owner, lower case';
COMMENT ON COLUMN crm.account.arr_amount IS 'Annual recurring revenue, in currency';
COMMENT ON COLUMN crm.account.currency IS 'ISO 4217 code of arr_amount';
COMMENT ON COLUMN crm.account.renewal_on IS 'Date of the next renewal';
COMMENT ON COLUMN crm.account.parent_account_ref IS 'Source identifier of the parent account';
COMMENT ON COLUMN crm.account.lifecycle_stage IS 'Lifecycle stage as the source names it';
COMMENT ON COLUMN crm.account.created_at IS 'When the account was created in its source, UTC';
COMMENT ON COLUMN crm.account.source_system IS 'System the row came from: salesforce, hubspot, jira, zendesk, kayako, notion, rapport, or a mapping''s own name';
COMMENT ON COLUMN crm.account.source_id IS 'Identifier of the record in its source system, as read';
COMMENT ON COLUMN crm.account.batch_id IS 'Import batch that last wrote the row: crm.import_batch';
COMMENT ON COLUMN crm.account.source_line IS 'Line of the imported file on which the record starts, the first line of the file being 1';
COMMENT ON COLUMN crm.account.row_hash IS 'Hash of the mapped values; a record whose values are unchanged is not written again';

CREATE TABLE crm.team_member (
    member_key    UBIGINT,
    email         VARCHAR,
    full_name     VARCHAR,
    role          VARCHAR,
    team          VARCHAR,
    manager_email VARCHAR,
    time_zone     VARCHAR,
    source_system VARCHAR,
    source_id     VARCHAR,
    batch_id      BIGINT,
    source_line   BIGINT,
    row_hash      UBIGINT
);
COMMENT ON TABLE crm.team_member IS 'One row a person of our own company';
COMMENT ON COLUMN crm.team_member.member_key IS 'Key: hash of source system and source identifier';
COMMENT ON COLUMN crm.team_member.email IS 'E-mail, lower case';
COMMENT ON COLUMN crm.team_member.full_name IS 'Full name';
COMMENT ON COLUMN crm.team_member.role IS 'Role as the source names it';
COMMENT ON COLUMN crm.team_member.team IS 'Team';
COMMENT ON COLUMN crm.team_member.manager_email IS 'E-mail of the manager, lower case';
COMMENT ON COLUMN crm.team_member.time_zone IS 'IANA time zone';
COMMENT ON COLUMN crm.team_member.source_system IS 'System the row came from: salesforce, hubspot, jira, zendesk, kayako, notion, rapport, or a mapping''s own name';
COMMENT ON COLUMN crm.team_member.source_id IS 'Identifier of the record in its source system, as read';
COMMENT ON COLUMN crm.team_member.batch_id IS 'Import batch that last wrote the row: crm.import_batch';
COMMENT ON COLUMN crm.team_member.source_line IS 'Line of the imported file on which the record starts, the first line of the file being 1';
COMMENT ON COLUMN crm.team_member.row_hash IS 'Hash of the mapped values; a record whose values are unchanged is not written again';

CREATE TABLE crm.account_team (
    account_team_key   UBIGINT,
    email              VARCHAR,
    role               VARCHAR,
    account_ref        VARCHAR,
    account_domain_ref VARCHAR,
    account_name_ref   VARCHAR,
    account_key        UBIGINT,
    placed_by          VARCHAR,
    source_system      VARCHAR,
    source_id          VARCHAR,
    batch_id           BIGINT,
    source_line        BIGINT,
    row_hash           UBIGINT
);
COMMENT ON TABLE crm.account_team IS 'One row an account and team member';
COMMENT ON COLUMN crm.account_team.account_team_key IS 'Key: hash of source system and source identifier';
COMMENT ON COLUMN crm.account_team.email IS 'E-mail of the team member, lower case';
COMMENT ON COLUMN crm.account_team.role IS 'Role on the account';
COMMENT ON COLUMN crm.account_team.account_ref IS 'Account identifier as the source gives it';
COMMENT ON COLUMN crm.account_team.account_domain_ref IS 'E-mail or web domain that points at the account, lower case';
COMMENT ON COLUMN crm.account_team.account_name_ref IS 'Company name as the source gives it';
COMMENT ON COLUMN crm.account_team.account_key IS 'Account the row belongs to; empty while it is not placed';
COMMENT ON COLUMN crm.account_team.placed_by IS 'How the account was found: id, contact, domain, name or manual';
COMMENT ON COLUMN crm.account_team.source_system IS 'System the row came from: salesforce, hubspot, jira, zendesk, kayako, notion, rapport, or a mapping''s own name';
COMMENT ON COLUMN crm.account_team.source_id IS 'Identifier of the record in its source system, as read';
COMMENT ON COLUMN crm.account_team.batch_id IS 'Import batch that last wrote the row: crm.import_batch';
COMMENT ON COLUMN crm.account_team.source_line IS 'Line of the imported file on which the record starts, the first line of the file being 1';
COMMENT ON COLUMN crm.account_team.row_hash IS 'Hash of the mapped values; a record whose values are unchanged is not written again';

CREATE TABLE crm.contact (
    contact_key              UBIGINT,
    full_name                VARCHAR,
    title                    VARCHAR,
    email                    VARCHAR,
    phone                    VARCHAR,
    country                  VARCHAR,
    time_zone                VARCHAR,
    role                     VARCHAR,
    is_primary_sponsor       BOOLEAN,
    started_on               DATE,
    reports_to_ref           VARCHAR,
    technical_maturity       VARCHAR,
    communication_preference VARCHAR,
    priorities               VARCHAR[],
    consent                  VARCHAR,
    status                   VARCHAR,
    left_on                  DATE,
    email_bounced_at         TIMESTAMP,
    created_at               TIMESTAMP,
    account_ref              VARCHAR,
    account_domain_ref       VARCHAR,
    account_name_ref         VARCHAR,
    account_key              UBIGINT,
    placed_by                VARCHAR,
    source_system            VARCHAR,
    source_id                VARCHAR,
    batch_id                 BIGINT,
    source_line              BIGINT,
    row_hash                 UBIGINT
);
COMMENT ON TABLE crm.contact IS 'One row a person at an account';
COMMENT ON COLUMN crm.contact.contact_key IS 'Key: hash of source system and contact identifier';
COMMENT ON COLUMN crm.contact.full_name IS 'Full name';
COMMENT ON COLUMN crm.contact.title IS 'Job title as the source gives it';
COMMENT ON COLUMN crm.contact.email IS 'E-mail, lower case';
COMMENT ON COLUMN crm.contact.phone IS 'Phone in E.164 where it parses, otherwise as read';
COMMENT ON COLUMN crm.contact.country IS 'Country as the source names it';
COMMENT ON COLUMN crm.contact.time_zone IS 'IANA time zone';
COMMENT ON COLUMN crm.contact.role IS 'executive_sponsor, champion, decision_maker, economic_buyer, evaluator, influencer, blocker, approver or procurement';
COMMENT ON COLUMN crm.contact.is_primary_sponsor IS 'Marked as the primary executive sponsor';
COMMENT ON COLUMN crm.contact.started_on IS 'First day in the present role';
COMMENT ON COLUMN crm.contact.reports_to_ref IS 'Source identifier of the contact this one reports to';
COMMENT ON COLUMN crm.contact.technical_maturity IS 'low, medium or high';
COMMENT ON COLUMN crm.contact.communication_preference IS 'How the person prefers to be reached';
COMMENT ON COLUMN crm.contact.priorities IS 'Known priorities';
COMMENT ON COLUMN crm.contact.consent IS 'Consent to be contacted: given, withdrawn or unknown';
COMMENT ON COLUMN crm.contact.status IS 'active or left';
COMMENT ON COLUMN crm.contact.left_on IS 'When the person was first seen to have left';
COMMENT ON COLUMN crm.contact.email_bounced_at IS 'When mail to the person last bounced, UTC';
COMMENT ON COLUMN crm.contact.created_at IS 'When the contact was created in its source, UTC';
COMMENT ON COLUMN crm.contact.account_ref IS 'Account identifier as the source gives it';
COMMENT ON COLUMN crm.contact.account_domain_ref IS 'E-mail or web domain that points at the account, lower case';
COMMENT ON COLUMN crm.contact.account_name_ref IS 'Company name as the source gives it';
COMMENT ON COLUMN crm.contact.account_key IS 'Account the row belongs to; empty while it is not placed';
COMMENT ON COLUMN crm.contact.placed_by IS 'How the account was found: id, contact, domain, name or manual';
COMMENT ON COLUMN crm.contact.source_system IS 'System the row came from: salesforce, hubspot, jira, zendesk, kayako, notion, rapport, or a mapping''s own name';
COMMENT ON COLUMN crm.contact.source_id IS 'Identifier of the record in its source system, as read';
COMMENT ON COLUMN crm.contact.batch_id IS 'Import batch that last wrote the row: crm.import_batch';
COMMENT ON COLUMN crm.contact.source_line IS 'Line of the imported file on which the record starts, the first line of the file being 1';
COMMENT ON COLUMN crm.contact.row_hash IS 'Hash of the mapped values; a record whose values are unchanged is not written again';

CREATE TABLE crm.opportunity (
    opportunity_key    UBIGINT,
    name               VARCHAR,
    stage              VARCHAR,
    amount             DECIMAL(18,2),
    currency           VARCHAR,
    close_on           DATE,
    probability        DOUBLE,
    forecast_category  VARCHAR,
    outcome            VARCHAR,
    owner_email        VARCHAR,
    created_on         DATE,
    next_step          VARCHAR,
    description        VARCHAR,
    account_ref        VARCHAR,
    account_domain_ref VARCHAR,
    account_name_ref   VARCHAR,
    account_key        UBIGINT,
    placed_by          VARCHAR,
    source_system      VARCHAR,
    source_id          VARCHAR,
    batch_id           BIGINT,
    source_line        BIGINT,
    row_hash           UBIGINT
);
COMMENT ON TABLE crm.opportunity IS 'One row a deal';
COMMENT ON COLUMN crm.opportunity.opportunity_key IS 'Key: hash of source system and opportunity identifier';
COMMENT ON COLUMN crm.opportunity.name IS 'Name of the opportunity';
COMMENT ON COLUMN crm.opportunity.stage IS 'Stage as the source names it';
COMMENT ON COLUMN crm.opportunity.amount IS 'Amount, in currency';
COMMENT ON COLUMN crm.opportunity.currency IS 'ISO 4217 code of amount';
COMMENT ON COLUMN crm.opportunity.close_on IS 'Expected or actual close date';
COMMENT ON COLUMN crm.opportunity.probability IS 'Probability of winning, 0 to 1';
COMMENT ON COLUMN crm.opportunity.forecast_category IS 'pipeline, best_case, commit, closed or omitted';
COMMENT ON COLUMN crm.opportunity.outcome IS 'open, won or lost';
COMMENT ON COLUMN crm.opportunity.owner_email IS 'E-mail of the owner, lower case';
COMMENT ON COLUMN crm.opportunity.created_on IS 'When the opportunity was created';
COMMENT ON COLUMN crm.opportunity.next_step IS 'Next step as the owner wrote it';
COMMENT ON COLUMN crm.opportunity.description IS 'Description as the owner wrote it';
COMMENT ON COLUMN crm.opportunity.account_ref IS 'Account identifier as the source gives it';
COMMENT ON COLUMN crm.opportunity.account_domain_ref IS 'E-mail or web domain that points at the account, lower case';
COMMENT ON COLUMN crm.opportunity.account_name_ref IS 'Company name as the source gives it';
COMMENT ON COLUMN crm.opportunity.account_key IS 'Account the row belongs to; empty while it is not placed';
COMMENT ON COLUMN crm.opportunity.placed_by IS 'How the account was found: id, contact, domain, name or manual';
COMMENT ON COLUMN crm.opportunity.source_system IS 'System the row came from: salesforce, hubspot, jira, zendesk, kayako, notion, rapport, or a mapping''s own name';
COMMENT ON COLUMN crm.opportunity.source_id IS 'Identifier of the record in its source system, as read';
COMMENT ON COLUMN crm.opportunity.batch_id IS 'Import batch that last wrote the row: crm.import_batch';
COMMENT ON COLUMN crm.opportunity.source_line IS 'Line of the imported file on which the record starts, the first line of the file being 1';
COMMENT ON COLUMN crm.opportunity.row_hash IS 'Hash of the mapped values; a record whose values are unchanged is not written again';

CREATE TABLE crm.opportunity_history (
    opportunity_history_key UBIGINT,
    opportunity_key         UBIGINT,
    changed_at              TIMESTAMP,
    stage                   VARCHAR,
    amount                  DECIMAL(18,2),
    currency                VARCHAR,
    close_on                DATE,
    probability             DOUBLE,
    forecast_category       VARCHAR,
    source_system           VARCHAR,
    source_id               VARCHAR,
    batch_id                BIGINT,
    source_line             BIGINT,
    row_hash                UBIGINT
);
COMMENT ON TABLE crm.opportunity_history IS 'One row a recorded state of an opportunity';
COMMENT ON COLUMN crm.opportunity_history.opportunity_history_key IS 'Key: hash of source system and source identifier';
COMMENT ON COLUMN crm.opportunity_history.opportunity_key IS 'The opportunity';
COMMENT ON COLUMN crm.opportunity_history.changed_at IS 'When this state began, UTC';
COMMENT ON COLUMN crm.opportunity_history.stage IS 'Stage';
COMMENT ON COLUMN crm.opportunity_history.amount IS 'Amount';
COMMENT ON COLUMN crm.opportunity_history.currency IS 'ISO 4217 code of amount';
COMMENT ON COLUMN crm.opportunity_history.close_on IS 'Close date';
COMMENT ON COLUMN crm.opportunity_history.probability IS 'Probability, 0 to 1';
COMMENT ON COLUMN crm.opportunity_history.forecast_category IS 'Forecast category';
COMMENT ON COLUMN crm.opportunity_history.source_system IS 'System the row came from: salesforce, hubspot, jira, zendesk, kayako, notion, rapport, or a mapping''s own name';
COMMENT ON COLUMN crm.opportunity_history.source_id IS 'Identifier of the record in its source system, as read';
COMMENT ON COLUMN crm.opportunity_history.batch_id IS 'Import batch that last wrote the row: crm.import_batch';
COMMENT ON COLUMN crm.opportunity_history.source_line IS 'Line of the imported file on which the record starts, the first line of the file being 1';
COMMENT ON COLUMN crm.opportunity_history.row_hash IS 'Hash of the mapped values; a record whose values are unchanged is not written again';

CREATE TABLE crm.opportunity_contact (
    opportunity_contact_key UBIGINT,
    opportunity_key         UBIGINT,
    contact_key             UBIGINT,
    role                    VARCHAR,
    is_primary              BOOLEAN,
    source_system           VARCHAR,
    source_id               VARCHAR,
    batch_id                BIGINT,
    source_line             BIGINT,
    row_hash                UBIGINT
);
COMMENT ON TABLE crm.opportunity_contact IS 'One row a contact''s role on an opportunity';
COMMENT ON COLUMN crm.opportunity_contact.opportunity_contact_key IS 'Key: hash of source system and source identifier';
COMMENT ON COLUMN crm.opportunity_contact.opportunity_key IS 'The opportunity';
COMMENT ON COLUMN crm.opportunity_contact.contact_key IS 'The contact';
COMMENT ON COLUMN crm.opportunity_contact.role IS 'Role on the opportunity';
COMMENT ON COLUMN crm.opportunity_contact.is_primary IS 'Marked as the primary contact';
COMMENT ON COLUMN crm.opportunity_contact.source_system IS 'System the row came from: salesforce, hubspot, jira, zendesk, kayako, notion, rapport, or a mapping''s own name';
COMMENT ON COLUMN crm.opportunity_contact.source_id IS 'Identifier of the record in its source system, as read';
COMMENT ON COLUMN crm.opportunity_contact.batch_id IS 'Import batch that last wrote the row: crm.import_batch';
COMMENT ON COLUMN crm.opportunity_contact.source_line IS 'Line of the imported file on which the record starts, the first line of the file being 1';
COMMENT ON COLUMN crm.opportunity_contact.row_hash IS 'Hash of the mapped values; a record whose values are unchanged is not written again';

CREATE TABLE crm.activity (
    activity_key       UBIGINT,
    kind               VARCHAR,
    direction          VARCHAR,
    occurred_at        TIMESTAMP,
    participant_emails VARCHAR[],
    contact_refs       VARCHAR[],
    from_email         VARCHAR,
    subject            VARCHAR,
    body               VARCHAR,
    outcome            VARCHAR,
    thread_id          VARCHAR,
    duration_minutes   INTEGER,
    owner_email        VARCHAR,
    account_ref        VARCHAR,
    account_domain_ref VARCHAR,
    account_name_ref   VARCHAR,
    account_key        UBIGINT,
    placed_by          VARCHAR,
    source_system      VARCHAR,
    source_id          VARCHAR,
    batch_id           BIGINT,
    source_line        BIGINT,
    row_hash           UBIGINT
);
COMMENT ON TABLE crm.activity IS 'One row a meeting, call, e-mail, note or event with an account';
COMMENT ON COLUMN crm.activity.activity_key IS 'Key: hash of source system and activity identifier';
COMMENT ON COLUMN crm.activity.kind IS 'meeting, one_to_one, call, email, qbr, exec_dinner, strategic_checkin, business_review, event, referral, reference, note or task';
COMMENT ON COLUMN crm.activity.direction IS 'outbound (from us) or inbound (from them); empty when neither';
COMMENT ON COLUMN crm.activity.occurred_at IS 'When it happened, UTC';
COMMENT ON COLUMN crm.activity.participant_emails IS 'E-mails of all participants, lower case';
COMMENT ON COLUMN crm.activity.contact_refs IS 'Source identifiers of participating contacts, where the source links records instead of addresses';
COMMENT ON COLUMN crm.activity.from_email IS 'Sender, lower case';
COMMENT ON COLUMN crm.activity.subject IS 'Subject';
COMMENT ON COLUMN crm.activity.body IS 'Body or description';
COMMENT ON COLUMN crm.activity.outcome IS 'Outcome as noted';
COMMENT ON COLUMN crm.activity.thread_id IS 'Conversation the message belongs to';
COMMENT ON COLUMN crm.activity.duration_minutes IS 'Length in minutes';
COMMENT ON COLUMN crm.activity.owner_email IS 'Our participant, lower case';
COMMENT ON COLUMN crm.activity.account_ref IS 'Account identifier as the source gives it';
COMMENT ON COLUMN crm.activity.account_domain_ref IS 'E-mail or web domain that points at the account, lower case';
COMMENT ON COLUMN crm.activity.account_name_ref IS 'Company name as the source gives it';
COMMENT ON COLUMN crm.activity.account_key IS 'Account the row belongs to; empty while it is not placed';
COMMENT ON COLUMN crm.activity.placed_by IS 'How the account was found: id, contact, domain, name or manual';
COMMENT ON COLUMN crm.activity.source_system IS 'System the row came from: salesforce, hubspot, jira, zendesk, kayako, notion, rapport, or a mapping''s own name';
COMMENT ON COLUMN crm.activity.source_id IS 'Identifier of the record in its source system, as read';
COMMENT ON COLUMN crm.activity.batch_id IS 'Import batch that last wrote the row: crm.import_batch';
COMMENT ON COLUMN crm.activity.source_line IS 'Line of the imported file on which the record starts, the first line of the file being 1';
COMMENT ON COLUMN crm.activity.row_hash IS 'Hash of the mapped values; a record whose values are unchanged is not written again';

CREATE TABLE crm.goal (
    goal_key           UBIGINT,
    our_initiative     VARCHAR,
    their_priority     VARCHAR,
    alignment          VARCHAR,
    tied_to_renewal    BOOLEAN,
    account_ref        VARCHAR,
    account_domain_ref VARCHAR,
    account_name_ref   VARCHAR,
    account_key        UBIGINT,
    placed_by          VARCHAR,
    source_system      VARCHAR,
    source_id          VARCHAR,
    batch_id           BIGINT,
    source_line        BIGINT,
    row_hash           UBIGINT
);
COMMENT ON TABLE crm.goal IS 'One row an initiative shared with an account';
COMMENT ON COLUMN crm.goal.goal_key IS 'Key: hash of source system and goal identifier';
COMMENT ON COLUMN crm.goal.our_initiative IS 'Our initiative';
COMMENT ON COLUMN crm.goal.their_priority IS 'The priority of theirs that it serves';
COMMENT ON COLUMN crm.goal.alignment IS 'high, medium or low';
COMMENT ON COLUMN crm.goal.tied_to_renewal IS 'The renewal depends on it';
COMMENT ON COLUMN crm.goal.account_ref IS 'Account identifier as the source gives it';
COMMENT ON COLUMN crm.goal.account_domain_ref IS 'E-mail or web domain that points at the account, lower case';
COMMENT ON COLUMN crm.goal.account_name_ref IS 'Company name as the source gives it';
COMMENT ON COLUMN crm.goal.account_key IS 'Account the row belongs to; empty while it is not placed';
COMMENT ON COLUMN crm.goal.placed_by IS 'How the account was found: id, contact, domain, name or manual';
COMMENT ON COLUMN crm.goal.source_system IS 'System the row came from: salesforce, hubspot, jira, zendesk, kayako, notion, rapport, or a mapping''s own name';
COMMENT ON COLUMN crm.goal.source_id IS 'Identifier of the record in its source system, as read';
COMMENT ON COLUMN crm.goal.batch_id IS 'Import batch that last wrote the row: crm.import_batch';
COMMENT ON COLUMN crm.goal.source_line IS 'Line of the imported file on which the record starts, the first line of the file being 1';
COMMENT ON COLUMN crm.goal.row_hash IS 'Hash of the mapped values; a record whose values are unchanged is not written again';

CREATE TABLE crm.outcome_metric (
    outcome_key        UBIGINT,
    metric             VARCHAR,
    value              DOUBLE,
    unit               VARCHAR,
    baseline           DOUBLE,
    target             DOUBLE,
    measured_on        DATE,
    account_ref        VARCHAR,
    account_domain_ref VARCHAR,
    account_name_ref   VARCHAR,
    account_key        UBIGINT,
    placed_by          VARCHAR,
    source_system      VARCHAR,
    source_id          VARCHAR,
    batch_id           BIGINT,
    source_line        BIGINT,
    row_hash           UBIGINT
);
COMMENT ON TABLE crm.outcome_metric IS 'One row a measurement of a customer outcome';
COMMENT ON COLUMN crm.outcome_metric.outcome_key IS 'Key: hash of source system and source identifier';
COMMENT ON COLUMN crm.outcome_metric.metric IS 'Name of the metric';
COMMENT ON COLUMN crm.outcome_metric.value IS 'Measured value, in unit';
COMMENT ON COLUMN crm.outcome_metric.unit IS 'Unit of value, baseline and target';
COMMENT ON COLUMN crm.outcome_metric.baseline IS 'Value before us, in unit';
COMMENT ON COLUMN crm.outcome_metric.target IS 'Target value, in unit';
COMMENT ON COLUMN crm.outcome_metric.measured_on IS 'Date of the measurement';
COMMENT ON COLUMN crm.outcome_metric.account_ref IS 'Account identifier as the source gives it';
COMMENT ON COLUMN crm.outcome_metric.account_domain_ref IS 'E-mail or web domain that points at the account, lower case';
COMMENT ON COLUMN crm.outcome_metric.account_name_ref IS 'Company name as the source gives it';
COMMENT ON COLUMN crm.outcome_metric.account_key IS 'Account the row belongs to; empty while it is not placed';
COMMENT ON COLUMN crm.outcome_metric.placed_by IS 'How the account was found: id, contact, domain, name or manual';
COMMENT ON COLUMN crm.outcome_metric.source_system IS 'System the row came from: salesforce, hubspot, jira, zendesk, kayako, notion, rapport, or a mapping''s own name';
COMMENT ON COLUMN crm.outcome_metric.source_id IS 'Identifier of the record in its source system, as read';
COMMENT ON COLUMN crm.outcome_metric.batch_id IS 'Import batch that last wrote the row: crm.import_batch';
COMMENT ON COLUMN crm.outcome_metric.source_line IS 'Line of the imported file on which the record starts, the first line of the file being 1';
COMMENT ON COLUMN crm.outcome_metric.row_hash IS 'Hash of the mapped values; a record whose values are unchanged is not written again';

CREATE TABLE crm.account_plan (
    plan_key                   UBIGINT,
    objective                  VARCHAR,
    due_on                     DATE,
    needs_executive_engagement BOOLEAN,
    status                     VARCHAR,
    account_ref                VARCHAR,
    account_domain_ref         VARCHAR,
    account_name_ref           VARCHAR,
    account_key                UBIGINT,
    placed_by                  VARCHAR,
    source_system              VARCHAR,
    source_id                  VARCHAR,
    batch_id                   BIGINT,
    source_line                BIGINT,
    row_hash                   UBIGINT
);
COMMENT ON TABLE crm.account_plan IS 'One row an objective of an account plan';
COMMENT ON COLUMN crm.account_plan.plan_key IS 'Key: hash of source system and plan identifier';
COMMENT ON COLUMN crm.account_plan.objective IS 'Objective';
COMMENT ON COLUMN crm.account_plan.due_on IS 'Due date';
COMMENT ON COLUMN crm.account_plan.needs_executive_engagement IS 'The objective asks for executive engagement';
COMMENT ON COLUMN crm.account_plan.status IS 'Status as the source names it';
COMMENT ON COLUMN crm.account_plan.account_ref IS 'Account identifier as the source gives it';
COMMENT ON COLUMN crm.account_plan.account_domain_ref IS 'E-mail or web domain that points at the account, lower case';
COMMENT ON COLUMN crm.account_plan.account_name_ref IS 'Company name as the source gives it';
COMMENT ON COLUMN crm.account_plan.account_key IS 'Account the row belongs to; empty while it is not placed';
COMMENT ON COLUMN crm.account_plan.placed_by IS 'How the account was found: id, contact, domain, name or manual';
COMMENT ON COLUMN crm.account_plan.source_system IS 'System the row came from: salesforce, hubspot, jira, zendesk, kayako, notion, rapport, or a mapping''s own name';
COMMENT ON COLUMN crm.account_plan.source_id IS 'Identifier of the record in its source system, as read';
COMMENT ON COLUMN crm.account_plan.batch_id IS 'Import batch that last wrote the row: crm.import_batch';
COMMENT ON COLUMN crm.account_plan.source_line IS 'Line of the imported file on which the record starts, the first line of the file being 1';
COMMENT ON COLUMN crm.account_plan.row_hash IS 'Hash of the mapped values; a record whose values are unchanged is not written again';

CREATE TABLE crm.ticket (
    ticket_key         UBIGINT,
    display_id         VARCHAR,
    requester_email    VARCHAR,
    subject            VARCHAR,
    body               VARCHAR,
    priority           VARCHAR,
    status             VARCHAR,
    source_status      VARCHAR,
    opened_at          TIMESTAMP,
    first_reply_at     TIMESTAMP,
    resolved_at        TIMESTAMP,
    updated_at         TIMESTAMP,
    component          VARCHAR,
    assignee_email     VARCHAR,
    url                VARCHAR,
    account_ref        VARCHAR,
    account_domain_ref VARCHAR,
    account_name_ref   VARCHAR,
    account_key        UBIGINT,
    placed_by          VARCHAR,
    source_system      VARCHAR,
    source_id          VARCHAR,
    batch_id           BIGINT,
    source_line        BIGINT,
    row_hash           UBIGINT
);
COMMENT ON TABLE crm.ticket IS 'One row a support ticket or issue';
COMMENT ON COLUMN crm.ticket.ticket_key IS 'Key: hash of source system and ticket identifier';
COMMENT ON COLUMN crm.ticket.display_id IS 'Identifier people use, e.g. SUP-412';
COMMENT ON COLUMN crm.ticket.requester_email IS 'E-mail of the requester, lower case';
COMMENT ON COLUMN crm.ticket.subject IS 'Subject';
COMMENT ON COLUMN crm.ticket.body IS 'Description';
COMMENT ON COLUMN crm.ticket.priority IS 'P1 to P4; empty when the source gives none';
COMMENT ON COLUMN crm.ticket.status IS 'open, pending, on_hold, solved or closed';
COMMENT ON COLUMN crm.ticket.source_status IS 'Status as the source names it';
COMMENT ON COLUMN crm.ticket.opened_at IS 'When it was opened, UTC';
COMMENT ON COLUMN crm.ticket.first_reply_at IS 'When we first replied, UTC';
COMMENT ON COLUMN crm.ticket.resolved_at IS 'When it was solved or closed, UTC';
COMMENT ON COLUMN crm.ticket.updated_at IS 'When the source last changed it, UTC';
COMMENT ON COLUMN crm.ticket.component IS 'Product component';
COMMENT ON COLUMN crm.ticket.assignee_email IS 'E-mail or name of the assignee';
COMMENT ON COLUMN crm.ticket.url IS 'Address of the ticket in its source, where the export gives one';
COMMENT ON COLUMN crm.ticket.account_ref IS 'Account identifier as the source gives it';
COMMENT ON COLUMN crm.ticket.account_domain_ref IS 'E-mail or web domain that points at the account, lower case';
COMMENT ON COLUMN crm.ticket.account_name_ref IS 'Company name as the source gives it';
COMMENT ON COLUMN crm.ticket.account_key IS 'Account the row belongs to; empty while it is not placed';
COMMENT ON COLUMN crm.ticket.placed_by IS 'How the account was found: id, contact, domain, name or manual';
COMMENT ON COLUMN crm.ticket.source_system IS 'System the row came from: salesforce, hubspot, jira, zendesk, kayako, notion, rapport, or a mapping''s own name';
COMMENT ON COLUMN crm.ticket.source_id IS 'Identifier of the record in its source system, as read';
COMMENT ON COLUMN crm.ticket.batch_id IS 'Import batch that last wrote the row: crm.import_batch';
COMMENT ON COLUMN crm.ticket.source_line IS 'Line of the imported file on which the record starts, the first line of the file being 1';
COMMENT ON COLUMN crm.ticket.row_hash IS 'Hash of the mapped values; a record whose values are unchanged is not written again';

CREATE TABLE crm.ticket_event (
    ticket_event_key UBIGINT,
    ticket_key       UBIGINT,
    occurred_at      TIMESTAMP,
    kind             VARCHAR,
    from_value       VARCHAR,
    to_value         VARCHAR,
    author_email     VARCHAR,
    body             VARCHAR,
    seconds_spent    INTEGER,
    source_system    VARCHAR,
    source_id        VARCHAR,
    batch_id         BIGINT,
    source_line      BIGINT,
    row_hash         UBIGINT
);
COMMENT ON TABLE crm.ticket_event IS 'One row a reply or change on a ticket';
COMMENT ON COLUMN crm.ticket_event.ticket_event_key IS 'Key: hash of source system and source identifier';
COMMENT ON COLUMN crm.ticket_event.ticket_key IS 'The ticket';
COMMENT ON COLUMN crm.ticket_event.occurred_at IS 'When, UTC';
COMMENT ON COLUMN crm.ticket_event.kind IS 'reply (ours), customer_reply, status, priority or work';
COMMENT ON COLUMN crm.ticket_event.from_value IS 'Value before';
COMMENT ON COLUMN crm.ticket_event.to_value IS 'Value after';
COMMENT ON COLUMN crm.ticket_event.author_email IS 'E-mail or account id of the author';
COMMENT ON COLUMN crm.ticket_event.body IS 'Text';
COMMENT ON COLUMN crm.ticket_event.seconds_spent IS 'Work logged, in seconds';
COMMENT ON COLUMN crm.ticket_event.source_system IS 'System the row came from: salesforce, hubspot, jira, zendesk, kayako, notion, rapport, or a mapping''s own name';
COMMENT ON COLUMN crm.ticket_event.source_id IS 'Identifier of the record in its source system, as read';
COMMENT ON COLUMN crm.ticket_event.batch_id IS 'Import batch that last wrote the row: crm.import_batch';
COMMENT ON COLUMN crm.ticket_event.source_line IS 'Line of the imported file on which the record starts, the first line of the file being 1';
COMMENT ON COLUMN crm.ticket_event.row_hash IS 'Hash of the mapped values; a record whose values are unchanged is not written again';

CREATE TABLE crm.heartbeat (
    heartbeat_key      UBIGINT,
    integration        VARCHAR,
    seen_at            TIMESTAMP,
    api_calls          BIGINT,
    account_ref        VARCHAR,
    account_domain_ref VARCHAR,
    account_name_ref   VARCHAR,
    account_key        UBIGINT,
    placed_by          VARCHAR,
    source_system      VARCHAR,
    source_id          VARCHAR,
    batch_id           BIGINT,
    source_line        BIGINT,
    row_hash           UBIGINT
);
COMMENT ON TABLE crm.heartbeat IS 'One row a report of an integration that it is alive';
COMMENT ON COLUMN crm.heartbeat.heartbeat_key IS 'Key: hash of source system and source identifier';
COMMENT ON COLUMN crm.heartbeat.integration IS 'Name of the integration';
COMMENT ON COLUMN crm.heartbeat.seen_at IS 'When it was seen, UTC';
COMMENT ON COLUMN crm.heartbeat.api_calls IS 'API calls since the report before';
COMMENT ON COLUMN crm.heartbeat.account_ref IS 'Account identifier as the source gives it';
COMMENT ON COLUMN crm.heartbeat.account_domain_ref IS 'E-mail or web domain that points at the account, lower case';
COMMENT ON COLUMN crm.heartbeat.account_name_ref IS 'Company name as the source gives it';
COMMENT ON COLUMN crm.heartbeat.account_key IS 'Account the row belongs to; empty while it is not placed';
COMMENT ON COLUMN crm.heartbeat.placed_by IS 'How the account was found: id, contact, domain, name or manual';
COMMENT ON COLUMN crm.heartbeat.source_system IS 'System the row came from: salesforce, hubspot, jira, zendesk, kayako, notion, rapport, or a mapping''s own name';
COMMENT ON COLUMN crm.heartbeat.source_id IS 'Identifier of the record in its source system, as read';
COMMENT ON COLUMN crm.heartbeat.batch_id IS 'Import batch that last wrote the row: crm.import_batch';
COMMENT ON COLUMN crm.heartbeat.source_line IS 'Line of the imported file on which the record starts, the first line of the file being 1';
COMMENT ON COLUMN crm.heartbeat.row_hash IS 'Hash of the mapped values; a record whose values are unchanged is not written again';

CREATE TABLE crm.feature_usage (
    feature_usage_key  UBIGINT,
    feature            VARCHAR,
    in_use             BOOLEAN,
    first_seen_on      DATE,
    last_seen_on       DATE,
    account_ref        VARCHAR,
    account_domain_ref VARCHAR,
    account_name_ref   VARCHAR,
    account_key        UBIGINT,
    placed_by          VARCHAR,
    source_system      VARCHAR,
    source_id          VARCHAR,
    batch_id           BIGINT,
    source_line        BIGINT,
    row_hash           UBIGINT
);
COMMENT ON TABLE crm.feature_usage IS 'One row a feature of an account';
COMMENT ON COLUMN crm.feature_usage.feature_usage_key IS 'Key: hash of source system and source identifier';
COMMENT ON COLUMN crm.feature_usage.feature IS 'Name of the feature';
COMMENT ON COLUMN crm.feature_usage.in_use IS 'In use';
COMMENT ON COLUMN crm.feature_usage.first_seen_on IS 'First seen in use';
COMMENT ON COLUMN crm.feature_usage.last_seen_on IS 'Last seen in use';
COMMENT ON COLUMN crm.feature_usage.account_ref IS 'Account identifier as the source gives it';
COMMENT ON COLUMN crm.feature_usage.account_domain_ref IS 'E-mail or web domain that points at the account, lower case';
COMMENT ON COLUMN crm.feature_usage.account_name_ref IS 'Company name as the source gives it';
COMMENT ON COLUMN crm.feature_usage.account_key IS 'Account the row belongs to; empty while it is not placed';
COMMENT ON COLUMN crm.feature_usage.placed_by IS 'How the account was found: id, contact, domain, name or manual';
COMMENT ON COLUMN crm.feature_usage.source_system IS 'System the row came from: salesforce, hubspot, jira, zendesk, kayako, notion, rapport, or a mapping''s own name';
COMMENT ON COLUMN crm.feature_usage.source_id IS 'Identifier of the record in its source system, as read';
COMMENT ON COLUMN crm.feature_usage.batch_id IS 'Import batch that last wrote the row: crm.import_batch';
COMMENT ON COLUMN crm.feature_usage.source_line IS 'Line of the imported file on which the record starts, the first line of the file being 1';
COMMENT ON COLUMN crm.feature_usage.row_hash IS 'Hash of the mapped values; a record whose values are unchanged is not written again';

CREATE TABLE crm.environment (
    environment_key    UBIGINT,
    application        VARCHAR,
    category           VARCHAR,
    note               VARCHAR,
    account_ref        VARCHAR,
    account_domain_ref VARCHAR,
    account_name_ref   VARCHAR,
    account_key        UBIGINT,
    placed_by          VARCHAR,
    source_system      VARCHAR,
    source_id          VARCHAR,
    batch_id           BIGINT,
    source_line        BIGINT,
    row_hash           UBIGINT
);
COMMENT ON TABLE crm.environment IS 'One row another application in an account''s environment';
COMMENT ON COLUMN crm.environment.environment_key IS 'Key: hash of source system and source identifier';
COMMENT ON COLUMN crm.environment.application IS 'Name of the application';
COMMENT ON COLUMN crm.environment.category IS 'Category, e.g. CRM, SSO';
COMMENT ON COLUMN crm.environment.note IS 'Note';
COMMENT ON COLUMN crm.environment.account_ref IS 'Account identifier as the source gives it';
COMMENT ON COLUMN crm.environment.account_domain_ref IS 'E-mail or web domain that points at the account, lower case';
COMMENT ON COLUMN crm.environment.account_name_ref IS 'Company name as the source gives it';
COMMENT ON COLUMN crm.environment.account_key IS 'Account the row belongs to; empty while it is not placed';
COMMENT ON COLUMN crm.environment.placed_by IS 'How the account was found: id, contact, domain, name or manual';
COMMENT ON COLUMN crm.environment.source_system IS 'System the row came from: salesforce, hubspot, jira, zendesk, kayako, notion, rapport, or a mapping''s own name';
COMMENT ON COLUMN crm.environment.source_id IS 'Identifier of the record in its source system, as read';
COMMENT ON COLUMN crm.environment.batch_id IS 'Import batch that last wrote the row: crm.import_batch';
COMMENT ON COLUMN crm.environment.source_line IS 'Line of the imported file on which the record starts, the first line of the file being 1';
COMMENT ON COLUMN crm.environment.row_hash IS 'Hash of the mapped values; a record whose values are unchanged is not written again';

CREATE TABLE crm.release_item (
    release_item_key UBIGINT,
    release          VARCHAR,
    released_on      DATE,
    item_id          VARCHAR,
    feature          VARCHAR,
    component        VARCHAR,
    title            VARCHAR,
    description      VARCHAR,
    integrations     VARCHAR[],
    source_system    VARCHAR,
    source_id        VARCHAR,
    batch_id         BIGINT,
    source_line      BIGINT,
    row_hash         UBIGINT
);
COMMENT ON TABLE crm.release_item IS 'One row a change in a product release';
COMMENT ON COLUMN crm.release_item.release_item_key IS 'Key: hash of source system and source identifier';
COMMENT ON COLUMN crm.release_item.release IS 'Name of the release';
COMMENT ON COLUMN crm.release_item.released_on IS 'Date of the release';
COMMENT ON COLUMN crm.release_item.item_id IS 'Identifier of the item within the release';
COMMENT ON COLUMN crm.release_item.feature IS 'Feature concerned';
COMMENT ON COLUMN crm.release_item.component IS 'Component concerned';
COMMENT ON COLUMN crm.release_item.title IS 'Title';
COMMENT ON COLUMN crm.release_item.description IS 'Description';
COMMENT ON COLUMN crm.release_item.integrations IS 'Integrations concerned';
COMMENT ON COLUMN crm.release_item.source_system IS 'System the row came from: salesforce, hubspot, jira, zendesk, kayako, notion, rapport, or a mapping''s own name';
COMMENT ON COLUMN crm.release_item.source_id IS 'Identifier of the record in its source system, as read';
COMMENT ON COLUMN crm.release_item.batch_id IS 'Import batch that last wrote the row: crm.import_batch';
COMMENT ON COLUMN crm.release_item.source_line IS 'Line of the imported file on which the record starts, the first line of the file being 1';
COMMENT ON COLUMN crm.release_item.row_hash IS 'Hash of the mapped values; a record whose values are unchanged is not written again';

CREATE TABLE crm.roadmap_item (
    roadmap_item_key UBIGINT,
    feature          VARCHAR,
    title            VARCHAR,
    planned_on       DATE,
    status           VARCHAR,
    description      VARCHAR,
    source_system    VARCHAR,
    source_id        VARCHAR,
    batch_id         BIGINT,
    source_line      BIGINT,
    row_hash         UBIGINT
);
COMMENT ON TABLE crm.roadmap_item IS 'One row a planned item';
COMMENT ON COLUMN crm.roadmap_item.roadmap_item_key IS 'Key: hash of source system and source identifier';
COMMENT ON COLUMN crm.roadmap_item.feature IS 'Feature concerned';
COMMENT ON COLUMN crm.roadmap_item.title IS 'Title';
COMMENT ON COLUMN crm.roadmap_item.planned_on IS 'Planned date';
COMMENT ON COLUMN crm.roadmap_item.status IS 'Status as the source names it';
COMMENT ON COLUMN crm.roadmap_item.description IS 'Description';
COMMENT ON COLUMN crm.roadmap_item.source_system IS 'System the row came from: salesforce, hubspot, jira, zendesk, kayako, notion, rapport, or a mapping''s own name';
COMMENT ON COLUMN crm.roadmap_item.source_id IS 'Identifier of the record in its source system, as read';
COMMENT ON COLUMN crm.roadmap_item.batch_id IS 'Import batch that last wrote the row: crm.import_batch';
COMMENT ON COLUMN crm.roadmap_item.source_line IS 'Line of the imported file on which the record starts, the first line of the file being 1';
COMMENT ON COLUMN crm.roadmap_item.row_hash IS 'Hash of the mapped values; a record whose values are unchanged is not written again';

CREATE TABLE crm.signal (
    signal_key         UBIGINT,
    kind               VARCHAR,
    observed_on        DATE,
    title              VARCHAR,
    source_url         VARCHAR,
    contact_email      VARCHAR,
    detail             VARCHAR,
    account_ref        VARCHAR,
    account_domain_ref VARCHAR,
    account_name_ref   VARCHAR,
    account_key        UBIGINT,
    placed_by          VARCHAR,
    source_system      VARCHAR,
    source_id          VARCHAR,
    batch_id           BIGINT,
    source_line        BIGINT,
    row_hash           UBIGINT
);
COMMENT ON TABLE crm.signal IS 'One row a buying or organisation signal';
COMMENT ON COLUMN crm.signal.signal_key IS 'Key: hash of source system and source identifier';
COMMENT ON COLUMN crm.signal.kind IS 'Kind: hiring, funding, technology_change, intent, usage, news, linkedin, ...';
COMMENT ON COLUMN crm.signal.observed_on IS 'When it was observed';
COMMENT ON COLUMN crm.signal.title IS 'Title';
COMMENT ON COLUMN crm.signal.source_url IS 'Where it was seen';
COMMENT ON COLUMN crm.signal.contact_email IS 'Person concerned, lower case';
COMMENT ON COLUMN crm.signal.detail IS 'Detail';
COMMENT ON COLUMN crm.signal.account_ref IS 'Account identifier as the source gives it';
COMMENT ON COLUMN crm.signal.account_domain_ref IS 'E-mail or web domain that points at the account, lower case';
COMMENT ON COLUMN crm.signal.account_name_ref IS 'Company name as the source gives it';
COMMENT ON COLUMN crm.signal.account_key IS 'Account the row belongs to; empty while it is not placed';
COMMENT ON COLUMN crm.signal.placed_by IS 'How the account was found: id, contact, domain, name or manual';
COMMENT ON COLUMN crm.signal.source_system IS 'System the row came from: salesforce, hubspot, jira, zendesk, kayako, notion, rapport, or a mapping''s own name';
COMMENT ON COLUMN crm.signal.source_id IS 'Identifier of the record in its source system, as read';
COMMENT ON COLUMN crm.signal.batch_id IS 'Import batch that last wrote the row: crm.import_batch';
COMMENT ON COLUMN crm.signal.source_line IS 'Line of the imported file on which the record starts, the first line of the file being 1';
COMMENT ON COLUMN crm.signal.row_hash IS 'Hash of the mapped values; a record whose values are unchanged is not written again';

CREATE TABLE crm.lead (
    lead_key              UBIGINT,
    full_name             VARCHAR,
    title                 VARCHAR,
    company               VARCHAR,
    email                 VARCHAR,
    phone                 VARCHAR,
    country               VARCHAR,
    status                VARCHAR,
    owner_email           VARCHAR,
    is_converted          BOOLEAN,
    converted_account_ref VARCHAR,
    converted_contact_ref VARCHAR,
    created_at            TIMESTAMP,
    source_system         VARCHAR,
    source_id             VARCHAR,
    batch_id              BIGINT,
    source_line           BIGINT,
    row_hash              UBIGINT
);
COMMENT ON TABLE crm.lead IS 'One row a lead that is no contact yet';
COMMENT ON COLUMN crm.lead.lead_key IS 'Key: hash of source system and lead identifier';
COMMENT ON COLUMN crm.lead.full_name IS 'Full name';
COMMENT ON COLUMN crm.lead.title IS 'Job title';
COMMENT ON COLUMN crm.lead.company IS 'Company as the source names it';
COMMENT ON COLUMN crm.lead.email IS 'E-mail, lower case';
COMMENT ON COLUMN crm.lead.phone IS 'Phone';
COMMENT ON COLUMN crm.lead.country IS 'Country';
COMMENT ON COLUMN crm.lead.status IS 'Status as the source names it';
COMMENT ON COLUMN crm.lead.owner_email IS 'E-mail of the owner, lower case';
COMMENT ON COLUMN crm.lead.is_converted IS 'Converted to a contact';
COMMENT ON COLUMN crm.lead.converted_account_ref IS 'Source identifier of the account it became';
COMMENT ON COLUMN crm.lead.converted_contact_ref IS 'Source identifier of the contact it became';
COMMENT ON COLUMN crm.lead.created_at IS 'When it was created in its source, UTC';
COMMENT ON COLUMN crm.lead.source_system IS 'System the row came from: salesforce, hubspot, jira, zendesk, kayako, notion, rapport, or a mapping''s own name';
COMMENT ON COLUMN crm.lead.source_id IS 'Identifier of the record in its source system, as read';
COMMENT ON COLUMN crm.lead.batch_id IS 'Import batch that last wrote the row: crm.import_batch';
COMMENT ON COLUMN crm.lead.source_line IS 'Line of the imported file on which the record starts, the first line of the file being 1';
COMMENT ON COLUMN crm.lead.row_hash IS 'Hash of the mapped values; a record whose values are unchanged is not written again';

CREATE TABLE crm.import_batch (
    batch_id      BIGINT,
    import_id     BIGINT,
    file_name     VARCHAR,
    member_name   VARCHAR,
    file_sha256   VARCHAR,
    file_bytes    BIGINT,
    kind          VARCHAR,
    mapping_hash  VARCHAR,
    reading       JSON,
    options       JSON,
    read_rows     BIGINT,
    accepted_rows BIGINT,
    refused_rows  BIGINT,
    new_rows      BIGINT,
    changed_rows  BIGINT,
    unplaced_rows BIGINT,
    exported_at   TIMESTAMP,
    imported_at   TIMESTAMP,
    imported_by   VARCHAR,
    undone_at     TIMESTAMP
);
COMMENT ON TABLE crm.import_batch IS 'One row an imported file (or a file within an archive)';
COMMENT ON COLUMN crm.import_batch.batch_id IS 'Key, counting up';
COMMENT ON COLUMN crm.import_batch.import_id IS 'Files published together; an import is undone as a whole';
COMMENT ON COLUMN crm.import_batch.file_name IS 'Name of the file as given';
COMMENT ON COLUMN crm.import_batch.member_name IS 'Name within the archive or sheet of the workbook; empty otherwise';
COMMENT ON COLUMN crm.import_batch.file_sha256 IS 'SHA-256 of the file as received; the file is kept under this name';
COMMENT ON COLUMN crm.import_batch.file_bytes IS 'Size of the file in bytes';
COMMENT ON COLUMN crm.import_batch.kind IS 'Mapping that read the file, e.g. salesforce.account';
COMMENT ON COLUMN crm.import_batch.mapping_hash IS 'SHA-256 of the mapping used';
COMMENT ON COLUMN crm.import_batch.reading IS 'Encoding, delimiter, quote, header line and other choices made in reading';
COMMENT ON COLUMN crm.import_batch.options IS 'Answers to ambiguities: date order, time zone, currency, full export';
COMMENT ON COLUMN crm.import_batch.read_rows IS 'Records read';
COMMENT ON COLUMN crm.import_batch.accepted_rows IS 'Records accepted';
COMMENT ON COLUMN crm.import_batch.refused_rows IS 'Records refused; accepted + refused = read';
COMMENT ON COLUMN crm.import_batch.new_rows IS 'Accepted records not known before';
COMMENT ON COLUMN crm.import_batch.changed_rows IS 'Accepted records that replaced an older version';
COMMENT ON COLUMN crm.import_batch.unplaced_rows IS 'Accepted records whose account was not found';
COMMENT ON COLUMN crm.import_batch.exported_at IS 'When the export was taken, UTC: as given, otherwise the time of import';
COMMENT ON COLUMN crm.import_batch.imported_at IS 'When it was published, UTC';
COMMENT ON COLUMN crm.import_batch.imported_by IS 'Who published it';
COMMENT ON COLUMN crm.import_batch.undone_at IS 'When it was undone, UTC; empty while in force';

CREATE TABLE crm.refused_row (
    batch_id    BIGINT,
    source_line BIGINT,
    column_name VARCHAR,
    value       VARCHAR,
    reason      VARCHAR,
    record      JSON
);
COMMENT ON TABLE crm.refused_row IS 'One row a problem on a refused record';
COMMENT ON COLUMN crm.refused_row.batch_id IS 'Import batch';
COMMENT ON COLUMN crm.refused_row.source_line IS 'Line of the file on which the record starts';
COMMENT ON COLUMN crm.refused_row.column_name IS 'Column as the file names it; empty when the record as a whole is refused';
COMMENT ON COLUMN crm.refused_row.value IS 'Value as read';
COMMENT ON COLUMN crm.refused_row.reason IS 'Why, and what would be accepted';
COMMENT ON COLUMN crm.refused_row.record IS 'The whole record as read, by column name';

CREATE TABLE crm.superseded_row (
    table_name    VARCHAR,
    row_key       VARCHAR,
    superseded_by BIGINT,
    record        JSON
);
COMMENT ON TABLE crm.superseded_row IS 'One row a version that a later import replaced, kept so that the import can be undone';
COMMENT ON COLUMN crm.superseded_row.table_name IS 'Table of the row, e.g. crm.account';
COMMENT ON COLUMN crm.superseded_row.row_key IS 'Source system and identifier of the row';
COMMENT ON COLUMN crm.superseded_row.superseded_by IS 'Batch that replaced or removed it';
COMMENT ON COLUMN crm.superseded_row.record IS 'The row as it was, by column name';

CREATE TABLE crm.change_event (
    entity               VARCHAR,
    entity_key           UBIGINT,
    account_key          UBIGINT,
    field                VARCHAR,
    from_value           VARCHAR,
    to_value             VARCHAR,
    observed_at          TIMESTAMP,
    batch_id             BIGINT,
    source_line          BIGINT,
    previous_batch_id    BIGINT,
    previous_source_line BIGINT
);
COMMENT ON TABLE crm.change_event IS 'One row a field that changed between two imports';
COMMENT ON COLUMN crm.change_event.entity IS 'Kind of thing: account, contact, opportunity, ...';
COMMENT ON COLUMN crm.change_event.entity_key IS 'Key of the thing';
COMMENT ON COLUMN crm.change_event.account_key IS 'Account concerned';
COMMENT ON COLUMN crm.change_event.field IS 'Field that changed; disappeared when the record is no longer in a full export';
COMMENT ON COLUMN crm.change_event.from_value IS 'Value before';
COMMENT ON COLUMN crm.change_event.to_value IS 'Value after';
COMMENT ON COLUMN crm.change_event.observed_at IS 'When the newer export was taken, UTC';
COMMENT ON COLUMN crm.change_event.batch_id IS 'Batch that brought the newer value';
COMMENT ON COLUMN crm.change_event.source_line IS 'Line of the newer value; empty for a disappearance';
COMMENT ON COLUMN crm.change_event.previous_batch_id IS 'Batch that brought the older value';
COMMENT ON COLUMN crm.change_event.previous_source_line IS 'Line of the older value';
