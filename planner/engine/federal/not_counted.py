"""What a return may have that is not worked out here, by name: nothing of it is guessed."""

from planner.engine.findings import Finding


def _left_out(code: str, what: str, citation: str) -> Finding:
    return Finding(f"not-counted-{code}", "info", f"{what} not counted.", citation=citation)


NOT_COUNTED: tuple[Finding, ...] = (
    _left_out("amt", "The alternative minimum tax is", "IRC §55"),
    _left_out(
        "credits", "Credits, such as for children, education, care or savers, are", "IRC §21-§26"
    ),
    _left_out("eitc", "The earned income credit is", "IRC §32"),
    _left_out("premium-credit", "The premium tax credit for health insurance is", "IRC §36B"),
    _left_out("qbi", "The deduction for qualified business income is", "IRC §199A"),
    _left_out(
        "social-security", "How added income makes Social Security benefits taxable is", "IRC §86"
    ),
    _left_out(
        "itemized-limits",
        "The limits on itemized deductions, such as that on state taxes, are",
        "IRC §164(b)(6)-(7), §68",
    ),
    _left_out(
        "other-deductions",
        "The deductions for tips, overtime, car loans and gifts without itemizing are",
        "IRC §224, §225, §163(h)(4), §170(p)",
    ),
    _left_out(
        "special-gains", "The rates on collectibles and depreciated real property are", "IRC §1(h)"
    ),
    _left_out(
        "employment-taxes",
        "Self-employment tax and the additional Medicare tax are",
        "IRC §1401, §3101(b)(2)",
    ),
)
"""In no order of weight; each can change what a conversion costs."""
