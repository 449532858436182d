"""The worksheet of a year in the official form."""

from planner.documents.official.folder import Kept
from planner.documents.official.texts import NotFillableError, obstacle, texts
from planner.documents.official.writing import written
from planner.documents.year_sheets import year_sheet
from planner.engine.household import Person
from planner.engine.ledger import LedgerYear


def official_pdf(person: Person, found: LedgerYear, kept: Kept, *, editable: bool = False) -> bytes:
    """The official form of ``found``, a year of ``person``, filled in on the blank ``kept``.

    The name is there, the social security number is not: it is not known here. Address and
    signature stay blank, as they are for a form that is filed by itself. The same year gives the
    same bytes. Raises ``NotFillableError`` where the worksheet is not complete.
    """
    sheet = year_sheet(person, found)
    if reason := obstacle(sheet):
        raise NotFillableError(reason)
    name = person.name or person.key
    if found.decedent:
        name = f"{name} (IRAs inherited from {found.decedent})"
    lines = texts(sheet.sheet.lines, kept.blank)
    return written(kept.content(), kept.blank, lines, name=name, editable=editable)
