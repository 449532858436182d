"""No way out is priced on a guess: what is missing is named instead."""

from collections.abc import Iterable

from planner.engine.facts import AMOUNTS
from planner.engine.findings import Finding

_IN_WORDS = {
    "prior_basis": "The basis carried into the year",
    "year_end_value": "The value of all IRAs on December 31",
}


class UnpricedError(ValueError):
    """Facts that a way out needs are not known; ``missing`` names them.

    ``findings`` say of each what there is to say.
    """

    def __init__(self, *missing: str, findings: Iterable[Finding] = ()) -> None:
        """Keep the names of the facts, and the findings where there are any."""
        super().__init__(f"not known: {', '.join(missing)}")
        self.missing = missing
        self.findings = tuple(findings) or tuple(map(_not_known, dict.fromkeys(missing)))


def _not_known(key: str) -> Finding:
    code = f"missing-{key.replace('_', '-')}"
    line = f"Form 8606, line {AMOUNTS[key]}" if key in AMOUNTS else ""
    message = f"{_IN_WORDS.get(key, key)} is not known, so this cannot be priced."
    return Finding(code, "blocks", message, key, citation=line)
