"""What a visitor types, keyed as the fields are named in HTML."""

PERSON = {
    "contribution": "7,500",
    "prior_basis": "0",
    "year_end_value": "95,000",
    "conversion": "7,500",
}


def typed(*, you=None, spouse=None, **shared):
    """The page's example with changes; a spouse only where one is given."""
    data = {"tax_year": "2026", "rate": "24"} | shared
    data |= {f"you-{name}": text for name, text in (PERSON | (you or {})).items()}
    if spouse is not None:
        data |= {"has_spouse": "on"}
        data |= {f"spouse-{name}": text for name, text in (PERSON | spouse).items()}
    return data
