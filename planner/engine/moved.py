"""What a correction moves: every line of every year that reads otherwise than before."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from planner.engine.ledger import LedgerYear
from planner.engine.printing import printed

_CAPTIONS = {
    "carried": "Basis carried out of the year",
    "taxable": "Taxable amount",
    "status": "Whether all that the year needs is known",
}
"""What a year says without a line."""

type _Form = tuple[int, str]
"""A year, and the person inherited from."""

type _Texts = dict[tuple[str, str, str], str | None]
"""Number, key and caption of a line, and how it reads."""


@dataclass(frozen=True, slots=True)
class MovedLine:
    """A line that reads ``becomes`` and not ``was`` any more, both as printed.

    A text is empty where the line is blank or not there, and ``None`` where it is not known.
    ``number`` is empty for what no line shows: the basis ``carried`` out of a year without a
    line 14, the ``taxable`` amount of one without lines, and the ``status`` of any.
    """

    year: int
    decedent: str
    number: str
    key: str
    caption: str
    was: str | None
    becomes: str | None


def first_wrong_year(years: Sequence[LedgerYear]) -> LedgerYear | None:
    """The first year that was filed otherwise than it should have been."""
    return next((year for year in years if year.differences), None)


def moved_lines(before: Sequence[LedgerYear], after: Sequence[LedgerYear]) -> list[MovedLine]:
    """What differs between two ledgers of one person, in the order of the years and the form.

    A year that only one of them has is here with its lines alone.
    """
    old, new = _by_form(before), _by_form(after)
    forms = sorted({*old, *new})
    return [line for form in forms for line in _moved(form, old.get(form), new.get(form))]


def _by_form(years: Sequence[LedgerYear]) -> dict[_Form, LedgerYear]:
    return {(one.year, one.decedent): one for one in years}


def _moved(form: _Form, was: LedgerYear | None, becomes: LedgerYear | None) -> Iterator[MovedLine]:
    lines = list(_differing(form, _lines(was), _lines(becomes)))
    yield from lines
    if was and becomes:
        told = {line.key for line in lines}
        for line in _differing(form, _beside(was), _beside(becomes)):
            if not _is_told(line, told):
                yield line


def _is_told(line: MovedLine, told: set[str]) -> bool:
    """Whether lines of the form tell already what this one would."""
    if line.key == "carried":
        return "basis_carried_forward" in told
    return line.key == "taxable" and bool(told)


def _differing(form: _Form, was: _Texts, becomes: _Texts) -> Iterator[MovedLine]:
    """What reads otherwise; a blank line and one that is not known both show nothing."""
    for name in {**was, **becomes}:
        old, new = was.get(name, ""), becomes.get(name, "")
        if old != new and (old or new):
            yield MovedLine(*form, *name, old, new)


def _lines(year: LedgerYear | None) -> _Texts:
    """The lines of the form in printed order; not one is known while the events are not."""
    if year is None:
        return {}
    return {
        (line.number, line.key, line.caption): line.text
        if line.state != "unknown" and year.is_known
        else None
        for line in year.sheet.lines
    }


def _beside(year: LedgerYear) -> _Texts:
    """What a year says without a line: the basis, what is taxable, and whether all is known."""
    unit = year.sheet.unit
    taxable = year.sheet.taxable if year.is_complete else None
    texts = {
        "carried": None if year.carried is None else printed(year.carried, unit),
        "taxable": None if taxable is None else printed(taxable, unit),
        "status": "complete" if year.is_complete else "incomplete",
    }
    return {("", key, _CAPTIONS[key]): text for key, text in texts.items()}
