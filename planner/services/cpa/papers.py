"""Papers of a year for the packet: what each should say, by when, and how it stands."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from planner.engine.household import Household
from planner.engine.papers.due import Due, Standing, papers_due
from planner.engine.papers.wanted import Wanted
from planner.engine.papers.year import YearPapers
from planner.engine.printing import day
from planner.services.cpa.happened import money
from planner.services.lifetime.why import Names

_STANDS: Final[dict[Standing, str]] = {
    "agrees": "typed in, agrees",
    "differs": "typed in, differs",
    "at_hand": "value taken from it; not typed in",
    "overdue": "not typed in; should be here",
    "to_come": "still to come",
}


@dataclass(frozen=True, slots=True)
class PaperRow:
    """One form: about which account, what its boxes should say, by when, and how it stands."""

    form: str
    account: str
    boxes: str
    due: str
    stands: str
    is_off: bool


def paper_rows(household: Household, found: YearPapers, names: Names) -> tuple[PaperRow, ...]:
    """The forms that somebody sends about the year, account by account."""
    return tuple(_row(one, names) for one in papers_due(household, found))


def paper_remarks(found: YearPapers, names: Names) -> tuple[str, ...]:
    """What differs between the papers and what is entered."""
    return tuple(_remarks(found, names))


def _row(one: Due, names: Names) -> PaperRow:
    account = names.accounts[one.account.key]
    where = f", {account.custodian}" if account.custodian else ""
    return PaperRow(
        form=one.form,
        account=f"{account}{where}",
        boxes="; ".join(_box(box) for box in one.boxes),
        due=day(one.due),
        stands=_STANDS[one.standing],
        is_off=one.standing in ("differs", "overdue"),
    )


def _box(box: Wanted) -> str:
    code = f", code {box.code}" if box.code else ""
    return f"box {box.box} {money(box.amount)}{code}"


def _remarks(found: YearPapers, names: Names) -> Iterator[str]:
    for one in found.differences:
        about = f"{names.accounts[one.account]}: " if one.account else ""
        yield f"{about}{one.message}"


def provisional(found: YearPapers, names: Names) -> str:
    """What line 6 still waits for, in a sentence; empty where every value is settled."""
    if not found.provisional:
        return ""
    accounts = " and ".join(str(names.accounts[key]) for key in found.provisional)
    return (
        "Provisional until the Form 5498 arrives: line 6 rests on what was entered for"
        f" {accounts}, and no Form 5498 has said it yet."
    )
