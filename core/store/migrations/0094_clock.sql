-- When an account's people work: what the clocks of tickets count. Made from the holidays of the
-- account's country and its time zone; made anew when either or the library of holidays changes.

CREATE TABLE ops.business_calendar (
    calendar_id  INTEGER,
    country_text VARCHAR,
    region_text  VARCHAR,
    zone_text    VARCHAR,
    opens_hour   DOUBLE,
    closes_hour  DOUBLE,
    country      VARCHAR,
    subdivision  VARCHAR,
    time_zone    VARCHAR,
    note         VARCHAR,
    first_year   INTEGER,
    last_year    INTEGER,
    made_with    VARCHAR
);
COMMENT ON TABLE ops.business_calendar IS 'One row a combination of country, region, time zone and hours that accounts have, with what it was read as';
COMMENT ON COLUMN ops.business_calendar.calendar_id IS 'Key, counting up';
COMMENT ON COLUMN ops.business_calendar.country_text IS 'Country as the accounts have it; empty text without one';
COMMENT ON COLUMN ops.business_calendar.region_text IS 'Region as the accounts have it; empty text without one';
COMMENT ON COLUMN ops.business_calendar.zone_text IS 'Time zone as the accounts have it; empty text without one';
COMMENT ON COLUMN ops.business_calendar.opens_hour IS 'Hour of the local day at which work begins';
COMMENT ON COLUMN ops.business_calendar.closes_hour IS 'Hour of the local day at which work ends';
COMMENT ON COLUMN ops.business_calendar.country IS 'ISO 3166 code the texts were read as; empty when no country is known';
COMMENT ON COLUMN ops.business_calendar.subdivision IS 'Part of the country whose own holidays count; empty when only the national ones do';
COMMENT ON COLUMN ops.business_calendar.time_zone IS 'IANA time zone the hours are of';
COMMENT ON COLUMN ops.business_calendar.note IS 'What had to be assumed, a sentence; empty when nothing';
COMMENT ON COLUMN ops.business_calendar.first_year IS 'First year whose days are made';
COMMENT ON COLUMN ops.business_calendar.last_year IS 'Last year whose days are made';
COMMENT ON COLUMN ops.business_calendar.made_with IS 'Version of the library of holidays';

CREATE TABLE ops.business_day (
    calendar_id   INTEGER,
    opens_at      TIMESTAMP,
    closes_at     TIMESTAMP,
    worked_before BIGINT
);
COMMENT ON TABLE ops.business_day IS 'One row a day of a calendar on which people work; weekends and holidays have none';
COMMENT ON COLUMN ops.business_day.calendar_id IS 'The calendar';
COMMENT ON COLUMN ops.business_day.opens_at IS 'When work begins, UTC';
COMMENT ON COLUMN ops.business_day.closes_at IS 'When work ends, UTC';
COMMENT ON COLUMN ops.business_day.worked_before IS 'Working seconds of the calendar before this day';

CREATE TABLE ops.account_hours (
    account_key UBIGINT,
    country     VARCHAR,
    region      VARCHAR,
    time_zone   VARCHAR,
    opens_hour  DOUBLE,
    closes_hour DOUBLE,
    is_always   BOOLEAN,
    reason      VARCHAR,
    set_by      VARCHAR,
    set_at      TIMESTAMP
);
COMMENT ON TABLE ops.account_hours IS 'One row an account whose business hours were set by hand; an empty column leaves what the record and the policy say';
COMMENT ON COLUMN ops.account_hours.account_key IS 'The account';
COMMENT ON COLUMN ops.account_hours.country IS 'ISO 3166 code of the country whose holidays count';
COMMENT ON COLUMN ops.account_hours.region IS 'Part of the country whose own holidays count too';
COMMENT ON COLUMN ops.account_hours.time_zone IS 'IANA time zone';
COMMENT ON COLUMN ops.account_hours.opens_hour IS 'Hour of the local day at which work begins';
COMMENT ON COLUMN ops.account_hours.closes_hour IS 'Hour of the local day at which work ends';
COMMENT ON COLUMN ops.account_hours.is_always IS 'Support around the clock for every priority: the clocks never rest';
COMMENT ON COLUMN ops.account_hours.reason IS 'Why, in the person''s words';
COMMENT ON COLUMN ops.account_hours.set_by IS 'Who set it';
COMMENT ON COLUMN ops.account_hours.set_at IS 'When, UTC';
