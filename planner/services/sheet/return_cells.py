"""What the returns of a year say, as cells: a person's figures and the household's."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from planner.bridge import HouseholdRecords, PersonRecords
from planner.engine.household import ROTH_IRAS
from planner.engine.money import CENT, to_unit
from planner.engine.printing import entered
from planner.models import HouseholdYear, PersonYear
from planner.models.years import FILING_STATUS_NAMES

type Kept = Decimal | str | bool | None


@dataclass(frozen=True, slots=True)
class ReturnField:
    """One figure of a return: its name in the model, how it is typed, and what it is called.

    ``typed`` is ``dollars``, ``signed``, ``percent``, ``text``, ``yes_no`` or ``choice``.
    """

    name: str
    typed: str
    label: str
    hint: str = ""
    options: Mapping[str, str] | None = None


YES_NO = {"": "Not entered", "yes": "Yes", "no": "No"}
FIRST_YEAR = {"": "Not stated", "yes": "Yes, no basis before"}

FIRST_HOME = "first_home_expenses"
DISABLED = "disabled"
FROM_529 = "from_529"

PERSON_FIELDS = (
    ReturnField("deducted", "dollars", "IRA deduction taken", "Schedule 1; 0 if none"),
    ReturnField("covered_by_plan", "yes_no", "Covered by a plan at work", "", YES_NO),
    ReturnField("compensation", "dollars", "Compensation"),
    ReturnField("first_year", "yes_no", "First year with an IRA contribution", "", FIRST_YEAR),
    ReturnField(
        FIRST_HOME,
        "dollars",
        "First home paid from Roth IRAs",
        "Line 20; 0 if none",
    ),
    ReturnField(DISABLED, "yes_no", "Roth withdrawals due to disability", "", YES_NO),
    ReturnField(FROM_529, "dollars", "From a 529 plan to the Roth IRA", "shares the limit"),
)

HOUSEHOLD_FIELDS = (
    ReturnField(
        "filing_status",
        "choice",
        "Filing status",
        "",
        {"": "Not entered", **FILING_STATUS_NAMES},
    ),
    ReturnField(
        "lived_apart_all_year", "yes_no", "Lived apart all year", "if filing separately", YES_NO
    ),
    ReturnField(
        "magi",
        "signed",
        "Modified adjusted gross income",
        "with IRA income and conversions, before the IRA deduction",
    ),
    ReturnField("taxable_income", "dollars", "Taxable income"),
    ReturnField("marginal_rate", "percent", "Marginal federal rate"),
    ReturnField("state", "text", "State"),
    ReturnField("state_rate", "percent", "Marginal state rate"),
)


@dataclass(frozen=True, slots=True)
class ReturnCell:
    """One figure of a return with its key, text and what may be done with it."""

    key: str
    field: ReturnField
    kept: Kept
    state: str

    @property
    def text(self) -> str:
        """The figure as the cell shows it."""
        return text_of(self.field, self.kept)

    @property
    def seen(self) -> str:
        """The figure itself tells whether somebody changed it."""
        return self.text or "none"


def person_cells(person: PersonRecords, year: int) -> list[ReturnCell]:
    """The figures of one person's return."""
    record = person.year(year)
    state = "locked" if person.is_locked(year) else "open"
    key = f"p{person.person.pk}"
    found = [_cell(f"{key}.{field.name}", field, record, state) for field in PERSON_FIELDS]
    return [cell for cell in found if cell.kept is not None or _is_asked(cell.field.name, person)]


def _is_asked(name: str, person: PersonRecords) -> bool:
    """What Roth withdrawals were for once there are any, a 529 plan once there is a Roth IRA."""
    if name not in (FIRST_HOME, DISABLED, FROM_529):
        return True
    roths = {account.pk for account in person.accounts if account.kind in ROTH_IRAS}
    if name == FROM_529:
        return bool(roths)
    left = (event.account_id for event in person.events if event.kind == "distribution")
    return any(account in roths for account in left)


def household_cells(records: HouseholdRecords, year: int) -> list[ReturnCell]:
    """The figures of the household's return."""
    record = records.year(year)
    return [_cell(f"h.{field.name}", field, record, "open") for field in HOUSEHOLD_FIELDS]


def _cell(
    key: str, field: ReturnField, record: PersonYear | HouseholdYear | None, state: str
) -> ReturnCell:
    kept = getattr(record, field.name) if record else None
    if field.name == "first_year" or kept == "":
        kept = kept or None
    return ReturnCell(key, field, kept, state)


def text_of(field: ReturnField | None, kept: Kept) -> str:
    """How a figure is written: an amount of dollars where no field says otherwise."""
    if kept is None:
        return ""
    if isinstance(kept, bool):
        return "yes" if kept else "no"
    if isinstance(kept, Decimal):
        if field and field.typed == "percent":
            return f"{(kept * 100).normalize():f}"
        return entered(to_unit(kept, CENT))
    return kept
