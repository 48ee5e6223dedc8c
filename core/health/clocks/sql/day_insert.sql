-- the working days of one calendar, from lists of equal length
INSERT INTO ops.business_day (calendar_id, opens_at, closes_at, worked_before)
SELECT $calendar_id, unnest($opens_at), unnest($closes_at), unnest($worked_before)
