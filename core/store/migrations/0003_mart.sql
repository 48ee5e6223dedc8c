-- What follows from crm and ops. Filled by the models in core/*/sql/mart; may be dropped at any time.

CREATE SCHEMA IF NOT EXISTS mart;
