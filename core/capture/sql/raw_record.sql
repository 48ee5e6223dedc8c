-- One record of a kept file, all text.
SELECT *
FROM read_csv(
    $path,
    columns = $columns,
    delim = $delimiter,
    quote = $quote,
    escape = $escape,
    skip = $skip,
    max_line_size = $longest,
    header = false,
    auto_detect = false
)
LIMIT 1 OFFSET $offset
