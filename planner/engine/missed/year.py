"""One year of the kit: whether its form was due and is right, what to send, and what it costs."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from planner.engine.deadlines import contribution_deadline, correction_deadline
from planner.engine.household import FiledForm, Household, Person
from planner.engine.interest import Interest, interest
from planner.engine.ledger import LedgerYear
from planner.engine.limitation import (
    RefundWindow,
    assessable_until,
    payment_due,
    refund_window,
)
from planner.engine.missed.penalties import Penalty, penalty
from planner.engine.missed.reasons import Reason, reasons
from planner.engine.missed.taxed import Taxed, taxed
from planner.engine.money import DOLLAR
from planner.engine.pool import Pool

type Verdict = Literal["not_due", "not_yet", "right", "incomplete", "missing", "wrong"]
type Sending = Literal["nothing", "form", "amended", "ask"]
type Because = Literal["", "no_change", "refund", "owed", "too_late", "not_assessable", "unknown"]


@dataclass(frozen=True, slots=True, kw_only=True)
class KitYear:
    """What there is to do about one year's form, seen from ``today``.

    ``verdict``: no form was ``not_due``, or is ``not_yet``; what was filed is ``right``, ``wrong``
    or ``missing``; or the year is ``incomplete`` and nothing can be said. ``send`` is the form
    alone, an ``amended`` return with it, or to ``ask`` line 4b first; ``because`` says why.
    ``is_on_record`` is false where a form counts as missing only since nothing is entered of one.
    """

    found: LedgerYear
    today: date
    filed: FiledForm | None
    verdict: Verdict
    is_on_record: bool
    reasons: tuple[Reason, ...]
    send: Sending = "nothing"
    because: Because = ""
    taxed: Taxed | None = None
    window: RefundWindow | None = None
    assessable: date | None = None
    penalty: Penalty | None = None
    interest: Interest | None = None

    @property
    def year(self) -> int:
        """The tax year."""
        return self.found.year

    @property
    def too_much(self) -> Decimal | None:
        """By how many dollars too much was taxed, below zero where too little; if it is known."""
        return self.taxed.too_much if self.taxed else None

    @property
    def tax(self) -> Decimal | None:
        """The tax on that in whole dollars, if its rate is known too."""
        return self.taxed.tax if self.taxed else None


def kit_year(
    household: Household,
    pool: Pool,
    found: LedgerYear,
    today: date,
    reported: Decimal | None = None,
) -> KitYear:
    """What there is to do about ``found``, a year of the person's own pool.

    ``reported`` is the taxable amount on line 4b of the return as filed that belongs to these
    IRAs, in dollars, where the person says it. Source: Instructions for Form 8606, "Who Must File"
    and "When and Where To File"; IRC 6511, 6501 and 6693(b).
    """
    filed = pool.person.record(found.year).filed
    start = KitYear(
        found=found,
        today=today,
        filed=filed,
        verdict=_verdict(found, filed, today),
        is_on_record=_is_on_record(pool.person, found.year),
        reasons=reasons(pool, found),
    )
    if start.verdict not in ("missing", "wrong"):
        return start
    return _to_send(start, taxed(household, found, filed, reported))


def _verdict(found: LedgerYear, filed: FiledForm | None, today: date) -> Verdict:
    """A return may be extended: until October 15 a form that is not there may still come in time.

    A line that is off by a dollar is off by rounding.
    """
    has_lines = bool(filed and filed.lines)
    if not (has_lines or found.form_due):
        return "not_due"
    if not has_lines and today <= correction_deadline(found.year):
        return "not_yet"
    if not found.is_complete:
        return "incomplete"
    if not has_lines:
        return "missing"
    off = (Decimal(one.filed) - Decimal(one.should_be) for one in found.differences)
    return "wrong" if any(abs(difference) > DOLLAR for difference in off) else "right"


def _is_on_record(person: Person, year: int) -> bool:
    """Whether anything entered says if a form was filed: its record, or a later form's."""
    if person.record(year).filed:
        return True
    return any(one.year > year for one in person.years if one.filed and one.filed.lines)


def _to_send(start: KitYear, found: Taxed) -> KitYear:
    filed_on = start.filed.on if start.filed else None
    window = refund_window(start.year, filed_on)
    assessable = assessable_until(start.year, filed_on)
    send, because = _sending(found, window, assessable, start.today)
    return KitYear(
        found=start.found,
        today=start.today,
        filed=start.filed,
        verdict=start.verdict,
        is_on_record=start.is_on_record,
        reasons=start.reasons,
        send=send,
        because=because,
        taxed=found,
        window=window,
        assessable=assessable,
        penalty=penalty(start.found, start.filed),
        interest=_interest(start, found) if because == "owed" else None,
    )


def _sending(
    found: Taxed, window: RefundWindow, assessable: date, today: date
) -> tuple[Sending, Because]:
    """An amended return where tax changes and still can; otherwise the form by itself."""
    match found.too_much:
        case None:
            return "ask", "unknown"
        case amount if amount > 0:
            is_late = window.standing(today) == "closed"
            return ("form", "too_late") if is_late else ("amended", "refund")
        case amount if amount < 0:
            return ("form", "not_assessable") if today > assessable else ("amended", "owed")
        case _:
            return "form", "no_change"


def _interest(start: KitYear, found: Taxed) -> Interest | None:
    """On what is owed, as if paid today; none to the end of the last day to pay (IRC 7503)."""
    if not found.tax or start.today <= contribution_deadline(start.year):
        return None
    return interest(-found.tax, payment_due(start.year), start.today)
