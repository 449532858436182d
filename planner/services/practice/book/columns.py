"""The columns of a table: what each is called, which records have it, and how it is read."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal, get_args

from planner.engine.household import KIND_NAMES
from planner.models.entries import CHARACTER_NAMES, EVENT_NAMES, SOURCE_NAMES
from planner.models.people import EVIDENCE_NAMES
from planner.models.years import FILING_STATUS_NAMES
from planner.services.practice.book.cells import amount, choice, day, flag, number, rate, text
from planner.services.practice.book.tables import plain

type Record = Literal["client", "person", "account", "value", "event", "return", "income"]

RECORDS: Final[tuple[Record, ...]] = get_args(Record.__value__)
"""What a row can be, those that others belong to first."""

_STATUS: Final = choice(
    FILING_STATUS_NAMES,
    mfj="married_jointly",
    mfs="married_separately",
    hoh="head_of_household",
    qss="surviving_spouse",
)
_ROUNDINGS: Final = {"dollars": "Whole dollars", "cents": "Dollars and cents"}


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name in the template, and in each record its key and how it is read.

    The keys are those of ``prorata-household/1``. ``says`` explains it to who fills it in; a file
    may call it by one of the ``others`` too.
    """

    code: str
    name: str
    says: str
    keys: Mapping[Record, tuple[str, Callable[[str], Any]]]
    others: tuple[str, ...] = ()

    def is_called(self, name: str) -> bool:
        """Whether a header of a file means this column."""
        return plain(name) in {plain(self.code), plain(self.name), *map(plain, self.others)}


def _in(read: Callable[[str], Any], **keys: str) -> dict[Any, tuple[str, Callable[[str], Any]]]:
    """``read`` by record and key; the record of a return is written ``return_``."""
    return {record.rstrip("_"): (key, read) for record, key in keys.items()}


COLUMNS: Final = (
    Column(
        "record",
        "Record",
        "What the row is: client, person, account, value, event, return or income.",
        {},
        ("record type", "row type", "row"),
    ),
    Column(
        "client",
        "Client number",
        "Your own number of the client, on every row. It stays the same from file to file.",
        _in(text, client="client", person="client", account="client", value="client")
        | _in(text, event="client", return_="client", income="client"),
        ("client", "client id", "client no", "client reference", "reference"),
    ),
    Column(
        "person",
        "Person",
        "A short key of the person, such as p1, or the name. May be empty where there is only one.",
        _in(text, person="key", account="person", value="person", event="person")
        | _in(text, return_="person"),
        ("person key", "owner", "person id"),
    ),
    Column(
        "account",
        "Account",
        "A short key of the account, such as ira or the custodian's number, or its name.",
        _in(text, account="key", value="account", event="account"),
        ("account key", "account number", "account no", "account id", "from account"),
    ),
    Column("to", "To account", "Where the money went.", _in(text, event="to"), ("to",)),
    Column(
        "name",
        "Name",
        "What the household, the person or the account is called.",
        _in(text, client="name", person="name", account="name"),
        ("household", "household name", "client name", "account name", "person name"),
    ),
    Column(
        "born",
        "Born",
        "The date of birth.",
        _in(day, person="born"),
        ("birth date", "date of birth", "birthdate", "dob"),
    ),
    Column(
        "type",
        "Type",
        "The kind of account, such as traditional or roth; or of event, such as contribution.",
        _in(choice(KIND_NAMES), account="kind") | _in(choice(EVENT_NAMES), event="kind"),
        ("kind", "account type", "event type", "transaction type"),
    ),
    Column("custodian", "Custodian", "Where the account is held.", _in(text, account="custodian")),
    Column(
        "year",
        "Year",
        "The December 31 of a value, or the year of a return or of income.",
        _in(number, value="year", return_="year", income="year"),
        ("value year", "year end"),
    ),
    Column("date", "Date", "The day of an event.", _in(day, event="date"), ("event date",)),
    Column(
        "tax_year",
        "Tax year",
        "The year a contribution is for; empty is the year of its date. Of a return or of income,"
        " the same as Year.",
        _in(number, event="tax_year", return_="year", income="year"),
        ("for tax year", "contribution year"),
    ),
    Column(
        "amount",
        "Amount",
        "Dollars of a value or an event. Empty is not known, never zero.",
        _in(amount, value="amount", event="amount"),
        ("value", "balance", "market value", "year end value", "dollars"),
    ),
    Column(
        "source",
        "Source",
        "Where a value comes from: form_5498, statement or estimate.",
        _in(choice(SOURCE_NAMES), value="source"),
    ),
    Column(
        "earnings",
        "Earnings",
        "What came with a returned or recharacterized contribution; may be a loss.",
        _in(amount, event="earnings"),
    ),
    Column(
        "withheld",
        "Withheld",
        "The part of a conversion that was withheld for tax.",
        _in(amount, event="withheld"),
    ),
    Column(
        "after_tax",
        "After-tax",
        "The part of a rollover out of an employer plan that was taxed before.",
        _in(amount, event="after_tax"),
    ),
    Column(
        "character",
        "Character",
        "What a distribution was, such as normal, rmd or qcd.",
        _in(choice(CHARACTER_NAMES), event="character"),
        ("distribution type",),
    ),
    Column(
        "completed",
        "Completed",
        "The day on which a rollover arrived.",
        _in(day, event="completed"),
    ),
    Column("reason", "Reason", "Why basis changed, such as divorce.", _in(text, event="reason")),
    Column(
        "inherited_from",
        "Inherited from",
        "Whose account it was.",
        _in(text, account="inherited_from"),
    ),
    Column(
        "treated_as_own",
        "Treated as own",
        "Whether a spouse treats an inherited IRA as their own: yes or no.",
        _in(flag, account="treated_as_own"),
    ),
    Column(
        "participation_began",
        "Participation began",
        "The day of the first contribution to a SIMPLE IRA.",
        _in(day, account="participation_began"),
    ),
    Column(
        "accepts_rollovers",
        "Accepts rollovers",
        "Whether an employer plan takes money from IRAs: yes, no, or empty for not known.",
        _in(flag, account="accepts_rollovers"),
    ),
    Column(
        "basis_after_year",
        "Basis after year",
        "The last year before which history is out of reach.",
        _in(number, person="basis_start.after_year"),
        ("last form 8606", "last 8606", "line 14 of year"),
    ),
    Column(
        "basis_amount",
        "Basis amount",
        "Basis carried out of that year: line 14 of its Form 8606.",
        _in(amount, person="basis_start.amount"),
        ("basis", "line 14", "form 8606 line 14", "8606 line 14", "basis carried forward"),
    ),
    Column(
        "basis_evidence",
        "Basis evidence",
        "What shows it: filed_8606, form_5498, tax_return, statement, memory or none.",
        _in(choice(EVIDENCE_NAMES), person="basis_start.evidence"),
    ),
    Column(
        "rounding",
        "Rounding",
        "How the household files: dollars or cents.",
        _in(choice(_ROUNDINGS), client="rounding"),
    ),
    Column(
        "ratio_places",
        "Ratio places",
        "Decimal places of line 10, 3 to 10, where a form already filed has so many.",
        _in(number, client="ratio_places"),
    ),
    Column(
        "deducted",
        "Deducted",
        "The IRA deduction taken: the person's own part of line 20 of Schedule 1; 0 if none was.",
        _in(amount, return_="deducted"),
        ("ira deduction", "ira deduction taken", "schedule 1 line 20", "deducted contributions"),
    ),
    Column(
        "covered_by_plan",
        "Covered by plan",
        "Whether the person was covered by a plan at work, box 13 of Form W-2: yes or no.",
        _in(flag, return_="covered_by_plan"),
        ("covered", "covered by a plan at work", "active participant", "retirement plan"),
    ),
    Column(
        "compensation",
        "Compensation",
        "Compensation that allows a contribution, such as wages.",
        _in(amount, return_="compensation"),
        ("taxable compensation", "earned income"),
    ),
    Column(
        "first_year",
        "First year",
        "Whether this is the first year with an IRA contribution, with no basis before: yes or no.",
        _in(flag, return_="first_year"),
        ("first ira year", "first year with an ira contribution", "first contribution"),
    ),
    Column(
        "first_home_expenses",
        "First home",
        "What Roth IRAs paid for a first home: line 20 of Form 8606.",
        _in(amount, return_="first_home_expenses"),
        ("first home paid from roth iras", "first time homebuyer"),
    ),
    Column(
        "disabled",
        "Disabled",
        "Whether what came out of Roth IRAs was due to a disability: yes or no.",
        _in(flag, return_="disabled"),
        ("disability", "roth withdrawals due to disability"),
    ),
    Column(
        "from_529",
        "From 529",
        "What was moved from a 529 plan to the Roth IRA.",
        _in(amount, return_="from_529"),
        ("529 rollover", "529 to roth", "from a 529 plan to the roth ira"),
    ),
    Column(
        "filing_status",
        "Filing status",
        "How the household files: single, married_jointly, married_separately, head_of_household or"
        " surviving_spouse; or MFJ, MFS, HOH, QSS.",
        _in(_STATUS, income="filing_status"),
        ("filing",),
    ),
    Column(
        "lived_apart_all_year",
        "Lived apart",
        "Whether spouses who file separately lived apart all year: yes or no.",
        _in(flag, income="lived_apart_all_year"),
        ("lived apart all year",),
    ),
    Column(
        "magi",
        "Modified AGI",
        "Modified adjusted gross income, with IRA income and conversions and before the IRA"
        " deduction.",
        _in(amount, income="magi"),
        ("magi", "modified adjusted gross income"),
    ),
    Column(
        "taxable_income",
        "Taxable income",
        "Line 15 of Form 1040.",
        _in(amount, income="taxable_income"),
        ("1040 line 15", "form 1040 line 15"),
    ),
    Column(
        "marginal_rate",
        "Federal rate",
        "The marginal federal rate, as 24% or 0.24.",
        _in(rate, income="marginal_rate"),
        ("marginal federal rate", "federal marginal rate", "marginal rate", "marginal tax rate"),
    ),
    Column(
        "state",
        "State",
        "The state, as the household calls it.",
        _in(text, income="state"),
        ("state of residence", "resident state"),
    ),
    Column(
        "state_rate",
        "State rate",
        "The marginal state rate, as 9.3% or 0.093.",
        _in(rate, income="state_rate"),
        ("marginal state rate", "state marginal rate"),
    ),
)
"""In the order of the template. After year and amount of a start belong to ``basis_start``.

A return and income have what the page of a year asks of them, in its order.
"""

BY_CODE: Final = {column.code: column for column in COLUMNS}

CODES: Final[Mapping[tuple[str, str], str]] = {
    (record, key): column.code
    for column in reversed(COLUMNS)
    for record, (key, _) in column.keys.items()
}
"""The column of a key of a record: the first, where two say it."""

LEFT_OUT: Final = ""
"""What a column is mapped to whose cells are not taken."""


def guess(header: tuple[str, ...]) -> dict[str, str] | None:
    """What each column of a file is, by its name; ``None`` where any is not clear."""
    found = guesses(header)
    return found if LEFT_OUT not in found.values() and "record" in found.values() else None


def guesses(header: tuple[str, ...]) -> dict[str, str]:
    """The columns of a file that can be told by their names; the others are left out."""
    taken: set[str] = set()
    found = {}
    for name in header:
        code = next((one.code for one in COLUMNS if one.is_called(name)), LEFT_OUT)
        found[name] = LEFT_OUT if code in taken else code
        taken.add(code)
    return found
