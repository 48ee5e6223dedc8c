"""What we and the customer's people did together: reviews, meetings, calls, e-mails, notes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from core.demo.complaints import is_praised
from core.demo.dice import Dice, dice
from core.demo.material import VENDOR_DOMAIN, people, texts
from core.demo.shape import Sponsorship
from core.demo.worktime import moment, quietness, spread, workday_near
from core.demo.world import Account, Person, Touch

_TARGET = {"enterprise": 12, "mid_market": 4, "smb": 2}
_QBRS = {"enterprise": 6, "mid_market": 6, "smb": 0}
_THREADS = {"enterprise": 9, "mid_market": 6, "smb": 4}
_EVERYDAY = {"enterprise": 60, "mid_market": 32, "smb": 14}
_REPLY_WINDOW = 12


@dataclass
class _Diary:
    """An account's activities being written; ``last`` is the last full day of the world."""

    account: Account
    chance: Dice
    start: date
    last: date
    count: int = 0

    @property
    def habits(self) -> Sponsorship:
        return self.account.shape.sponsorship

    @property
    def owner(self) -> str:
        return owner_email(self.account.company.owner)

    @property
    def quiet_since(self) -> date:
        """The last day on which an executive was in direct contact."""
        silent = self.habits.silent_days
        return self.last + timedelta(days=1 - silent) if silent else self.last

    def workday(self, day: date) -> date:
        """A working day on or near ``day``; what falls between the years waits for two weeks."""
        if quietness(day, self.account.company.region) < 0.2:
            day = min(day + timedelta(days=14), self.last)
        return workday_near(day, self.account.company.country_code, latest=self.last)

    def text(self, kind: str) -> str:
        topic = self.chance.choice(texts()["topics"])
        return str(self.chance.choice(texts()["notes"][kind])).format(topic=topic)

    def write(
        self, kind: str, at: datetime, who: list[Person], subject: str, body: str, **extra: object
    ) -> None:
        """Add one activity, unless it would be after the end of the world."""
        if at > datetime.combine(self.last, time(23, 59)):
            return
        self.count += 1
        here = [
            p
            for p in who
            if p.started_on <= at.date() and (p.left_on is None or p.left_on > at.date())
        ]
        if not here and who:
            return
        self.account.touches.append(
            Touch(
                touch_id=f"{self.account.company.slug}-{self.count:04d}",
                account_id=self.account.account_id,
                kind=kind,
                at=at,
                people=tuple(here),
                owner=self.owner,
                subject=subject,
                body=body,
                **extra,  # type: ignore[arg-type]
            )
        )


def owner_email(slug: str) -> str:
    """The e-mail of one of our own people."""
    full_name = (people()["team"] | people()["specialists"])[slug][0]
    return f"{slug}@{VENDOR_DOMAIN}" if full_name else ""


def add_touches(account: Account, start: date, end: date) -> None:
    """Fill ``account.touches``, in order of time."""
    diary = _Diary(account, dice("touches", account.company.slug), start, end - timedelta(days=1))
    attended = _reviews(diary)
    _executive_meetings(diary, attended)
    for place, person in enumerate(account.executives):
        _mail_with_executive(diary, person, place)
    _advocacy(diary)
    _everyday(diary)
    _next_review(diary)
    account.touches.sort(key=lambda touch: (touch.at, touch.touch_id))


def _reviews(diary: _Diary) -> int:
    """Quarterly reviews; returns how many of the last year the primary sponsor attended."""
    account = diary.account
    days = spread(diary.chance, diary.start, diary.last, _QBRS[account.company.tier])
    within = [day for day in days if day > diary.last - timedelta(days=364)]
    reachable = [day for day in within if day <= diary.quiet_since]
    wanted = min(len(reachable), round(diary.habits.qbr_share * len(within)))
    attended = set(diary.chance.sample(reachable, wanted)) if reachable else set()
    for day in days:
        sponsor_comes = day in attended or (
            day not in within and diary.chance.chance(diary.habits.qbr_share)
        )
        others = [person for person in account.people if not person.is_executive][:3]
        guests = [
            person
            for place, person in enumerate(account.executives)
            if (sponsor_comes if place == 0 else day <= diary.quiet_since and diary.chance.chance(diary.habits.qbr_share * 0.8))
        ]  # fmt: skip
        at = moment(diary.chance, diary.workday(day), account.company.time_zone, first=9, last=16)
        quarter = (at.month + 2) // 3
        diary.write(
            "qbr", at, guests + others, f"QBR Q{quarter} {at.year}", diary.text("qbr"), minutes=90
        )
    return len(attended)


def _next_review(diary: _Diary) -> None:
    """The review that is in the calendar already, some days ahead."""
    account = diary.account
    if not _QBRS[account.company.tier]:
        return
    chance = dice("next review", account.company.slug)
    ahead = diary.last + timedelta(days=chance.randint(5, 75))
    day = workday_near(ahead, account.company.country_code, latest=ahead + timedelta(days=7))
    at = moment(chance, day, account.company.time_zone, first=9, last=16)
    here = [person for person in account.people if person.left_on is None]
    invited = [person for person in here if person.is_executive][:2]
    account.touches.append(
        Touch(
            touch_id=f"{account.company.slug}-9999",
            account_id=account.account_id,
            kind="qbr",
            at=at,
            people=(*invited, *[person for person in here if not person.is_executive][:3]),
            owner=diary.owner,
            subject=f"QBR Q{(at.month + 2) // 3} {at.year}",
            body="Invitation sent; agenda to follow.",
            minutes=90,
            is_planned=True,
        )
    )


def _executive_meetings(diary: _Diary, attended: int) -> None:
    """Meetings that count as touchpoints, as many as the sponsor's habits ask for in a year."""
    account = diary.account
    tier = account.company.tier
    for place, person in enumerate(account.executives):
        share = diary.habits.touch_share * (1.0 if place == 0 else 0.55)
        wanted = round(_TARGET[tier] * share) - (attended if place == 0 else 0)
        if place == 0 and wanted <= 0 and not attended and diary.habits.touch_share:
            wanted = 1
        year_ago = diary.last - timedelta(days=364)
        days = spread(diary.chance, year_ago, diary.quiet_since, wanted)
        days += spread(diary.chance, diary.start, year_ago, wanted // 2)
        if place == 0 and wanted > 0 and diary.habits.silent_days:
            days[wanted - 1] = diary.quiet_since
        for day in days:
            kind = _meeting_kind(tier, diary.chance)
            subject = {
                "one_to_one": f"1:1 with {person.name}",
                "exec_dinner": "Executive dinner",
                "strategic_checkin": f"Strategic check-in with {person.name}",
                "business_review": "Business review",
            }[kind]
            hours = (18, 20) if kind == "exec_dinner" else (9, 17)
            worked = diary.workday(day) if day != diary.quiet_since else day
            at = moment(
                diary.chance, worked, account.company.time_zone, first=hours[0], last=hours[1]
            )
            diary.write(kind, at, [person], subject, diary.text(kind), minutes=45)


def _meeting_kind(tier: str, chance: Dice) -> str:
    if tier == "enterprise":
        return chance.weighted([("one_to_one", 0.88), ("exec_dinner", 0.12)])
    return "strategic_checkin" if tier == "mid_market" else "business_review"


def _mail_with_executive(diary: _Diary, person: Person, place: int) -> None:
    """Threads we began; whether and how fast they are answered is the sponsor's habit."""
    yearly = _THREADS[diary.account.company.tier] * (1.0 if place == 0 else 0.4)
    days = spread(diary.chance, diary.start, diary.last - timedelta(days=1), round(yearly * 1.5))
    silent = bool(diary.habits.silent_days)
    for day in days:
        asked_on = diary.workday(day)
        slack = diary.last - asked_on
        reply_days = diary.habits.reply_days * diary.chance.uniform(0.4, 1.5)
        answered = diary.chance.chance(diary.habits.reply_share) or (
            not silent and slack < timedelta(days=45)
        )
        replied_by = asked_on + timedelta(days=reply_days + 3)
        if silent and replied_by > diary.quiet_since:
            answered = False
        _thread(diary, person, asked_on, min(reply_days, _REPLY_WINDOW) if answered else None)


def _thread(diary: _Diary, person: Person, day: date, reply_days: float | None) -> None:
    company = diary.account.company
    mail = diary.chance.choice(texts()["mail"])
    topic = diary.chance.choice(texts()["topics"])
    csm = people()["team"][company.owner][0].split(" ")[0]
    words = {"first": person.first, "company": company.name, "topic": topic, "csm": csm}
    subject = str(mail["subject"]).format(**words)
    thread = f"thr-{company.slug}-{diary.count + 1:04d}"
    asked_at = moment(diary.chance, day, company.time_zone, first=8, last=17)
    diary.write(
        "email", asked_at, [person], subject, str(mail["ask"]).format(**words),
        direction="outbound", sender=diary.owner, thread=thread,
    )  # fmt: skip
    if reply_days is None:
        return
    answered_at = asked_at + timedelta(days=reply_days)
    if answered_at.weekday() >= 5:
        answered_at += timedelta(days=7 - answered_at.weekday())
    diary.write(
        "email", answered_at, [person], f"Re: {subject}", str(mail["answer"]).format(**words),
        direction="inbound", sender=person.email, thread=thread,
    )  # fmt: skip


def _advocacy(diary: _Diary) -> None:
    if not diary.habits.is_advocate or not diary.account.executives:
        return
    kind = diary.chance.choice(["referral", "reference"])
    day = diary.workday(diary.last - timedelta(days=diary.chance.randint(20, 250)))
    at = moment(diary.chance, day, diary.account.company.time_zone)
    sponsor = diary.account.executives[0]
    diary.write(kind, at, [sponsor], f"{kind.capitalize()} by {sponsor.name}", diary.text(kind))


def _everyday(diary: _Diary) -> None:
    """Meetings, calls and notes with the people who do the work, thinner in quiet weeks."""
    account = diary.account
    workers = [person for person in account.people if not person.is_executive]
    if not workers:
        return
    count = _EVERYDAY[account.company.tier]
    for day in spread(diary.chance, diary.start, diary.last, count):
        if not diary.chance.chance(quietness(day, account.company.region)):
            continue
        kind = diary.chance.weighted(
            [("meeting", 3.0), ("call", 4.0), ("note", 1.5), ("task", 1.5)]
        )
        at = moment(diary.chance, diary.workday(day), account.company.time_zone)
        who = [] if kind in ("note", "task") else [diary.chance.choice(workers)]
        body = diary.text(kind)
        subject = body if kind == "task" else body.split(".")[0].split(":")[0]
        minutes = {"meeting": 60, "call": diary.chance.randint(4, 35)}.get(kind, 0)
        direction = diary.chance.choice(["outbound", "inbound"]) if kind == "call" else ""
        diary.write(kind, at, who, subject, body, minutes=minutes, direction=direction)
    if is_praised(account):
        body = str(texts()["notes"]["praise"][0])
        at = moment(
            diary.chance, diary.workday(diary.last - timedelta(days=5)), account.company.time_zone
        )
        diary.write("note", at, [], "Internal", body, minutes=0, direction="")
