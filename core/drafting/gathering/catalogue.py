"""The facts that drafts of several kinds can be given, by group; a kind's catalogue is made of groups.

Of items of one name the strongest comes first. ``{item}`` in a label is the item's own name; ``*`` in a
name is that name as an identifier.
"""

from __future__ import annotations

from core.drafting.fact import FactKind as K
from core.drafting.fact_spec import FactSpec as F
from core.drafting.fact_spec import Group

IMPORT_ACCOUNTS = (
    "Import accounts with this column: an export of the CRM's accounts (Salesforce accounts, "
    "HubSpot companies) or data/templates/accounts.csv."
)
IMPORT_CONTACTS = (
    "Import contacts with this column: an export of the CRM's contacts (Salesforce, HubSpot) or "
    "data/templates/contacts.csv."
)
IMPORT_CONTACT_TEMPLATE = (
    "Import data/templates/contacts.csv with this column; CRM exports of contacts lack it."
)
IMPORT_USERS = (
    "Import the people of our own company: an export of users (Salesforce) or owners (HubSpot), or "
    "data/templates/users.csv."
)
IMPORT_ACTIVITIES = (
    "Import activities: an export of the CRM's events, tasks and e-mails (Salesforce) or activities "
    "(HubSpot), or data/templates/activities.csv."
)
IMPORT_OUTCOMES = "Import data/templates/outcomes.csv: one row a metric and measurement, with baseline and target."
IMPORT_GOALS = (
    "Import data/templates/goals.csv: our initiatives, and which of their priorities each serves."
)
IMPORT_PLANS = "Import data/templates/account_plans.csv: objectives with due dates."
IMPORT_TICKETS = (
    "Import tickets: an export of Jira, Kayako, Zendesk or Salesforce cases, or "
    "data/templates/tickets.csv."
)
IMPORT_DEALS = (
    "Import opportunities: an export of Salesforce opportunities or HubSpot deals, or "
    "data/templates/opportunities.csv."
)
IMPORT_FEATURES = "Import data/templates/features.csv: which features are in use, and since when."
IMPORT_RELEASES = "Import data/templates/releases.csv."
IMPORT_ROADMAP = "Import data/templates/roadmap.csv."

CRM_STALE_DAYS = 180
"""A CRM's account and contact change within half a year: renewals are signed, people move."""
METRIC_STALE_DAYS = 120
"""Metrics are measured by the quarter; a month of grace."""
CONTACT_STALE_DAYS = 365
"""The window of the sponsor score: what is older no longer describes the relationship."""
USAGE_STALE_DAYS = 45
"""Usage is exported by the month; half a month of grace."""

ACCOUNT = Group("Account", (
    F("account.name", (K.COMPANY,), "Company", "The account's name; aliases: without its legal form.", remedy=IMPORT_ACCOUNTS, stale_days=CRM_STALE_DAYS),
    F("account.tier", (K.STATUS,), "Tier", "enterprise, mid_market or smb.", internal=True, remedy=IMPORT_ACCOUNTS),
    F("account.region", (K.STATUS,), "Region", "Sales region as the source names it.", internal=True),
    F("account.industry", (K.STATUS,), "Industry", "Industry as the source names it."),
    F("account.country", (K.STATUS,), "Country of the account", "Country as the source names it; aliases: its ISO 3166 code."),
    F("arr", (K.MONEY,), "Annual recurring revenue", "What the account pays us a year, in its own currency.", "currency", remedy=IMPORT_ACCOUNTS, stale_days=CRM_STALE_DAYS),
    F("renewal_on", (K.DATE,), "Renewal date", "Date of the next renewal.", remedy=IMPORT_ACCOUNTS, stale_days=CRM_STALE_DAYS),
    F("days_to_renewal", (K.DURATION,), "Days to the renewal", "From the sheet's date to renewal_on; absent once it has passed.", "days", derived=True),
    F("customer_since", (K.DATE,), "Customer since", "When the first order on record was won; absent where that is a renewal, which says there was one before."),
    F("customer_tenure", (K.DURATION,), "Time as a customer", "Whole months since customer_since.", "months", derived=True),
))  # fmt: skip

RECIPIENT = Group("Recipient", (
    F("recipient.name", (K.PERSON,), "Recipient", "Full name; aliases: first name, last name.", remedy=IMPORT_CONTACTS, stale_days=CRM_STALE_DAYS),
    F("recipient.first_name", (K.PERSON,), "First name of the recipient", "As a greeting uses it; absent where the name is a single word, or the first is an initial.", derived=True),
    F("recipient.title", (K.QUOTE,), "Title of the recipient", "Job title at the date, in the source's words.", remedy=IMPORT_CONTACTS, stale_days=CRM_STALE_DAYS),
    F("recipient.function", (K.STATUS,), "Function of the recipient", "ceo, cfo, cto or other: which of the four ways to write to an executive fits.", derived=True),
    F("recipient.seniority", (K.STATUS,), "Seniority of the recipient", "c_level, vp, director, manager or individual, read from the title.", internal=True),
    F("recipient.role", (K.STATUS,), "Role of the recipient", "Role on the account, e.g. executive_sponsor, champion, economic_buyer.", internal=True),
    F("recipient.email", (K.ADDRESS,), "Address of the recipient", "The only address a letter may go to.", remedy=IMPORT_CONTACTS, stale_days=CRM_STALE_DAYS),
    F("recipient.status", (K.STATUS,), "Recipient is there", "active or left.", internal=True),
    F("recipient.email_bounced_on", (K.DATE,), "Mail to the recipient bounced on", "When mail to that address last came back.", internal=True),
    F("recipient.relationship", (K.STATUS,), "Relationship with the recipient", "In one phrase, e.g. no prior direct contact.", internal=True, remedy=IMPORT_ACTIVITIES),
    F("recipient.last_contact_on", (K.DATE,), "Last contact with the recipient", "Newest meeting, call or message from them.", remedy=IMPORT_ACTIVITIES, stale_days=CONTACT_STALE_DAYS),
    F("recipient.last_contact_kind", (K.STATUS,), "Kind of the last contact", "meeting, one_to_one, call, email, qbr, exec_dinner, ..."),
    F("recipient.days_since_contact", (K.DURATION,), "Days since the last contact", "From recipient.last_contact_on to the sheet's date.", "days", derived=True),
    F("recipient.last_outreach_on", (K.DATE,), "Our last message to the recipient", "Newest e-mail of ours to them.", internal=True),
    F("recipient.qbrs_attended", (K.COUNT,), "Reviews the recipient attended", "Quarterly business reviews within the last year, by policy window_days.", "reviews"),
    F("recipient.reply_days", (K.DURATION,), "Mean time to a reply of the recipient", "Mean from our messages to their replies, within the last year.", "days", internal=True),
    F("recipient.level", (K.STATUS,), "Engagement level of the recipient", "champion, engaged, passive, disengaged or unknown.", internal=True),
    F("recipient.is_primary_sponsor", (K.STATUS,), "Recipient is the primary sponsor", "yes; absent when not.", internal=True),
    F("recipient.started_on", (K.DATE,), "Recipient in the role since", "First day in the present role."),
    F("recipient.priority.*", (K.QUOTE,), "Priority of the recipient: {item}", "A known priority of theirs, in the source's words.", remedy=IMPORT_CONTACT_TEMPLATE),
    F("recipient.communication_preference", (K.STATUS,), "How the recipient prefers to be reached", "In the source's words.", internal=True),
    F("recipient.consent", (K.STATUS,), "Consent of the recipient", "given, withdrawn or unknown.", internal=True),
    F("recipient.country", (K.STATUS,), "Country of the recipient", "As the source names it; aliases: its ISO 3166 code.", internal=True),
    F("recipient.time_zone", (K.STATUS,), "Time zone of the recipient", "IANA name; aliases: every zone it may be where the source leaves several.", internal=True, remedy=IMPORT_CONTACT_TEMPLATE),
))  # fmt: skip

SENDER = Group("Sender", (
    F("sender.name", (K.PERSON,), "Sender", "Full name; aliases: first name, last name.", remedy=IMPORT_USERS),
    F("sender.first_name", (K.PERSON,), "First name of the sender", "As a signature uses it.", derived=True),
    F("sender.email", (K.ADDRESS,), "Address of the sender", "The address it goes out from."),
    F("sender.title", (K.QUOTE,), "Title of the sender", "Role in our company, in the source's words.", remedy=IMPORT_USERS),
    F("sender.role_on_account", (K.STATUS,), "Role of the sender on the account", "owner, or the role in the account team."),
    F("sender.time_zone", (K.STATUS,), "Time zone of the sender", "IANA name.", internal=True, remedy=IMPORT_USERS),
))  # fmt: skip

PEOPLE = Group("People", (
    F("team.*.name", (K.PERSON,), "Account team: {item}", "Someone of ours on the account, the owner first.", remedy=IMPORT_USERS),
    F("team.*.role", (K.STATUS,), "Role of {item}", "owner, or the role in the account team."),
    F("sponsor.primary.name", (K.PERSON,), "Primary sponsor", "Their primary executive sponsor, when not the recipient."),
    F("sponsor.primary.title", (K.QUOTE,), "Title of the primary sponsor", "In the source's words."),
    F("sponsor.backup.name", (K.PERSON,), "Backup sponsor", "The next best executive at champion or engaged, when not the recipient.", internal=True),
    F("champion.*.name", (K.PERSON,), "Champion: {item}", "Someone of theirs with the role champion, when not the recipient."),
    F("champion.*.title", (K.QUOTE,), "Title of {item}", "In the source's words."),
))  # fmt: skip

OUTCOMES = Group("Outcomes", (
    F("outcome.*.name", (K.QUOTE,), "Metric", "The metric's name, in the source's words. The metric nearest its target, or farthest beyond, comes first."),
    F("outcome.*.value", (K.PERCENT, K.MONEY, K.DURATION, K.COUNT), "{item}, measured", "Newest measurement up to the date. Percent by unit, money by currency, hours and days as durations, else a count of the metric's unit.", "metric's", remedy=IMPORT_OUTCOMES, stale_days=METRIC_STALE_DAYS),
    F("outcome.*.target", (K.PERCENT, K.MONEY, K.DURATION, K.COUNT), "{item}, target", "Target value.", "metric's", remedy=IMPORT_OUTCOMES, stale_days=METRIC_STALE_DAYS),
    F("outcome.*.baseline", (K.PERCENT, K.MONEY, K.DURATION, K.COUNT), "{item}, at the start", "Value before us.", "metric's", stale_days=METRIC_STALE_DAYS),
    F("outcome.*.measured_on", (K.DATE,), "{item}, measured on", "Date of the measurement.", stale_days=METRIC_STALE_DAYS),
    F("outcome.*.standing", (K.STATUS,), "{item} against its target", "exceeded, met, on_course (more than half way) or behind; which way is better follows from baseline and target, and without a baseline up is better.", derived=True),
    F("outcome.*.vs_target", (K.PERCENT, K.MONEY, K.DURATION, K.COUNT), "{item}, distance from the target", "Value minus target without its sign; direction says above or below. Percent metrics differ by points.", "metric's, or points", derived=True),
    F("outcome.*.change", (K.PERCENT, K.MONEY, K.DURATION, K.COUNT), "{item}, change since the start", "Value minus baseline without its sign; direction says above or below. Percent metrics change by points.", "metric's, or points", derived=True),
    F("outcome.*.change_pct", (K.PERCENT,), "{item}, change since the start in percent", "Of the baseline; direction says above or below. Not for metrics in percent, whose change is in points.", derived=True),
    F("outcome.*.ratio", (K.COUNT,), "{item}, times its start", "Value divided by baseline, e.g. 2.0 for doubled, 0.5 for halved.", "times", derived=True),
    F("outcome.*.progress_pct", (K.PERCENT,), "{item}, way to the target covered", "Of the way from baseline to target; absent when the value went the other way.", derived=True),
    F("roi.multiple", (K.COUNT,), "Yearly savings as a multiple of the yearly fee", "A metric of yearly savings, benefit or value in the currency of arr, divided by arr.", "times", derived=True),
))  # fmt: skip

GOALS = Group("Goals and plans", (
    F("goal.*.priority", (K.QUOTE,), "Their priority", "A priority of theirs that one of our initiatives serves; best aligned first.", remedy=IMPORT_GOALS),
    F("goal.*.initiative", (K.QUOTE,), "Our initiative", "The initiative that serves it.", remedy=IMPORT_GOALS),
    F("goal.*.alignment", (K.STATUS,), "Alignment of {item}", "high, medium or low.", internal=True),
    F("goal.*.tied_to_renewal", (K.STATUS,), "The renewal depends on {item}", "yes; absent when not.", internal=True),
    F("plan.*.objective", (K.QUOTE,), "Objective of the account plan", "An open objective; the soonest due first.", internal=True, remedy=IMPORT_PLANS),
    F("plan.*.due_on", (K.DATE,), "{item}, due", "Due date of the objective.", internal=True),
    F("plan.*.days_to_due", (K.DURATION,), "{item}, days to go", "From the sheet's date; absent once overdue.", "days", derived=True, internal=True),
    F("plan.*.status", (K.STATUS,), "{item}, status", "In the source's words.", internal=True),
    F("plan.*.needs_executive", (K.STATUS,), "{item} asks for executives", "yes; absent when not.", internal=True),
))  # fmt: skip

MEETINGS = Group("Reviews and meetings", (
    F("qbr.next_on", (K.DATE,), "Next quarterly business review", "The first review planned after the date.", remedy="Import activities with reviews that are planned: the CRM's calendar events (Salesforce events, HubSpot meetings), or data/templates/activities.csv with kind qbr and a later date."),
    F("qbr.days_to_next", (K.DURATION,), "Days to the next review", "From the sheet's date.", "days", derived=True),
    F("qbr.last_on", (K.DATE,), "Last quarterly business review", "Newest review held up to the date.", remedy=IMPORT_ACTIVITIES, stale_days=CONTACT_STALE_DAYS),
    F("qbr.days_since_last", (K.DURATION,), "Days since the last review", "To the sheet's date.", "days", derived=True),
    F("qbr.held", (K.COUNT,), "Reviews held", "Held within the last year, by policy window_days.", "reviews"),
    F("meetings.held", (K.COUNT,), "Meetings held", "Meetings, one-to-ones, reviews, check-ins, dinners and events with the account within the last 365 days.", "meetings"),
    F("meetings.with_executives", (K.COUNT,), "Meetings with executives", "Those of them with an executive of theirs.", "meetings"),
))  # fmt: skip

STANDING = Group("Standing", (
    F("health.rag", (K.STATUS,), "Technical health", "green, amber, red, or grey when it cannot be said.", internal=True, remedy=IMPORT_TICKETS),
    F("health.score", (K.COUNT,), "Technical health score", "Of 100.", "points", internal=True),
    F("sponsor.level", (K.STATUS,), "Executive engagement of the account", "champion, engaged, passive, disengaged or unknown.", internal=True),
    F("sponsor.score", (K.COUNT,), "Executive engagement score", "Of 100.", "points", internal=True),
))  # fmt: skip

RISKS = Group("Risks", (
    F("risk.at_risk", (K.STATUS,), "At risk", "Health rules that tripped: aged_critical_tickets, too_many_open_tickets, silent_integration.", internal=True),
    F("risk.silence", (K.DURATION,), "Silence of the executives", "Days without contact with any executive, where that is beyond the tier's alert.", "days", derived=True, internal=True),
    F("risk.departure.*.name", (K.PERSON,), "Left: {item}", "An executive of theirs who left within the last 365 days; the newest first.", internal=True),
    F("risk.departure.*.left_on", (K.DATE,), "{item} left on", "When that was first seen.", internal=True),
))  # fmt: skip

ISSUES = Group("Open issues, without ticket detail", (
    F("issue.open_critical", (K.COUNT,), "Open critical issues", "Open tickets of priority P1 or P2; absent without any.", "issues", remedy=IMPORT_TICKETS),
    F("issue.oldest_critical_age", (K.DURATION,), "Age of the oldest critical issue", "Whole days it has been open.", "days", derived=True),
    F("issue.oldest_critical_on", (K.DATE,), "Oldest critical issue open since", "Date it was opened."),
    F("issue.open", (K.COUNT,), "Open issues", "All open tickets.", "issues", internal=True),
    F("issue.grounds", (K.STATUS,), "Why an executive may be told", "account_red, tied_to_renewal or tied_to_goal: the first that holds. Absent: the operational-issue rule forbids it.", derived=True, internal=True),
))  # fmt: skip

OPPORTUNITIES = Group("Opportunities", (
    F("opportunity.*.name", (K.QUOTE,), "Opportunity", "An open opportunity; expansions first, then by amount.", internal=True, remedy=IMPORT_DEALS),
    F("opportunity.*.kind", (K.STATUS,), "{item}, kind", "renewal, where its name says so, else expansion.", internal=True),
    F("opportunity.*.amount", (K.MONEY,), "{item}, amount", "In its own currency; never summed.", "currency", internal=True),
    F("opportunity.*.stage", (K.STATUS,), "{item}, stage", "In the source's words.", internal=True),
    F("opportunity.*.close_on", (K.DATE,), "{item}, expected to close", "Close date.", internal=True),
))  # fmt: skip

PRODUCT = Group("Product", (
    F("features.in_use", (K.COUNT,), "Features in use", "How many are in use.", "features", remedy=IMPORT_FEATURES, stale_days=USAGE_STALE_DAYS),
    F("feature.*.name", (K.PRODUCT,), "Feature in use", "A feature the account uses; longest in use first.", remedy=IMPORT_FEATURES, stale_days=USAGE_STALE_DAYS),
    F("feature.*.since", (K.DATE,), "{item}, in use since", "First seen in use."),
    F("unused_feature.*.name", (K.PRODUCT,), "Feature not in use", "A feature known to be not in use.", stale_days=USAGE_STALE_DAYS),
    F("release.*.title", (K.QUOTE,), "Release item: {item}", "A release item of the last 120 days about a feature of the account's; features in use and the newest first.", remedy=IMPORT_RELEASES),
    F("release.*.feature", (K.PRODUCT,), "{item}, feature", "The feature it is about."),
    F("release.*.name", (K.PRODUCT,), "{item}, release", "Name of the release."),
    F("release.*.released_on", (K.DATE,), "{item}, released on", "Date of the release."),
    F("roadmap.*.title", (K.QUOTE,), "Roadmap item: {item}", "A roadmap item ahead about a feature of the account's; features in use and the soonest first. Planned, never promised.", remedy=IMPORT_ROADMAP),
    F("roadmap.*.feature", (K.PRODUCT,), "{item}, feature", "The feature it is about."),
    F("roadmap.*.planned_on", (K.DATE,), "{item}, planned for", "Planned date."),
    F("roadmap.*.status", (K.STATUS,), "{item}, status", "In the source's words."),
))  # fmt: skip

NEWS = Group("News", (
    F("signal.*.title", (K.QUOTE,), "News: {item}", "Something observed about the company within the last 180 days, in the source's words; newest first."),
    F("signal.*.observed_on", (K.DATE,), "{item}, observed on", "When it was observed."),
    F("signal.*.kind", (K.STATUS,), "{item}, kind", "hiring, funding, news, ...", internal=True),
))  # fmt: skip

MEETING_TIMES = Group("Meeting times, added when they are proposed", (
    F("meeting.slot.*", (K.DATE,), "Meeting time", "A moment with the recipient's zone; aliases: the time as text in both zones.", derived=True),
    F("meeting.length", (K.DURATION,), "Length of the meeting", "What the proposal asks for.", "minutes"),
    F("send.at", (K.DATE,), "Suggested time to send", "A moment with the recipient's zone.", derived=True, internal=True),
))  # fmt: skip

COMMON: tuple[Group, ...] = (
    ACCOUNT,
    RECIPIENT,
    SENDER,
    PEOPLE,
    OUTCOMES,
    GOALS,
    MEETINGS,
    STANDING,
    RISKS,
    ISSUES,
    OPPORTUNITIES,
    PRODUCT,
)
"""The groups that every kind of draft about an account has, in the order of a sheet."""
