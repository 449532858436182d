"""What Form 1040 takes over: lines 4a and 4b of each person and together, and what they are of."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from planner.engine.form_1040 import (
    HouseholdReturn,
    LeftKind,
    PersonReturn,
    ReturnLines,
    beside,
)
from planner.engine.household import Household
from planner.engine.ledger import LedgerYear
from planner.engine.mistakes import Mistake
from planner.engine.mistakes.dates import half_birthday
from planner.engine.money import ZERO
from planner.engine.printing import dollars
from planner.engine.returns import household_year
from planner.models.years import FILING_STATUS_NAMES
from planner.services.cpa.happened import NOT_KNOWN, money

_LEFT: Final[dict[LeftKind, str]] = {
    "converted": "converted",
    "withdrawn": "withdrawn",
    "from_roth": "out of Roth IRAs",
    "rolled_over": "rolled over",
    "qcd": "to charity (QCD)",
    "hsa_funding": "to an HSA (HFD)",
    "returned": "contributions returned, with what they had earned",
    "recharacterized": "recharacterized, with what it had earned",
}
_TAXED: Final = ("15c", "18", "25c")
_EXCESS: Final = {
    "contributed-over-the-limit": "Part III or IV, by the kind of IRA that holds it",
    "contributed-without-compensation": "Part III or IV, by the kind of IRA that holds it",
    "roth-contribution-above-income": "Part IV",
    "traditional-contribution-at-70": "Part III",
}
"""The mistakes that are an excess, and where Form 5329 taxes it (IRC 4973)."""

_LEFT_OVER: Final = "excess-left-over-year-end"

_STATUS_OPEN: Final = (
    "The filing status is not entered: the sum is for a joint return; on separate returns each"
    " person's own figures stand."
)


@dataclass(frozen=True, slots=True)
class ReturnRow:
    """Lines 4a and 4b of one person, or of everybody who files together.

    ``gross_of`` and ``taxed_of`` say what each is made of.
    """

    name: str
    gross: str
    taxed: str
    gross_of: str
    taxed_of: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OnReturn:
    """Everything that the return takes over."""

    gross_name: str
    taxed_name: str
    rows: tuple[ReturnRow, ...]
    notes: tuple[str, ...]
    is_joint: bool

    @property
    def answer(self) -> str:
        """Both lines in a sentence: the sum, or those of each return."""
        shown = self.rows[-1:] if self.is_joint else self.rows
        names = [f"{one.name}: " if len(shown) > 1 else "" for one in shown]
        return " ".join(f"{name}{self._said(one)}" for name, one in zip(names, shown, strict=True))

    def _said(self, row: ReturnRow) -> str:
        if row.taxed == NOT_KNOWN:
            return f"Lines {self.gross_name} and {self.taxed_name} are not known yet."
        return f"Line {self.gross_name} is {row.gross} and line {self.taxed_name} is {row.taxed}."


def on_return(
    household: Household, found: HouseholdReturn, mistakes: Sequence[Mistake]
) -> OnReturn:
    """Both lines as the page and the paper show them, with what belongs beside them.

    ``mistakes`` are those of every year.
    """
    together = found.together if len(found.people) > 1 else None
    is_alone = found.together is None or len(found.people) == 1
    rows = [_row(one, is_alone=is_alone) for one in found.people]
    if together:
        rows.append(_together(found, together))
    names = found.people[0].lines.names
    return OnReturn(
        names.gross,
        names.taxed,
        tuple(rows),
        tuple(_notes(household, found, mistakes)),
        is_joint=together is not None,
    )


def _row(one: PersonReturn, *, is_alone: bool) -> ReturnRow:
    notes = beside(one.lines) if is_alone else ()
    return ReturnRow(
        one.own.name,
        _amount(one.lines.gross),
        _amount(one.lines.taxed),
        _left(one.lines),
        _taxed(one),
        notes,
    )


def _together(found: HouseholdReturn, lines: ReturnLines) -> ReturnRow:
    names = " and ".join(one.own.name for one in found.people)
    return ReturnRow(
        f"{names}, on one return",
        _amount(lines.gross),
        _amount(lines.taxed),
        "the sum of both" if len(found.people) == 2 else "the sum of all",  # noqa: PLR2004
        "the forms stay apart; only this line adds them",
        beside(lines),
    )


def _amount(amount: Decimal | None) -> str:
    return NOT_KNOWN if amount is None else dollars(amount)


def _left(lines: ReturnLines) -> str:
    """What line 4a is made of: each kind with its dollars."""
    kinds = dict.fromkeys(one.kind for one in lines.left)
    return ", ".join(f"{_of_kind(lines, kind)} {_LEFT[kind]}" for kind in kinds) or "nothing left"


def _of_kind(lines: ReturnLines, kind: LeftKind) -> str:
    is_known = all(one.amount is not None for one in lines.left if one.kind == kind)
    return money(lines.total(kind)) if is_known else "an amount not known"


def _taxed(one: PersonReturn) -> str:
    """What line 4b is made of: lines of the forms, and what is taxed beside them."""
    parts = [
        *(part for form in _forms(one) for part in _of_form(form)),
        *([f"{money(one.earned)} earned by returned contributions"] if one.earned else []),
    ]
    return ", ".join(parts) or ("nothing taxable" if one.lines.taxed is not None else "")


def _forms(one: PersonReturn) -> Iterable[LedgerYear]:
    return (*((one.own.found,) if one.own.found else ()), *one.inherited)


def _of_form(found: LedgerYear) -> Iterator[str]:
    of = f" inherited from {found.decedent}" if found.decedent else ""
    for number in _TAXED:
        amount = Decimal(found.lines.get(number, "0"))
        if amount > 0:
            yield f"{dollars(amount)} on line {number}{of}"
    for finding in found.all_findings:
        if finding.code == "no-basis-fully-taxable":
            yield f"{money(finding.dollars)} withdrawn without basis, on no Form 8606"


# --- What belongs beside the two lines -----------------------------------------------------------


def _notes(
    household: Household, found: HouseholdReturn, mistakes: Sequence[Mistake]
) -> Iterator[str]:
    remark = found.people[0].lines.names.remark
    if remark:
        yield remark
    status = household_year(household, found.year).filing_status
    if len(found.people) > 1 and found.together is None and status:
        yield f"Filing status: {FILING_STATUS_NAMES[status]}. There is no sum: each files alone."
    if len(found.people) > 1 and status is None:
        yield _STATUS_OPEN
    for one in found.people:
        yield from _form_5329(one, mistakes)


def _form_5329(one: PersonReturn, mistakes: Sequence[Mistake]) -> Iterator[str]:
    """Where Form 5329 comes in: an excess, and the 10% on what was withdrawn before 59½."""
    for mistake in mistakes:
        if mistake.person == one.own.person.key:
            yield from _excess(one, mistake)
    if _is_early(one):
        yield (
            f"{one.own.name}: Form 5329, Part I, takes what is taxable of withdrawals before 59½,"
            " unless an exception applies; a conversion (line 18) is not in it."
        )


def _excess(one: PersonReturn, mistake: Mistake) -> Iterator[str]:
    """An excess of the year, or one of a year before that was not returned in time (IRC 4973)."""
    part, year = _EXCESS.get(mistake.code), one.own.year
    if part and mistake.year == year:
        yield (
            f"{one.own.name}: Form 5329, {part}, unless the excess named below is returned in time"
            " with what it earned."
        )
    if mistake.code == _LEFT_OVER and mistake.year < year:
        yield (
            f"{one.own.name}: Form 5329, Parts III and IV, for what is still there of the excess"
            f" for {mistake.year}: it is taxed again for each year at whose end it is left."
        )


def _is_early(one: PersonReturn) -> bool:
    """Whether something taxable was withdrawn that nobody knows to be after 59½ (IRC 72(t))."""
    born = one.own.person.born
    for left in one.lines.left:
        if left.kind == "withdrawn" and left.event and _is_own(one, left.event.account):
            early = born is None or left.event.on < half_birthday(born, 59)
            if early and one.of_forms > ZERO:
                return True
    return False


def _is_own(one: PersonReturn, account: str) -> bool:
    return one.own.person.account(account).is_counted
