"""What to do about the findings of the ledger that are mistakes, and until when."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from planner.engine.deadlines import correction_deadline
from planner.engine.household import Event, Person
from planner.engine.mistakes.case import Case
from planner.engine.mistakes.dates import sixty_days_after
from planner.engine.mistakes.mistake import CORRECTED_ANY_TIME, NOTHING_MISSING, Without
from planner.engine.roth_events import comes_out

type _MendBy = Callable[[Case, tuple[Event, ...]], date | None]


def _no_day(_case: Case, _events: tuple[Event, ...]) -> None:
    """The law sets none; ``without`` says why."""


def _sixty_days(_case: Case, events: tuple[Event, ...]) -> date | None:
    """As long as the money can still be put back."""
    return min((sixty_days_after(event.on) for event in events), default=None)


def _correction(case: Case, _events: tuple[Event, ...]) -> date:
    """As long as what arrived can be taken back with its earnings."""
    return correction_deadline(case.year)


def _any_event(_person: Person, _event: Event) -> bool:
    """Whatever happened to whom."""
    return True


@dataclass(frozen=True, slots=True)
class Remedy:
    """What to do about a finding of a code.

    Its events are those of ``kinds`` on its days, as far as it is ``about`` them.
    """

    what_to_do: str
    kinds: frozenset[str] = frozenset()
    lines: tuple[str, ...] = ()
    mend_by: _MendBy = _no_day
    without: Without = NOTHING_MISSING
    about: Callable[[Person, Event], bool] = _any_event


_UNKNOWN = "An amount that it rests on is not entered."
_WITH_THE_RETURN = Without(
    "It is asked for whenever the form is filed; nothing runs out.",
    "What it costs is not known without it.",
)

_MOVES = frozenset({"conversion", "rollover"})

REMEDIES: Mapping[str, Remedy] = {
    "missing-year-end-value": Remedy(
        "Ask every custodian for the value of December 31 (Form 5498, box 5) and enter it for each"
        " IRA; 0 where it was empty.",
        lines=("6",),
        without=_WITH_THE_RETURN,
    ),
    "missing-prior-basis": Remedy(
        "Find the last Form 8606 that was filed and enter its line 14 as the start, or say which"
        " year was the first. Without one, add up the contributions that were not deducted from"
        " old returns and Forms 5498.",
        lines=("2",),
        without=_WITH_THE_RETURN,
    ),
    "basis-rolled-into-plan": Remedy(
        "Have the plan give the excess back, and roll in no more than the IRAs hold before tax.",
        frozenset({"rollover"}),
        without=Without(
            "A plan gives back what it may not hold within a reasonable time; no day is set"
            " (Treas. Reg. 1.401(a)(31)-1, A-14(b)).",
        ),
    ),
    "late-correction": Remedy(
        "Ask the custodian how it was reported. After that day it cannot be undone: what was above"
        " a limit is taxed 6% a year until it is withdrawn or used up (Form 5329).",
        frozenset({"recharacterization", "distribution"}),
        mend_by=_correction,
        without=Without(dollars=_UNKNOWN),
    ),
    "deducted-above-contributions": Remedy(
        "Enter the contribution that is missing, or amend the return: only what was contributed"
        " can be deducted.",
        lines=("1",),
        without=CORRECTED_ANY_TIME,
    ),
    "basis-restated": Remedy(
        "Explain the difference, or correct the one of the two that is wrong.",
        lines=("2",),
        without=CORRECTED_ANY_TIME,
    ),
    "basis-below-zero": Remedy(
        "Look for a nondeductible contribution that is missing before, or correct the adjustment.",
        frozenset({"basis_adjustment", "distribution"}),
        ("2",),
        without=CORRECTED_ANY_TIME,
    ),
    "rmd-before-conversion": Remedy(
        "Enter the distribution if it was taken. Otherwise have what was due taken out of where it"
        " arrived, with its earnings, and count it on line 7.",
        _MOVES,
        ("7", "8"),
        _correction,
        Without(dollars="A value of the December 31 before is not entered."),
    ),
    "simple-two-years": Remedy(
        "Wait until two years after the first contribution to the SIMPLE IRA; only another SIMPLE"
        " IRA takes the money before. What reached another account is a contribution there, and"
        " an excess above the limit.",
        _MOVES,
        ("7",),
        _correction,
        Without(dollars=_UNKNOWN),
    ),
    "rollover-not-completed": Remedy(
        "Put the money back within 60 days, or enter the day on which it arrived. Later only a"
        " waiver helps, which may be self-certified for some reasons (Rev. Proc. 2020-46).",
        frozenset({"rollover"}),
        ("7",),
        _sixty_days,
        Without("No money left an IRA that could be put back.", _UNKNOWN),
    ),
    "inherited-conversion": Remedy(
        "Have the custodian correct it: the money is a distribution, and an excess contribution"
        " where it arrived.",
        frozenset({"conversion"}),
        (),
        _correction,
        Without(dollars=_UNKNOWN),
    ),
    "inherited-rollover": Remedy(
        "If the IRA came from a spouse, treat it as own. Otherwise the money is a distribution,"
        " and an excess contribution where it arrived.",
        frozenset({"rollover"}),
        (),
        _correction,
        Without(dollars=_UNKNOWN),
    ),
    "filed-by-the-other-route": Remedy(
        "Amend the year, or keep to what was filed and carry its line 14.",
        lines=("13", "14"),
        without=Without(CORRECTED_ANY_TIME.day, "Both ways carry the same basis."),
    ),
    "worksheet-1-1-facts-missing": Remedy(
        "Enter what is missing.", lines=("13",), without=_WITH_THE_RETURN
    ),
    "roth-additional-tax": Remedy(
        "Put the money back within 60 days, or enter the tax on Form 5329, Part I, unless an"
        " exception of IRC 72(t)(2) applies.",
        frozenset({"distribution", "rollover"}),
        ("19", "25c"),
        _sixty_days,
        about=comes_out,
    ),
}
"""By the code of the finding, which is that of the mistake."""
