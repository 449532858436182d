"""Where to mend a figure in a tax program: screens by their topic, in our own words.

Names of screens change from year to year, so these are topics in the order in which they come,
not names to be searched for letter by letter.
"""

from dataclasses import dataclass

from planner.engine.return_check.figures import Topic

PROGRAMS = ("TurboTax", "H&R Block", "FreeTaxUSA")

CAVEAT = (
    "Screens are renamed and moved from year to year: look for the topic, in this order, and check"
    " the printed Form 8606 at the end."
)


@dataclass(frozen=True, slots=True)
class Steps:
    """What to do in one program, in order."""

    program: str
    steps: tuple[str, ...]


_CONTRIBUTIONS = (
    "Deductions, then the topic of IRA contributions, traditional",
    "Deductions and credits, then the topic of IRA contributions",
    "Deductions, then the topic of IRA contributions, traditional",
)
_INCOME = (
    "Wages and income, then the topic of IRA, 401(k) and pension plans (Form 1099-R)",
    "Income, then the topic of retirement income (Form 1099-R)",
    "Income, then the topic of retirement income (Form 1099-R)",
)
_BASIS = (
    "the questions after the last Form 1099-R, on nondeductible money in earlier years",
    "the questions after the Forms 1099-R, on basis in traditional IRAs and Form 8606",
    "the topic of nondeductible IRA amounts (Form 8606), beside the Forms 1099-R",
)

_WAYS: dict[Topic, tuple[tuple[str, ...], str]] = {
    "contribution": (
        _CONTRIBUTIONS,
        "Go through the questions for this person: what was contributed for the tax year, what of"
        " it was made after December 31, and that it is not deducted.",
    ),
    "basis": (_BASIS, "Type line 14 of the last Form 8606 as the basis of earlier years."),
    "value": (
        _BASIS,
        "Type the December 31 value of all traditional, rollover, SEP and SIMPLE IRAs of this"
        " person, plus any rollover on its way; no Roth IRA and no employer plan.",
    ),
    "conversion": (
        _INCOME,
        "Open every Form 1099-R from an IRA, tick the IRA box, and answer that the money was"
        " converted to a Roth IRA, and how much of it.",
    ),
    "owner": (_INCOME, "Check under whose name each Form 1099-R and each contribution stands."),
    "result": (
        _BASIS,
        "Nothing is typed here: go through contributions, basis, year-end value and Forms 1099-R"
        " once more, remove what was overridden, and let the program work the line out.",
    ),
    "return": (
        _INCOME,
        "Open the Forms 1099-R, and remove any amount that was typed over the program's own.",
    ),
}


def steps_for(topic: Topic) -> tuple[Steps, ...]:
    """What to do in each program, where the figure of ``topic`` is entered."""
    places, what = _WAYS[topic]
    last = "Print or preview Form 8606 and hold it against the figures here again."
    return tuple(
        Steps(program, (f"{_start(topic, number)}{place}.", what, last))
        for number, (program, place) in enumerate(zip(PROGRAMS, places, strict=True))
    )


def _start(topic: Topic, number: int) -> str:
    """Where the questions on basis are reached from."""
    places, _ = _WAYS[topic]
    return f"{_INCOME[number]}, then " if places is _BASIS else ""
