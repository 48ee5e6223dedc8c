-- A file as read, all text, in its own order: the row number is the number of the record.
CREATE TEMP TABLE /*cells*/ AS
SELECT *
FROM read_csv(
    $path,
    columns = $columns,
    delim = $delimiter,
    quote = $quote,
    escape = $escape,
    new_line = $newline,
    skip = $skip,
    max_line_size = $longest,
    header = false,
    auto_detect = false
) /*lines*/
