"""Whether a required minimum distribution (RMD) still has to come out before anything else may."""

from dataclasses import dataclass
from decimal import Decimal

from planner.engine.money import ZERO
from planner.engine.pool import Pool
from planner.engine.printing import dollars
from planner.engine.required_distributions import is_required, starting_age
from planner.engine.required_due import counted, is_short_of, required_due

_MARKED = ("rmd", "qcd")


@dataclass(frozen=True, slots=True)
class RequiredFirst:
    """The required distribution of ``year``, for who has reached ``age``, in words.

    ``due`` is how many dollars it is, ``None`` while a value of the December 31 before is not
    entered; ``taken`` is what is entered that counts toward it. ``is_short`` is whether some has
    to come out still.
    """

    year: int
    age: str
    due: Decimal | None
    taken: Decimal
    is_short: bool

    @property
    def short(self) -> Decimal | None:
        """The dollars that have to come out still; ``None`` where that is not known."""
        return None if self.due is None else max(ZERO, self.due - self.taken)

    @property
    def told(self) -> str:
        """How much it is and how much of it is entered, in a sentence."""
        if self.due is None:
            return "None is entered."
        entered = f"{dollars(self.taken)} of it is" if self.taken else "none is"
        return (
            f"By the values of December 31, {self.year - 1} it is {dollars(self.due)};"
            f" {entered} entered."
        )


def required_first(pool: Pool, year: int) -> RequiredFirst | None:
    """The required distribution of ``year``; ``None`` where there is none, or no birth date.

    All that is entered for the year counts, plans too, as the first money out is the RMD (Treas.
    Reg. 1.408A-4, Q&A-6; 1.402(c)-2(j)). Where how much is due is not known, one that is marked as
    an RMD, or as a QCD, is taken for all of it.
    """
    born = pool.person.born
    if born is None or not is_required(born, year):
        return None
    came_out = pool.events("distribution", year)
    due = _due(pool, year, year - born.year)
    if due is None:
        is_short = not any(event.character in _MARKED for event in came_out)
    else:
        is_short = is_short_of(due, came_out)
    return RequiredFirst(year, starting_age(born).text, due, counted(came_out), is_short)


def _due(pool: Pool, year: int, age: int) -> Decimal | None:
    """What is due by values that somebody entered; that an IRA is new is not taken for certain."""
    entered = (pool.person.value(account.key, year - 1) for account in pool.accounts)
    return required_due(pool, year, age) if any(entered) else None
