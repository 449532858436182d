"""How one person may contribute for one year: every limit, what is left of it, and one answer.

Amounts are US dollars as ``Decimal``; ``None`` is *not known*, and ``missing`` names why.
"""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from planner.engine.eligibility_answer import Answer, answer, sentence
from planner.engine.eligibility_facts import Contributor, Filing
from planner.engine.eligibility_limits import Limits
from planner.engine.excess import Excess, excess_from_529, roth_excess, traditional_excess
from planner.engine.limits import NotKnownError
from planner.engine.money import ZERO
from planner.engine.tables import TableNotPublished
from planner.engine.year_figures import YearFigures, year_figures

_FACTS = {
    "spouse_contribution": "spouse_contributions",
    "birth_date": "born",
}
"""Facts by the name a person would look for, where the limits call them otherwise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Eligibility:
    """The answer for one person and year; dollars.

    ``limit`` is the dollar limit, ``catch_up`` the part of it that age adds; ``supported`` is what
    compensation leaves of it, ``from_spouse`` the part that rests on the spouse's (IRC 219(b)-(c)).
    ``used`` is what was contributed of it in any way, ``room`` what is left. ``roth_limit`` and
    ``deductible_limit`` are the most that income allows (IRC 408A(c)(3), 219(g)), ``roth_room``
    what may still go to a Roth IRA directly, and ``deductible`` what may be deducted of the
    traditional contributions made. ``excess`` is what is above the limits (IRC 4973).

    ``is_projected`` says that the year's own amounts are not published; ``source`` names the
    document, or says whose amounts are used. ``missing`` names what is not known and would decide
    one of the amounts; the answer is ``unknown`` only where it decides the answer.
    """

    year: int
    limit: Decimal | None
    catch_up: Decimal | None
    supported: Decimal | None
    from_spouse: Decimal | None
    used: Decimal | None
    room: Decimal | None
    roth_limit: Decimal | None
    roth_room: Decimal | None
    deductible_limit: Decimal | None
    deductible: Decimal | None
    excess: Excess | None
    answer: Answer
    sentence: str
    missing: tuple[str, ...]
    is_projected: bool
    source: str


def eligibility(
    filing: Filing, person: Contributor, spouse: Contributor | None = None
) -> Eligibility:
    """How ``person`` may contribute for the year of ``filing``.

    ``spouse`` is the other person of a married couple, on a joint return or not. Sources: IRC
    219(b), (c) and (g), 408A(c), 4973; Publication 590-A, Worksheets 1-1 and 1-2, 2-1 and 2-2.
    Never raises for facts that are missing; ``ValueError`` for an amount below zero (MAGI may be)
    or not finite.
    """
    try:
        figures = year_figures(filing.year)
    except TableNotPublished as error:
        return _without_figures(filing.year, str(error))
    nobody = Contributor(traditional=None, roth=None)
    return _Found(Limits(figures, filing, person, spouse or nobody)).result(figures)


class _Found:
    """The amounts one after the other, and the names of what some of them lacked."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._missing: list[str] = []
        self.supported = self._known(lambda: limits.supported)
        self.roth = self._known(lambda: limits.roth)
        self.traditional = self._known(lambda: limits.traditional)
        self.deductible = self._known(lambda: limits.deductible)
        self.used = self._known(self._used)

    def result(self, figures: YearFigures) -> Eligibility:
        """All of it, with the answer."""
        limits, room, person = self._limits, self._room(), self._limits.person
        amounts = {"supported": self.supported, "roth": self.roth, "deductible": self.deductible}
        excess = self._known(self._excess)
        found = answer(**amounts, traditional=self.traditional)
        missing = tuple(dict.fromkeys(self._missing))
        return Eligibility(
            year=figures.year,
            limit=self._known(lambda: limits.general),
            catch_up=self._known(lambda: limits.catch_up),
            supported=self.supported,
            from_spouse=self._known(lambda: limits.from_spouse),
            used=self.used,
            room=room,
            roth_limit=self.roth,
            roth_room=_left(self.roth, person.roth, room),
            deductible_limit=self.deductible,
            deductible=_least(self.deductible, person.traditional),
            excess=excess,
            answer=found,
            sentence=sentence(found, **amounts, missing=missing),
            missing=missing,
            is_projected=figures.is_projected,
            source=figures.source,
        )

    def _known[T](self, amount: Callable[[], T]) -> T | None:
        try:
            return amount()
        except NotKnownError as error:
            self._missing.append(_FACTS.get(error.name, error.name))
            return None

    def _used(self) -> Decimal:
        contributed = self._limits.person.contributed
        if contributed is None:
            raise NotKnownError("contributions")
        return contributed

    def _room(self) -> Decimal | None:
        if self.supported is None or self.used is None:
            return None
        return max(ZERO, self.supported - self.used)

    def _excess(self) -> Excess | None:
        """What is above the limits; the Roth limit is asked for only where there is something."""
        person, limits = self._limits.person, self._limits
        if person.traditional is None or person.roth is None:
            return None
        supported, traditional, roth = limits.supported, person.traditional, person.roth
        return Excess(
            traditional=traditional_excess(contributed=traditional, limit=limits.traditional),
            roth=roth_excess(
                contributed=roth,
                limit=limits.roth if roth else ZERO,
                supported=supported,
                traditional=traditional,
            ),
            rolled_from_529=excess_from_529(
                rolled=person.rolled_from_529, supported=supported, contributed=traditional + roth
            ),
        )


def _left(limit: Decimal | None, made: Decimal | None, room: Decimal | None) -> Decimal | None:
    """What is left of a limit that ``made`` uses up, and not more than ``room``."""
    if limit is None or made is None or room is None:
        return None
    return max(ZERO, min(limit - made, room))


def _least(limit: Decimal | None, made: Decimal | None) -> Decimal | None:
    return None if limit is None or made is None else min(limit, made)


def _without_figures(year: int, why: str) -> Eligibility:
    """A year before the first table."""
    return Eligibility(
        **dict.fromkeys(("limit", "catch_up", "supported", "from_spouse", "used", "room")),
        **dict.fromkeys(("roth_limit", "roth_room", "deductible_limit", "deductible", "excess")),
        year=year,
        answer="unknown",
        sentence=f"It cannot be said: {why}.",
        missing=("year",),
        is_projected=False,
        source="",
    )
