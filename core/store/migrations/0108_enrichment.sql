-- Which industry a web domain is of, from lists that people import: it fills a gap, and never an imported value.

CREATE TABLE crm.domain_industry (
    domain_industry_key UBIGINT,
    domain              VARCHAR,
    industry            VARCHAR,
    source_system       VARCHAR,
    source_id           VARCHAR,
    batch_id            BIGINT,
    source_line         BIGINT,
    row_hash            UBIGINT
);
COMMENT ON TABLE crm.domain_industry IS 'One row a web domain of an imported list, with the industry of the company that has it';
COMMENT ON COLUMN crm.domain_industry.domain_industry_key IS 'Key: hash of source system and source identifier';
COMMENT ON COLUMN crm.domain_industry.domain IS 'Registrable web domain, lower case';
COMMENT ON COLUMN crm.domain_industry.industry IS 'Industry as the list names it';
COMMENT ON COLUMN crm.domain_industry.source_system IS 'System the row came from: salesforce, hubspot, jira, zendesk, kayako, notion, rapport, or a mapping''s own name';
COMMENT ON COLUMN crm.domain_industry.source_id IS 'Identifier of the record in its source system, as read';
COMMENT ON COLUMN crm.domain_industry.batch_id IS 'Import batch that last wrote the row: crm.import_batch';
COMMENT ON COLUMN crm.domain_industry.source_line IS 'Line of the imported file on which the record starts, the first line of the file being 1';
COMMENT ON COLUMN crm.domain_industry.row_hash IS 'Hash of the mapped values; a record whose values are unchanged is not written again';

-- A domain on two lists is of the industry that the newer one says.
CREATE VIEW ops.listed_industry AS
SELECT
    domain,
    arg_max(industry, (batch_id, source_line)) AS industry,
    arg_max(domain_industry_key, (batch_id, source_line)) AS domain_industry_key
FROM crm.domain_industry
WHERE domain IS NOT NULL AND industry IS NOT NULL
GROUP BY domain;
COMMENT ON VIEW ops.listed_industry IS 'One row a web domain on any imported list: the industry said last';
COMMENT ON COLUMN ops.listed_industry.domain IS 'Registrable web domain, lower case';
COMMENT ON COLUMN ops.listed_industry.industry IS 'Industry as the list names it';
COMMENT ON COLUMN ops.listed_industry.domain_industry_key IS 'The row of crm.domain_industry that says so';
