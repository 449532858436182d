"""What the figures of a year rest on, in one or two words a row."""

from collections.abc import Iterator
from dataclasses import dataclass

from planner.engine.household import Account, Person
from planner.engine.ledger import LedgerYear
from planner.models import FiledForm
from planner.models.people import EVIDENCE_NAMES

_SOURCES = (
    ("estimate", "estimate", "calm"),
    ("statement", "statement", ""),
    ("form_5498", "Form 5498", "ok"),
)
"""Where a value of December 31 comes from, weakest first: the weakest one counts."""

_STRONG = frozenset({"filed_8606", "form_5498", "tax_return"})


@dataclass(frozen=True, slots=True)
class Mark:
    """A few words and the kind of chip that says them: ``ok``, ``calm``, ``cost`` or plain."""

    text: str
    kind: str = ""


def evidence(person: Person, found: LedgerYear, filed: FiledForm | None) -> tuple[Mark, ...]:
    """What stands behind the year: the form on file, the values, a stated start.

    Where a form was due and there is none of them, the year rests on what somebody typed.
    """
    own = not found.decedent
    marks = (
        *(_filed(filed) if own else ()),
        *(_start(person, found.year) if own else ()),
        *_values(person, found),
    )
    return marks or ((Mark("no evidence", "cost"),) if found.form_due else ())


def _filed(filed: FiledForm | None) -> Iterator[Mark]:
    if filed and filed.lines:
        yield Mark("form on file", "ok")


def _start(person: Person, year: int) -> Iterator[Mark]:
    start = person.basis_start
    if start and start.after_year == year - 1:
        kind = "ok" if start.evidence in _STRONG else "cost"
        name = EVIDENCE_NAMES.get(start.evidence, "None").lower()
        yield Mark("no evidence for the start" if start.evidence == "none" else name, kind)


def _values(person: Person, found: LedgerYear) -> Iterator[Mark]:
    """The weakest source among the values that line 6 takes in."""
    if found.sheet.value("year_end_value") is None:
        return
    held = (
        person.value(account.key, found.year)
        for account in person.accounts
        if _is_of(account, found.decedent)
    )
    sources = {one.source for one in held if one and one.amount is not None}
    for source, words, kind in _SOURCES:
        if source in sources:
            yield Mark(words, kind)
            return


def _is_of(account: Account, decedent: str) -> bool:
    """Whether the account is on the form: the person's own, or that of ``decedent``."""
    if not decedent:
        return account.is_counted
    return decedent in (account.inherited_from, account.key)
