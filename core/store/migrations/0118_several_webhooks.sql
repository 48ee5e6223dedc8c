-- Several webhooks of a chat: each has a row of its own in the ledger.

COMMENT ON COLUMN ops.notice_delivery.channel IS 'crm_page, sales_event, email or chat; chat:name for a webhook that has a name';
