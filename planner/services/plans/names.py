"""The steps of a plan by name, for the history and for what a file would change."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from planner.engine.printing import day, dollars

STEP_NAMES = {
    "ask-plan": "Ask the plan",
    "ask-solo": "Make sure that a solo 401(k) is possible",
    "open-solo": "Open a solo 401(k)",
    "ask-simple": "Ask when the SIMPLE IRA began",
    "simple-waits": "Leave the SIMPLE IRA alone",
    "take-rmd": "Take the required distribution",
    "request-rollover": "Request the rollover",
    "confirm-arrival": "Confirm the arrival",
    "convert": "Convert",
    "stop": "Call off what is planned",
    "check-value": "Check the value on December 31",
    "contribute": "Contribute for the year",
    "keep-1099-r": "Keep Forms 1099-R",
    "file-8606": "File Form 8606",
    "keep-5498": "Keep Forms 5498",
    "pool": "The pool",
    "basis": "The basis in it",
}


def step_name(code: str) -> str:
    """What a step is called: ``convert-2027`` is Convert in 2027."""
    name, _, year = code.rpartition("-")
    return f"Convert in {year}" if name == "convert" else STEP_NAMES.get(code, code)


def told_steps(values: Mapping[str, str]) -> str:
    """Days or plain dollars by the codes of steps, in one line; empty where there are none."""
    return "; ".join(f"{step_name(code)}: {_told(text)}" for code, text in values.items())


def _told(text: str) -> str:
    try:
        return day(date.fromisoformat(text))
    except ValueError:
        return dollars(Decimal(text))
