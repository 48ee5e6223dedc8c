"""Settings of one installation, read from the environment (``RAPPORT_…``) with safe defaults.

What a manager tunes (thresholds, cadences) is policy, not settings: see ``core.policy``.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

PROJECT_ROOT = Path(__file__).resolve().parent.parent


class ChatWebhook(BaseModel):
    """One incoming webhook of a chat, and which notices it receives; what is not narrowed is all.

    ``regions``, ``teams`` (of the account's owner) and ``owners`` (e-mail addresses) are compared without
    regard to capitals. A notice has to meet each that is given.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    name: str = Field(pattern=r"^[a-z0-9][a-z0-9_-]{0,39}$")
    kind: Literal["slack", "google_chat"]
    url: SecretStr
    severities: frozenset[Literal["critical", "high", "medium"]] = frozenset()
    regions: frozenset[str] = frozenset()
    teams: frozenset[str] = frozenset()
    owners: frozenset[str] = frozenset()


class Settings(BaseSettings):
    """One installation. Every field is documented in ``docs/settings.md``, generated from here."""

    # What is wrong with a setting is told without the setting: it may be a secret.
    model_config = SettingsConfigDict(env_prefix="RAPPORT_", frozen=True, hide_input_in_errors=True)

    database: Path = Field(
        default=PROJECT_ROOT / "var" / "rapport.duckdb",
        description="The DuckDB database file. Its folder also holds imported files and backups.",
    )
    memory_limit: str = Field(default="2GB", description="Memory DuckDB may use, e.g. `2GB`.")
    spill_limit: str = Field(
        default="20GB", description="Disk DuckDB may use for intermediate results, e.g. `20GB`."
    )
    threads: int = Field(default=0, ge=0, description="DuckDB threads; 0 means one a core.")
    query_timeout_seconds: float = Field(
        default=10.0, gt=0, description="A page's or API call's query is interrupted after this."
    )

    company_name: str = Field(
        default="",
        description="Our own company's name as letters say it; needs no fact there. Empty: letters say `we`.",
    )
    product_names: frozenset[str] = Field(
        default=frozenset(),
        description='Names of our products, e.g. `["Rapport"]`; they need no fact in a letter.',
    )

    lake_catalog: str = Field(
        default="",
        description="Catalog of the DuckLake that holds the tables: a file's path, or `postgres:` and "
        "libpq's connection words. Empty means the embedded database file.",
    )
    lake_data: Path | None = Field(
        default=None,
        description="Folder of the lake's Parquet files; by default `lake` beside the database.",
    )
    backup_keep: int = Field(default=14, ge=1, description="Backups kept; older ones are deleted.")
    admin_email: str = Field(
        default="",
        description="Whoever first signs in with this verified e-mail address is an administrator.",
    )
    allowed_domains: frozenset[str] = Field(
        default=frozenset(),
        description='Domains of e-mail addresses that may sign in, e.g. `["example.com"]`; '
        "empty means any known user's.",
    )
    allowed_issuers: frozenset[str] = Field(
        default=frozenset(),
        description="Issuers whose identities are accepted, as their tokens name them; "
        "empty means those configured for sign-in.",
    )
    public_hosts: frozenset[str] = Field(
        default=frozenset(),
        description='Host names the server is reached by, e.g. `["rapport.example.com"]`; requests '
        "naming another are refused. Empty means any with sign-in, this machine's without.",
    )
    upload_limit_mb: int = Field(
        default=2048, gt=0, description="Largest file an upload may be, in MB."
    )
    upload_quota_mb: int = Field(
        default=4096, gt=0, description="MB one session or token may upload within an hour."
    )
    api_requests_per_minute: int = Field(
        default=300, gt=0, description="Requests a minute the API answers to one token."
    )

    gmail_client_id: str = Field(
        default="",
        description="OAuth client of this installation at Google ([gmail.md](gmail.md)); empty: no Gmail.",
    )
    gmail_client_secret: SecretStr = Field(
        default=SecretStr(""), description="The secret of that client."
    )
    gmail_redirect_url: str = Field(
        default="http://localhost:8501/gmail/connected",
        description="Where Google returns a person to, as registered for the client: this server's "
        "address and `/gmail/connected`.",
    )
    gmail_token_keys: SecretStr = Field(
        default=SecretStr(""),
        description="Fernet keys that seal people's access to Gmail, separated by commas, the newest "
        "first. Empty: a key file beside the database, made when first needed.",
    )
    gmail_endpoint: str = Field(
        default="",
        description="Base address of another server that speaks Gmail's protocol, for tests. "
        "Empty means Google.",
    )

    model_key: SecretStr = Field(
        default=SecretStr(""),
        description="Key of the Anthropic API. Empty means: the template writer writes every draft and "
        "nothing is sent anywhere. No other variable turns the model on.",
    )
    model_name: str = Field(
        default="claude-sonnet-5-5",
        description="Model that writes drafts: one of those in `data/models.toml`.",
    )
    model_url: str = Field(
        default="https://api.anthropic.com",
        description="Where the Messages API is; a gateway of your own that speaks it, for example.",
    )
    model_deadline_seconds: float = Field(
        default=30.0,
        gt=0,
        le=120,
        description="A draft by the model takes at most this long, retry included; then the template writes.",
    )
    model_daily_usd: float = Field(
        default=20.0, ge=0, description="US dollars all calls to the model may cost in a day (UTC)."
    )
    model_user_daily_usd: float = Field(
        default=4.0, ge=0, description="US dollars one person's calls may cost in a day (UTC)."
    )

    jira_url: str = Field(
        default="",
        description="Jira Cloud site whose issues are polled, e.g. `https://acme.atlassian.net` "
        "([polling.md](polling.md)); empty: Jira is not polled.",
    )
    jira_email: str = Field(
        default="",
        description="Address of the Jira user the token is of; empty: the token is sent as a bearer token.",
    )
    jira_token: SecretStr = Field(default=SecretStr(""), description="API token of that user.")
    jira_jql: str = Field(
        default="",
        description="Which issues are polled, as JQL without `ORDER BY`, e.g. `project = SUP`; "
        "empty: all that the user may see.",
    )
    kayako_url: str = Field(
        default="",
        description="New Kayako whose conversations are polled, e.g. `https://acme.kayako.com`; "
        "empty: it is not polled.",
    )
    kayako_email: str = Field(default="", description="Address of the agent who signs in there.")
    kayako_password: SecretStr = Field(
        default=SecretStr(""), description="The password of that agent."
    )
    kayako_classic_url: str = Field(
        default="",
        description="API address of a Kayako Classic help desk whose tickets are polled, e.g. "
        "`https://help.example.com/api/index.php`; empty: it is not polled.",
    )
    kayako_classic_key: SecretStr = Field(
        default=SecretStr(""), description="API key of that help desk."
    )
    kayako_classic_secret: SecretStr = Field(
        default=SecretStr(""), description="Secret key of that help desk, which signs each request."
    )

    poll_minutes: int = Field(
        default=60, ge=5, description="Minutes from one poll of a ticket system to the next."
    )

    public_url: str = Field(
        default="",
        description="Address people open Rapport at, e.g. `https://rapport.example.com`; notices link to "
        "their account with it. Empty: notices have no link.",
    )
    notion_token: SecretStr = Field(
        default=SecretStr(""),
        description="Secret of this installation's integration at Notion ([channels.md](channels.md)); "
        "empty: nothing is written to Notion.",
    )
    notion_database: str = Field(
        default="",
        description="Id or address of the Notion database of accounts. Given, only its pages are taken for "
        "an account's by their title; empty means any page shared with the integration.",
    )
    notion_endpoint: str = Field(
        default="https://api.notion.com",
        description="Base address of Notion's API; another for tests, on this machine.",
    )
    chat_webhook: SecretStr = Field(
        default=SecretStr(""),
        description="Incoming webhook of a Slack channel or a Google Chat space that alerts go to; empty: none.",
    )
    chat_webhooks: tuple[ChatWebhook, ...] = Field(
        default=(),
        description="Further incoming webhooks, as a JSON list of objects, each with a name of its own and with "
        "what it receives ([channels.md](channels.md#several-webhooks)); empty: none.",
    )
    chat_hosts: frozenset[str] = Field(
        default=frozenset(),
        description="Hosts a webhook may have besides `hooks.slack.com` and `chat.googleapis.com`, e.g. "
        '`["hooks.slack-gov.com"]`.',
    )
    smtp_host: str = Field(
        default="", description="Mail server that alerts to one's own people go by; empty: none."
    )
    smtp_port: int = Field(default=587, gt=0, lt=65536, description="Its port.")
    smtp_security: Literal["starttls", "tls", "none"] = Field(
        default="starttls",
        description="How the connection is encrypted: `starttls`, `tls` from the start, or `none`, which is "
        "taken only for a server on this machine.",
    )
    smtp_user: str = Field(default="", description="Name to sign in with there; empty: no sign-in.")
    smtp_password: SecretStr = Field(
        default=SecretStr(""), description="The password of that name."
    )
    smtp_sender: str = Field(
        default="", description="Address that alerts come from, e.g. `rapport@example.com`."
    )
    smtp_ca_file: Path | None = Field(
        default=None,
        description="Certificates (PEM) that vouch for the mail server besides the public ones, e.g. a "
        "company's own.",
    )

    @property
    def own_names(self) -> tuple[str, ...]:
        """Names of ours that a letter may say without a fact."""
        return tuple(filter(None, (self.company_name, *sorted(self.product_names))))

    @property
    def has_gmail(self) -> bool:
        """Whether people can connect a Gmail mailbox here."""
        return bool(self.gmail_client_id and self.gmail_client_secret.get_secret_value())

    @field_validator("chat_webhooks")
    @classmethod
    def _told_apart(cls, webhooks: tuple[ChatWebhook, ...]) -> tuple[ChatWebhook, ...]:
        names = [one.name for one in webhooks]
        if len(names) != len(set(names)):
            raise ValueError("two webhooks have the same name")
        return webhooks

    @property
    def home(self) -> Path:
        """The folder of everything this installation keeps beside the database file."""
        return self.database.parent

    @property
    def files_dir(self) -> Path:
        """Imported files as received, named by their SHA-256."""
        return self.home / f"{self.database.name}.files"

    @property
    def backup_dir(self) -> Path:
        return self.home / "backups"


def settings_markdown() -> str:
    """All settings as Markdown: environment variable, default, meaning."""
    rows = [
        f"| `RAPPORT_{name.upper()}` | {_default(field.default)} | {field.description} |"
        for name, field in Settings.model_fields.items()
    ]
    return "\n".join(
        [
            "# Settings",
            "",
            "Environment variables of one installation, read when the program starts. Thresholds and",
            "cadences are not settings but policy: see [policy.md](policy.md).",
            "",
            "| variable | default | meaning |",
            "|---|---|---|",
            *rows,
        ]
    )


def _default(value: object) -> str:
    if isinstance(value, Path):
        return f"`{value.relative_to(PROJECT_ROOT)}` in the project's folder"
    if value in ("", None, ()) or value == frozenset() or value == SecretStr(""):
        return "empty"
    return f"`{value}`"
