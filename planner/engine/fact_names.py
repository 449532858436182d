"""What the facts that decide about a contribution are called in a sentence."""

from collections.abc import Iterable

FACT_NAMES = {
    "born": "the birth date",
    "compensation": "compensation",
    "spouse_compensation": "the spouse's compensation",
    "contributions": "what was contributed",
    "spouse_contributions": "what the spouse contributed",
    "covered_by_plan": "whether a plan at work covered this person",
    "spouse_covered_by_plan": "whether a plan at work covered the spouse",
    "filing_status": "the filing status",
    "lived_apart_all_year": "whether the couple lived apart all year",
    "magi": "modified AGI",
    "conversion_income": "how much of the conversions is taxable",
    "year": "the published amounts of the year",
}


def fact_names(names: Iterable[str]) -> str:
    """The facts called ``names`` in words, one after the other."""
    return ", ".join(FACT_NAMES[name] for name in names)
