-- grain: one row; the dates that sparkline series have a value for, oldest first
-- parameters: as_of, series_days
SELECT list_transform(
    range($series_days::BIGINT), lambda back: ($as_of - ($series_days - 1 - back)::INTEGER)::DATE
) AS days
