-- One person once: what the matching found, what was decided, and the records that follow from it.
-- Rows of crm stay as imported. A decision says that two rows of one table are the same or different;
-- clusters follow from the decisions, golden records from the clusters and the rules of survivorship.

CREATE TABLE ops.match_run (
    run_id         BIGINT PRIMARY KEY,
    entity         VARCHAR NOT NULL,
    started_at     TIMESTAMP NOT NULL,
    finished_at    TIMESTAMP,
    model_hash     VARCHAR NOT NULL,
    records        BIGINT NOT NULL,
    pairs          BIGINT NOT NULL,
    parameters     JSON NOT NULL,
    review_from    DOUBLE NOT NULL,
    automatic_from DOUBLE NOT NULL
);
COMMENT ON TABLE ops.match_run IS 'One row a run of the matching over the accounts or the contacts';
COMMENT ON COLUMN ops.match_run.run_id IS 'Counts up from 1';
COMMENT ON COLUMN ops.match_run.entity IS 'account or contact';
COMMENT ON COLUMN ops.match_run.started_at IS 'When it began, UTC';
COMMENT ON COLUMN ops.match_run.finished_at IS 'When it was done, UTC';
COMMENT ON COLUMN ops.match_run.model_hash IS 'SHA-256 of the declared model';
COMMENT ON COLUMN ops.match_run.records IS 'Rows compared';
COMMENT ON COLUMN ops.match_run.pairs IS 'Pairs kept';
COMMENT ON COLUMN ops.match_run.parameters IS 'What was learned: probabilities of each level of each comparison';
COMMENT ON COLUMN ops.match_run.review_from IS 'Probability from which a pair waits for review';
COMMENT ON COLUMN ops.match_run.automatic_from IS 'Probability from which a pair is the same without review';

CREATE TABLE ops.match_pair (
    entity      VARCHAR NOT NULL,
    left_key    UBIGINT NOT NULL,
    right_key   UBIGINT NOT NULL,
    run_id      BIGINT NOT NULL,
    probability DOUBLE NOT NULL,
    weight      DOUBLE NOT NULL,
    evidence    JSON NOT NULL,
    PRIMARY KEY (entity, left_key, right_key)
);
COMMENT ON TABLE ops.match_pair IS 'One row a pair of rows that may be the same, from the newest run; left_key is the smaller';
COMMENT ON COLUMN ops.match_pair.entity IS 'account or contact';
COMMENT ON COLUMN ops.match_pair.left_key IS 'Key of the one row';
COMMENT ON COLUMN ops.match_pair.right_key IS 'Key of the other';
COMMENT ON COLUMN ops.match_pair.run_id IS 'The run that found it';
COMMENT ON COLUMN ops.match_pair.probability IS 'Probability that both are the same, 0 to 1';
COMMENT ON COLUMN ops.match_pair.weight IS 'The same as a weight of evidence: the base-2 logarithm of the odds';
COMMENT ON COLUMN ops.match_pair.evidence IS 'A list, the prior first: comparison, left, right, level, bayes_factor, weight of each step';

CREATE TABLE ops.match_decision (
    decision_id      BIGINT PRIMARY KEY,
    entity           VARCHAR NOT NULL,
    left_key         UBIGINT NOT NULL,
    right_key        UBIGINT NOT NULL,
    verdict          VARCHAR NOT NULL,
    is_automatic     BOOLEAN NOT NULL,
    probability      DOUBLE,
    run_id           BIGINT,
    decided_by       VARCHAR NOT NULL,
    decided_at       TIMESTAMP NOT NULL,
    reason           VARCHAR NOT NULL,
    withdrawn_by     VARCHAR,
    withdrawn_at     TIMESTAMP,
    withdrawn_reason VARCHAR
);
COMMENT ON TABLE ops.match_decision IS 'One row a decision that two rows are the same or different; never changed, only withdrawn';
COMMENT ON COLUMN ops.match_decision.decision_id IS 'Counts up from 1';
COMMENT ON COLUMN ops.match_decision.entity IS 'account or contact';
COMMENT ON COLUMN ops.match_decision.left_key IS 'Key of the one row, the smaller';
COMMENT ON COLUMN ops.match_decision.right_key IS 'Key of the other';
COMMENT ON COLUMN ops.match_decision.verdict IS 'same or different';
COMMENT ON COLUMN ops.match_decision.is_automatic IS 'Made by the matching, not by a person';
COMMENT ON COLUMN ops.match_decision.probability IS 'Probability that was shown when it was made; empty when the matching had not found the pair';
COMMENT ON COLUMN ops.match_decision.run_id IS 'The run that had found the pair';
COMMENT ON COLUMN ops.match_decision.decided_by IS 'Who';
COMMENT ON COLUMN ops.match_decision.decided_at IS 'When, UTC';
COMMENT ON COLUMN ops.match_decision.reason IS 'Why';
COMMENT ON COLUMN ops.match_decision.withdrawn_by IS 'Who withdrew it; empty while in force';
COMMENT ON COLUMN ops.match_decision.withdrawn_at IS 'When, UTC';
COMMENT ON COLUMN ops.match_decision.withdrawn_reason IS 'Why';

CREATE TABLE ops.cluster_choice (
    entity     VARCHAR NOT NULL,
    member_key UBIGINT NOT NULL,
    chosen_by  VARCHAR NOT NULL,
    chosen_at  TIMESTAMP NOT NULL,
    reason     VARCHAR NOT NULL,
    PRIMARY KEY (entity, member_key)
);
COMMENT ON TABLE ops.cluster_choice IS 'One row a row that a person chose to stand for whatever cluster it is in';
COMMENT ON COLUMN ops.cluster_choice.entity IS 'account or contact';
COMMENT ON COLUMN ops.cluster_choice.member_key IS 'Key of the row';
COMMENT ON COLUMN ops.cluster_choice.chosen_by IS 'Who';
COMMENT ON COLUMN ops.cluster_choice.chosen_at IS 'When, UTC; the newest choice in a cluster counts';
COMMENT ON COLUMN ops.cluster_choice.reason IS 'Why';

CREATE TABLE ops.system_trust (
    source_system VARCHAR PRIMARY KEY,
    rank          INTEGER NOT NULL,
    set_at        TIMESTAMP NOT NULL,
    set_by        VARCHAR NOT NULL
);
COMMENT ON TABLE ops.system_trust IS 'One row a system: how far it is trusted when systems disagree about a record';
COMMENT ON COLUMN ops.system_trust.source_system IS 'System, as in source_system';
COMMENT ON COLUMN ops.system_trust.rank IS '1 is trusted most; systems not named come last';
COMMENT ON COLUMN ops.system_trust.set_at IS 'When, UTC';
COMMENT ON COLUMN ops.system_trust.set_by IS 'Who';

CREATE TABLE ops.survivorship_rule (
    entity VARCHAR NOT NULL,
    field  VARCHAR NOT NULL,
    rule   VARCHAR NOT NULL,
    set_at TIMESTAMP NOT NULL,
    set_by VARCHAR NOT NULL,
    reason VARCHAR NOT NULL,
    PRIMARY KEY (entity, field)
);
COMMENT ON TABLE ops.survivorship_rule IS 'One row a field whose value of several records is chosen otherwise than data/identity/survivorship.toml says';
COMMENT ON COLUMN ops.survivorship_rule.entity IS 'account or contact';
COMMENT ON COLUMN ops.survivorship_rule.field IS 'Field, a column of the table';
COMMENT ON COLUMN ops.survivorship_rule.rule IS 'newest, most_trusted, most_complete, longest, oldest, most_frequent or greatest';
COMMENT ON COLUMN ops.survivorship_rule.set_at IS 'When, UTC';
COMMENT ON COLUMN ops.survivorship_rule.set_by IS 'Who';
COMMENT ON COLUMN ops.survivorship_rule.reason IS 'Why';

CREATE TABLE ops.cluster_member (
    entity      VARCHAR,
    member_key  UBIGINT,
    cluster_key UBIGINT
);
COMMENT ON TABLE ops.cluster_member IS 'One row a row of crm that is in a cluster of two or more: ops.match_cluster, kept';
COMMENT ON COLUMN ops.cluster_member.entity IS 'account or contact';
COMMENT ON COLUMN ops.cluster_member.member_key IS 'Key of the row in crm';
COMMENT ON COLUMN ops.cluster_member.cluster_key IS 'Key of the member that stands for all';

CREATE TABLE ops.golden_value (
    entity      VARCHAR,
    cluster_key UBIGINT,
    field       VARCHAR,
    member_key  UBIGINT,
    rule        VARCHAR
);
COMMENT ON TABLE ops.golden_value IS 'One row a field of a cluster that any member fills: which member it was taken from';
COMMENT ON COLUMN ops.golden_value.entity IS 'account or contact';
COMMENT ON COLUMN ops.golden_value.cluster_key IS 'The cluster';
COMMENT ON COLUMN ops.golden_value.field IS 'Field, a column of the table';
COMMENT ON COLUMN ops.golden_value.member_key IS 'The member whose value it is';
COMMENT ON COLUMN ops.golden_value.rule IS 'The rule that chose it';

CREATE TABLE ops.rekeyed_row (
    table_name   VARCHAR,
    key_column   VARCHAR,
    row_key      UBIGINT,
    original_key UBIGINT,
    assigned_key UBIGINT
);
COMMENT ON TABLE ops.rekeyed_row IS 'One row a row that points at a cluster instead of the member it was written for; kept so that it can point back';
COMMENT ON COLUMN ops.rekeyed_row.table_name IS 'Table of the row, e.g. crm.ticket';
COMMENT ON COLUMN ops.rekeyed_row.key_column IS 'account_key, contact_key or another column that points at an account or contact';
COMMENT ON COLUMN ops.rekeyed_row.row_key IS 'Key of the row, or a hash of what tells it apart';
COMMENT ON COLUMN ops.rekeyed_row.original_key IS 'The member it was written for';
COMMENT ON COLUMN ops.rekeyed_row.assigned_key IS 'The cluster it points at now';

CREATE TABLE ops.merged_account (
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
COMMENT ON TABLE ops.merged_account IS 'One row a cluster of accounts: its golden record, made by survivorship; in the form of crm.account';
COMMENT ON COLUMN ops.merged_account.account_key IS 'Key of the member that stands for the cluster';
COMMENT ON COLUMN ops.merged_account.name IS 'Name of the account';
COMMENT ON COLUMN ops.merged_account.name_normalised IS 'Name folded for exact matching: case, accents, punctuation and legal form removed';
COMMENT ON COLUMN ops.merged_account.domain IS 'Registrable web domain of the account, lower case';
COMMENT ON COLUMN ops.merged_account.tier IS 'Tier: enterprise, mid_market or smb; empty when no source says';
COMMENT ON COLUMN ops.merged_account.segment IS 'Segment as the source names it';
COMMENT ON COLUMN ops.merged_account.industry IS 'Industry as the source names it';
COMMENT ON COLUMN ops.merged_account.region IS 'Sales region as the source names it';
COMMENT ON COLUMN ops.merged_account.country IS 'Country as the source names it';
COMMENT ON COLUMN ops.merged_account.time_zone IS 'IANA time zone';
COMMENT ON COLUMN ops.merged_account.owner_email IS 'E-mail of the customer-success manager or owner, lower case';
COMMENT ON COLUMN ops.merged_account.arr_amount IS 'Annual recurring revenue, in currency';
COMMENT ON COLUMN ops.merged_account.currency IS 'ISO 4217 code of arr_amount';
COMMENT ON COLUMN ops.merged_account.renewal_on IS 'Date of the next renewal';
COMMENT ON COLUMN ops.merged_account.parent_account_ref IS 'Source identifier of the parent account';
COMMENT ON COLUMN ops.merged_account.lifecycle_stage IS 'Lifecycle stage as the source names it';
COMMENT ON COLUMN ops.merged_account.created_at IS 'When the account was created in its source, UTC';
COMMENT ON COLUMN ops.merged_account.source_system IS 'System the row came from: salesforce, hubspot, jira, zendesk, kayako, notion, rapport, or a mapping''s own name';
COMMENT ON COLUMN ops.merged_account.source_id IS 'Identifier of the record in its source system, as read';
COMMENT ON COLUMN ops.merged_account.batch_id IS 'Import batch that last wrote the row: crm.import_batch';
COMMENT ON COLUMN ops.merged_account.source_line IS 'Line of the imported file on which the record starts, the first line of the file being 1';
COMMENT ON COLUMN ops.merged_account.row_hash IS 'Hash of the mapped values; a record whose values are unchanged is not written again';

CREATE TABLE ops.merged_contact (
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
COMMENT ON TABLE ops.merged_contact IS 'One row a cluster of contacts: its golden record, made by survivorship; in the form of crm.contact';
COMMENT ON COLUMN ops.merged_contact.contact_key IS 'Key of the member that stands for the cluster';
COMMENT ON COLUMN ops.merged_contact.full_name IS 'Full name';
COMMENT ON COLUMN ops.merged_contact.title IS 'Job title as the source gives it';
COMMENT ON COLUMN ops.merged_contact.email IS 'E-mail, lower case';
COMMENT ON COLUMN ops.merged_contact.phone IS 'Phone in E.164 where it parses, otherwise as read';
COMMENT ON COLUMN ops.merged_contact.country IS 'Country as the source names it';
COMMENT ON COLUMN ops.merged_contact.time_zone IS 'IANA time zone';
COMMENT ON COLUMN ops.merged_contact.role IS 'executive_sponsor, champion, decision_maker, economic_buyer, evaluator, influencer, blocker, approver or procurement';
COMMENT ON COLUMN ops.merged_contact.is_primary_sponsor IS 'Marked as the primary executive sponsor';
COMMENT ON COLUMN ops.merged_contact.started_on IS 'First day in the present role';
COMMENT ON COLUMN ops.merged_contact.reports_to_ref IS 'Source identifier of the contact this one reports to';
COMMENT ON COLUMN ops.merged_contact.technical_maturity IS 'low, medium or high';
COMMENT ON COLUMN ops.merged_contact.communication_preference IS 'How the person prefers to be reached';
COMMENT ON COLUMN ops.merged_contact.priorities IS 'Known priorities';
COMMENT ON COLUMN ops.merged_contact.consent IS 'Consent to be contacted: given, withdrawn or unknown';
COMMENT ON COLUMN ops.merged_contact.status IS 'active or left';
COMMENT ON COLUMN ops.merged_contact.left_on IS 'When the person was first seen to have left';
COMMENT ON COLUMN ops.merged_contact.email_bounced_at IS 'When mail to the person last bounced, UTC';
COMMENT ON COLUMN ops.merged_contact.created_at IS 'When the contact was created in its source, UTC';
COMMENT ON COLUMN ops.merged_contact.account_ref IS 'Account identifier as the source gives it';
COMMENT ON COLUMN ops.merged_contact.account_domain_ref IS 'E-mail or web domain that points at the account, lower case';
COMMENT ON COLUMN ops.merged_contact.account_name_ref IS 'Company name as the source gives it';
COMMENT ON COLUMN ops.merged_contact.account_key IS 'Account the row belongs to; empty while it is not placed';
COMMENT ON COLUMN ops.merged_contact.placed_by IS 'How the account was found: id, contact, domain, name or manual';
COMMENT ON COLUMN ops.merged_contact.source_system IS 'System the row came from: salesforce, hubspot, jira, zendesk, kayako, notion, rapport, or a mapping''s own name';
COMMENT ON COLUMN ops.merged_contact.source_id IS 'Identifier of the record in its source system, as read';
COMMENT ON COLUMN ops.merged_contact.batch_id IS 'Import batch that last wrote the row: crm.import_batch';
COMMENT ON COLUMN ops.merged_contact.source_line IS 'Line of the imported file on which the record starts, the first line of the file being 1';
COMMENT ON COLUMN ops.merged_contact.row_hash IS 'Hash of the mapped values; a record whose values are unchanged is not written again';

CREATE VIEW ops.match_cluster AS
WITH RECURSIVE standing AS (
    -- What holds for a pair: a person's word before the matching's, then the newest.
    SELECT entity, left_key, right_key, verdict
    FROM ops.match_decision
    WHERE withdrawn_at IS NULL
    QUALIFY row_number() OVER (
        PARTITION BY entity, left_key, right_key ORDER BY is_automatic, decision_id DESC
    ) = 1
),
edge AS (
    SELECT entity, left_key AS one, right_key AS other FROM standing WHERE verdict = 'same'
    UNION ALL
    SELECT entity, right_key, left_key FROM standing WHERE verdict = 'same'
),
component (entity, node, label) USING KEY (entity, node) AS (
    SELECT entity, one, min(least(one, other)) FROM edge GROUP BY entity, one
    UNION
    SELECT edge.entity, edge.one, min(reached.label)
    FROM component AS reached
    JOIN edge ON edge.entity = reached.entity AND edge.other = reached.node
    JOIN recurring.component AS known ON known.entity = edge.entity AND known.node = edge.one
    WHERE reached.label < known.label
    GROUP BY edge.entity, edge.one
),
present AS (
    SELECT 'account' AS entity, account_key AS member_key, source_system, created_at
    FROM crm.account
    UNION ALL
    SELECT 'contact', contact_key, source_system, created_at
    FROM crm.contact
)
SELECT
    component.entity,
    component.node AS member_key,
    first_value(component.node) OVER (
        PARTITION BY component.entity, component.label
        ORDER BY
            choice.chosen_at DESC NULLS LAST,
            trust.rank ASC NULLS LAST,
            present.created_at ASC NULLS LAST,
            component.node
    ) AS cluster_key
FROM component
JOIN present ON present.entity = component.entity AND present.member_key = component.node
LEFT JOIN ops.cluster_choice AS choice
    ON choice.entity = component.entity AND choice.member_key = component.node
LEFT JOIN ops.system_trust AS trust ON trust.source_system = present.source_system
QUALIFY count(*) OVER (PARTITION BY component.entity, component.label) > 1;
COMMENT ON VIEW ops.match_cluster IS 'One row a row of crm in a cluster of two or more: connected by decisions in force';

CREATE VIEW ops.golden_account AS
SELECT
    account.account_key,
    account.name,
    account.name_normalised,
    account.domain,
    account.tier,
    account.segment,
    account.industry,
    account.region,
    account.country,
    account.time_zone,
    account.owner_email,
    account.arr_amount,
    account.currency,
    account.renewal_on,
    account.parent_account_ref,
    account.lifecycle_stage,
    account.created_at,
    account.source_system,
    account.source_id,
    account.batch_id,
    account.source_line,
    account.row_hash
FROM crm.account AS account
ANTI JOIN (
    SELECT member_key FROM ops.cluster_member WHERE entity = 'account'
) AS member
    ON member.member_key = account.account_key
UNION ALL
SELECT
    account_key,
    name,
    name_normalised,
    domain,
    tier,
    segment,
    industry,
    region,
    country,
    time_zone,
    owner_email,
    arr_amount,
    currency,
    renewal_on,
    parent_account_ref,
    lifecycle_stage,
    created_at,
    source_system,
    source_id,
    batch_id,
    source_line,
    row_hash
FROM ops.merged_account;
COMMENT ON VIEW ops.golden_account IS 'One row an account, once: rows in no cluster as imported, clusters as their golden record';

CREATE VIEW ops.golden_contact AS
SELECT
    contact.contact_key,
    contact.full_name,
    contact.title,
    contact.email,
    contact.phone,
    contact.country,
    contact.time_zone,
    contact.role,
    contact.is_primary_sponsor,
    contact.started_on,
    contact.reports_to_ref,
    contact.technical_maturity,
    contact.communication_preference,
    contact.priorities,
    contact.consent,
    contact.status,
    contact.left_on,
    contact.email_bounced_at,
    contact.created_at,
    contact.account_ref,
    contact.account_domain_ref,
    contact.account_name_ref,
    contact.account_key,
    contact.placed_by,
    contact.source_system,
    contact.source_id,
    contact.batch_id,
    contact.source_line,
    contact.row_hash
FROM crm.contact AS contact
ANTI JOIN (
    SELECT member_key FROM ops.cluster_member WHERE entity = 'contact'
) AS member
    ON member.member_key = contact.contact_key
UNION ALL
SELECT
    contact_key,
    full_name,
    title,
    email,
    phone,
    country,
    time_zone,
    role,
    is_primary_sponsor,
    started_on,
    reports_to_ref,
    technical_maturity,
    communication_preference,
    priorities,
    consent,
    status,
    left_on,
    email_bounced_at,
    created_at,
    account_ref,
    account_domain_ref,
    account_name_ref,
    account_key,
    placed_by,
    source_system,
    source_id,
    batch_id,
    source_line,
    row_hash
FROM ops.merged_contact;
COMMENT ON VIEW ops.golden_contact IS 'One row a person, once: rows in no cluster as imported, clusters as their golden record';

CREATE VIEW ops.account_alias AS
SELECT
    coalesce(member.cluster_key, account.account_key) AS account_key,
    account.account_key AS member_key,
    account.name,
    account.domain,
    account.source_system,
    account.source_id
FROM crm.account AS account
LEFT JOIN ops.cluster_member AS member
    ON member.entity = 'account' AND member.member_key = account.account_key;
COMMENT ON VIEW ops.account_alias IS 'One row an imported account: the account it is part of, and what it is called';

CREATE VIEW ops.contact_alias AS
SELECT
    coalesce(member.cluster_key, contact.contact_key) AS contact_key,
    contact.contact_key AS member_key,
    contact.email,
    contact.source_system,
    contact.source_id
FROM crm.contact AS contact
LEFT JOIN ops.cluster_member AS member
    ON member.entity = 'contact' AND member.member_key = contact.contact_key;
COMMENT ON VIEW ops.contact_alias IS 'One row an imported contact: the person it is part of, and how they are addressed';
