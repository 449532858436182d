"""The one answer to "how may I contribute?": a stable code and a sentence."""

from decimal import Decimal
from typing import Literal

from planner.engine.fact_names import fact_names
from planner.engine.printing import entered

type Answer = Literal["direct_roth", "partly_direct_roth", "deduct", "backdoor", "none", "unknown"]


def answer(
    *,
    supported: Decimal | None,
    roth: Decimal | None,
    traditional: Decimal | None,
    deductible: Decimal | None,
) -> Answer:
    """What the limits of a year, in dollars, come to; ``unknown`` where what decides is ``None``.

    Directly where income allows it (IRC 408A(c)(3)); else deducted where that is allowed (IRC
    219(g)), which nobody needs to give up for a backdoor; else nondeductible and converted (IRC
    408(o)(2), 408A(d)(3)).
    """
    if supported is None or roth is None:
        return "unknown"
    if roth:
        return "direct_roth" if roth == supported else "partly_direct_roth"
    return "none" if not supported else _traditional(traditional, deductible)


def _traditional(traditional: Decimal | None, deductible: Decimal | None) -> Answer:
    if not traditional:
        return "unknown" if traditional is None else "none"
    if deductible is None:
        return "unknown"
    return "deduct" if deductible else "backdoor"


def sentence(
    found: Answer,
    *,
    supported: Decimal | None,
    roth: Decimal | None,
    deductible: Decimal | None,
    missing: tuple[str, ...],
) -> str:
    """``found`` in plain words, with its dollars."""
    if found == "unknown":
        return f"It depends on what is not known: {fact_names(missing)}."
    if found == "none":
        return _NOTHING if supported else _NO_COMPENSATION
    amounts = {"supported": supported, "roth": roth, "deductible": deductible}
    known = {key: entered(amount) for key, amount in amounts.items() if amount is not None}
    return _SENTENCES[found].format_map(known)


_NO_COMPENSATION = "Nothing can be contributed: there is no compensation to contribute from."
_NOTHING = (
    "Nothing can be contributed: income is too high for a Roth IRA, and until 2019 age ended"
    " contributions to a traditional one."
)

_SENTENCES: dict[str, str] = {
    "direct_roth": "A direct Roth contribution is allowed, up to ${supported}.",
    "partly_direct_roth": (
        "A direct Roth contribution is allowed partly, up to ${roth} of ${supported}; the rest can"
        " go through the backdoor."
    ),
    "deduct": (
        "Income is too high for a direct Roth contribution; you may deduct up to ${deductible} of"
        " a traditional contribution instead."
    ),
    "backdoor": (
        "Income is too high for a direct Roth contribution and for a deduction; the backdoor is"
        " the way: up to ${supported} to a traditional IRA, not deducted, and converted."
    ),
}
