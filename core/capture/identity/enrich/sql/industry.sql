-- grain: one row where the domain is on an imported list
-- parameters: domain
SELECT industry, domain_industry_key
FROM ops.listed_industry
WHERE domain = $domain
