-- grain: no row: clusters are as they were
CREATE TEMP TABLE changed_member (
    entity VARCHAR, member_key UBIGINT, before_key UBIGINT, after_key UBIGINT
)
