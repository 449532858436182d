"""What the board calls things: states, where money could go, and what to do next."""

from typing import Final

from planner.models import ClientState, FollowUp

STATES: Final = {
    "no_backdoor_needed": "no backdoor needed",
    "clean": "clean",
    "pre_tax_present": "pre-tax money present",
    "split_year": "split year",
    "history_unknown": "history unknown",
    "excess": "excess contribution",
    "incomplete": "incomplete",
}
"""In the order of the tiles."""

TROUBLED: Final = frozenset({"pre_tax_present", "history_unknown", "excess", "incomplete"})
"""States that somebody has to do something about."""

OVER: Final = (FollowUp.Status.DONE.value, FollowUp.Status.OTHERWISE.value)
"""Where nothing is left to do."""

DESTINATIONS: Final = {
    "accepts": "a plan accepts roll-ins",
    "unknown": "a plan, acceptance unknown",
    "solo": "a solo 401(k) could be opened",
    "refuses": "the plans do not accept",
    "none": "no plan",
}

_INTO: Final = {
    "accepts": "{into}, accepts",
    "unknown": "{into}, acceptance unknown",
    "solo": "a new solo 401(k)",
    "refuses": "none: {into} does not accept",
    "none": "no plan entered",
}

_OBSTACLES: Final = {
    "simple-start-not-known": "Ask when the first contribution to the SIMPLE IRA was made.",
    "simple-two-years": "Move the other IRAs; the SIMPLE IRA has not run two years.",
    "rmd-due-first": "Take the required distribution out first.",
    "not-done-by-year-end": "Convert it all, or wait: the transfer cannot be done in time.",
    "employees": "Convert it all, or wait: employees rule out a solo 401(k).",
    "employees-not-known": "Ask whether there are employees besides a spouse.",
}

_OPEN: Final = {
    "accepts": "Tell the client, and ask the plan for its roll-in form.",
    "unknown": "Ask the plan whether it takes money out of IRAs.",
    "solo": "Open a solo 401(k) that takes roll-ins.",
    "refuses": "Convert it all, or wait for a plan that accepts.",
    "none": "Ask whether there is a plan at work; else convert it all, or wait.",
}

_STATE_STEPS: Final = {
    "excess": "Have the excess returned, or recharacterize it.",
    "history_unknown": "Ask for the last Form 8606 that was filed.",
    "split_year": "File Form 8606 for both years; convert by December 31 what this one is to show.",
}


def into_words(state: ClientState) -> str:
    """Where the money could go."""
    return _INTO.get(state.destination, "").format(into=state.into or "the plan")


def next_step(state: ClientState, status: str) -> str:
    """What to do next, by the state, what stands in the way, and what was done; may be empty."""
    if status in OVER:
        return ""
    if not state.to_move:
        return _without_dollars(state, status)
    if status == FollowUp.Status.ASKED:
        return "Hear back; ask again if there is no answer."
    if status == FollowUp.Status.SENT:
        return f"See that the plan has it by December 31, {state.year}."
    return _OBSTACLES.get(state.obstacle) or _OPEN[state.destination]


def _without_dollars(state: ClientState, status: str) -> str:
    if state.code in TROUBLED and status in (FollowUp.Status.ASKED, FollowUp.Status.SENT):
        return "Hear back; ask again if there is no answer."
    if state.code == "incomplete":
        return f"Ask for what is missing. {state.sentence[:1].upper()}{state.sentence[1:]}".rstrip()
    return _STATE_STEPS.get(state.code, "")
