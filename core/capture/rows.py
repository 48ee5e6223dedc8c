"""The accepted records of one table's share as SQL, and what a table adds to them of its own."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping as Dictionary
from functools import cache
from typing import Any

from core.capture.domains import registrable
from core.capture.prepare import Prepared, Ready
from core.capture.statement import statement
from core.capture.targets import FieldType
from core.store import Transaction

OWN_SYSTEM = "rapport"
"""The system of our own templates."""

_OF_A_DOMAIN = frozenset({"account", "domain_industry"})
"""Tables whose ``domain`` is kept as its registrable part."""

LEGAL_FORMS_KEPT = frozenset({"company", "group", "partners"})
"""Words that a list of legal forms holds but that tell companies apart."""


def rows_sql(prepared: Prepared, ready: Ready, where: str = "") -> str:
    """``record, source_line, source_id, row_key, row_hash`` and the fields of accepted records."""
    fields = {value.column.field: value.sql for value in ready.values}
    accepted = ready.accepted
    if prepared.staged.source.ragged:
        accepted += " AND record NOT IN (SELECT record FROM staged_ragged)"
    if where:
        accepted += f" AND {where}"
    return statement(
        "rows",
        line=prepared.staged.line,
        identity=ready.part.identity,
        fields="".join(f", {sql} AS {name}" for name, sql in fields.items()),
        names="".join(f", {name}" for name in fields),
        relation=ready.part.relation,
        accepted=accepted,
        system=prepared.binder.bind(prepared.mapping.system),
    )


def insert(
    work: Transaction, prepared: Prepared, ready: Ready, batch: Dictionary[str, Any], where: str
) -> None:
    """Insert accepted records; ``where`` narrows them by ``record``. Accounts known by id are placed.

    ``batch`` holds ``batch_id`` and ``exported_on``.
    """
    target = ready.target
    fields = {value.column.field for value in ready.values}
    extra, joins = "", ""
    replacements: list[str] = []
    if target.places and "account_ref" in fields:
        extra += ", place.account_key"
        extra += ", CASE WHEN place.account_key IS NOT NULL THEN 'id' END AS placed_by"
        joins += _account_join(work, prepared.mapping.system)
    for value in ready.values:
        if value.column.type is FieldType.MEMBER:
            join, own = _member(value.column.field, prepared.mapping.id_form)
            joins += join
            replacements.append(own)
    if target.name == "account":
        extra += f", {name_normalised('r.name')} AS name_normalised"
    if target.name in _OF_A_DOMAIN and "domain" in fields:
        _register_domains(work, prepared, ready)
        joins += " LEFT JOIN registrable_domain AS d ON d.host = r.domain"
        replacements.append("d.domain AS domain")
    if target.name == "contact":
        if "status" not in fields:
            extra += ", 'active' AS status"
        else:
            replacements.append("coalesce(r.status, 'active') AS status")
    if replacements and "member_reference" in joins:
        _make_member_reference(work, prepared, ready)
    sql = statement(
        "insert",
        table=target.table,
        key=target.key,
        replaced=f" REPLACE ({', '.join(replacements)})" if replacements else "",
        extra=extra,
        rows=rows_sql(prepared, ready, where),
        joins=joins,
    )
    sql = sql.replace("$system", prepared.binder.bind(prepared.mapping.system))
    params = {**prepared.binder.used(sql), "batch_id": batch["batch_id"]}
    work.execute(sql, params)


def _account_join(work: Transaction, system: str) -> str:
    """The join that finds a row's account by identifier; our templates may name any system's."""
    if system != OWN_SYSTEM:
        key = "md5_number_lower($system || chr(31) || r.account_ref)"
        return f" LEFT JOIN crm.account AS place ON place.account_key = {key}"
    make_account_reference(work)
    return " LEFT JOIN account_reference AS place ON place.reference = r.account_ref"


def make_account_reference(work: Transaction) -> None:
    """``account_reference``: what our own templates may call each account."""
    work.execute("DROP TABLE IF EXISTS temp.account_reference")
    work.execute(statement("account_reference"))


def _member(field: str, id_form: str) -> tuple[str, str]:
    """A join that finds one of our people by identifier or name, and the e-mail put in its place.

    Someone not known keeps the address or name as read; a Salesforce identifier says nothing.
    """
    alias = f"member_{field}"
    join = f" LEFT JOIN member_reference AS {alias} ON {alias}.reference = lower(r.{field})"
    unknown = f"CASE WHEN contains(r.{field}, '@') THEN lower(r.{field}) ELSE r.{field} END"
    if id_form == "salesforce":
        unknown = f"CASE WHEN regexp_full_match(r.{field}, '005[0-9A-Za-z]{{12,15}}') THEN NULL ELSE {unknown} END"
    return join, f"coalesce({alias}.email, {unknown}) AS {field}"


def _make_member_reference(work: Transaction, prepared: Prepared, ready: Ready) -> None:
    """``member_reference``: how our own people are named, those of a file of users included."""
    work.execute("DROP TABLE IF EXISTS temp.member_reference")
    work.execute(statement("member_reference"), {"system": prepared.mapping.system})
    if ready.target.name == "team_member" and ready.value("email") is not None:
        sql = statement("member_reference_incoming", rows=rows_sql(prepared, ready))
        work.execute(sql, prepared.binder.used(sql))


def _register_domains(work: Transaction, prepared: Prepared, ready: Ready) -> None:
    """``registrable_domain``: the registrable domain of every host among the new accounts."""
    import pyarrow as pa  # noqa: PLC0415  (deferred: slow to load, seldom needed)

    value = ready.value("domain")
    assert value is not None  # noqa: S101  (the caller has seen the field)
    sql = statement("distinct_values", value=value.sql, relation=ready.part.relation)
    hosts = [row["value"] for row in work.rows(sql, prepared.binder.used(sql))]
    table = pa.table(
        {
            "host": pa.array(hosts, pa.string()),
            "domain": pa.array([registrable(host) for host in hosts], pa.string()),
        }
    )
    work.register("registrable_domain", table)


def name_normalised(name: str) -> str:
    """A company name folded for exact matching, as SQL: case, accents, marks, legal form."""
    flat = f"replace(lower(strip_accents({name})), '&', ' and ')"
    # Marks by their ranges: a class of all the world's letters takes a while to compile.
    bare = f"regexp_replace({flat}, '[.'']', '', 'g')"
    plain = f"trim(regexp_replace({bare}, '[\\s!-/:-@\\[-`{{-¿‐-‧]+', ' ', 'g'))"  # noqa: RUF001
    return f"nullif(trim(regexp_replace({plain}, '{_legal_forms()}', '')), '')"


@cache
def _legal_forms() -> str:
    """Words at the end of a company name that say its legal form, as one regular expression."""
    from cleanco.termdata import terms_by_type  # noqa: PLC0415  (deferred: slow to load, seldom needed)

    terms = set()
    for listed in terms_by_type.values():
        for term in listed:
            flat = unicodedata.normalize("NFKD", term.casefold())
            flat = "".join(char for char in flat if not unicodedata.combining(char))
            flat = re.sub(r"[.']", "", flat).replace("&", " and ")
            words = " ".join(re.sub(r"[^\w]+|_", " ", flat).split())
            if words and words.isascii() and words not in LEGAL_FORMS_KEPT:
                terms.add(words)
    longest_first = sorted(terms, key=lambda word: (-len(word), word))
    return f"( ({'|'.join(longest_first)}))+$"
