"""One person's numbers for a year."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.utils.html import format_html
from django.utils.safestring import SafeString

from planner.engine import PersonYear
from planner.engine.facts import problems
from planner.engine.limits import contribution_limit
from planner.engine.money import Rounding
from planner.engine.tables import published_years
from planner.forms.fields import DollarField
from planner.forms.layout import Disclosure

FACTS = {
    "contribution": "nondeductible_contribution",
    "after_year_end": "contribution_after_year_end",
    "prior_basis": "prior_basis",
    "year_end_value": "year_end_value",
    "conversion": "conversion",
    "distribution": "distribution",
}
"""The fields of the calculator and the facts they are."""
_FIELDS = {fact: field for field, fact in FACTS.items()}

_WORDS = {
    "line-4-above-line-1": "This is more than the whole contribution (line 1) of which it is"
    " a part.",
}


class PersonForm(forms.Form):
    """The five numbers of the first minute, and what a few people need besides."""

    contribution = DollarField(
        line="1",
    )
    after_year_end = DollarField(
        label="Of it, made after December 31",
        line="4",
        help_text="Contributed for this tax year from January 1 to the due date in April.",
    )
    prior_basis = DollarField(
        label="Already-taxed money from before",
        line="2",
        help_text="Line 14 of the last Form 8606 you filed; 0 if you never filed one.",
    )
    year_end_value = DollarField(
        line="6",
        help_text="Traditional, rollover, SEP and SIMPLE together. Not Roth, not 401(k),"
        " not inherited, not your spouse’s.",
    )
    conversion = DollarField(
        label="Converted to Roth",
        line="8",
        help_text="In the calendar year, from any of them.",
    )
    distribution = DollarField(
        label="Other withdrawals",
        line="7",
        help_text="Taken out and kept, tax withheld from a conversion too. Not rollovers, not"
        " gifts to charity (QCD).",
    )
    figure = DollarField(
        label="Taxable amount you have from elsewhere",
        help_text="From a tax program or an article: we say where it comes from.",
    )
    name = forms.CharField(
        label="Name on the worksheet",
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"class": "words"}),
        help_text="Printed on the name line. Leave it empty to write it by hand.",
    )

    def __init__(self, *args: Any, tax_year: int | None = None, **options: Any) -> None:
        """``tax_year`` names the years in the labels; the page keeps them up to date."""
        super().__init__(*args, **options)
        self.tax_year = tax_year
        self.fields["contribution"].label = self._with_year("Contribution for {}")
        self.fields["contribution"].help_text = format_html(
            "Traditional IRA, not deducted. <span data-limit>{}</span>", limit_text(tax_year)
        )
        self.fields["year_end_value"].label = self._with_year("All your IRAs on December 31, {}")

    def _with_year(self, text: str, *, ahead: int = 0) -> SafeString:
        """``text`` with the tax year, or one ``ahead`` of it, where the page can change it."""
        year = "" if self.tax_year is None else str(self.tax_year + ahead)
        span = format_html('<span data-year="{}">{}</span>', ahead, year)
        return format_html(text, span)

    @property
    def helper(self) -> FormHelper:
        """How the fields are arranged."""
        helper = FormHelper()
        helper.form_tag = False
        helper.disable_csrf = True
        helper.layout = Layout(
            "contribution",
            Disclosure(self._with_year("Some of it made in {}?", ahead=1), "after_year_end"),
            "prior_basis",
            "year_end_value",
            "conversion",
            Disclosure("Were there other withdrawals?", "distribution"),
            Disclosure("Compare with a figure you have", "figure"),
            Disclosure("Put a name on the worksheet", "name"),
        )
        return helper

    def to_facts(
        self, *, tax_year: int, rounding: Rounding, ratio_places: int | None
    ) -> PersonYear:
        """The facts that were typed; what was left empty is not known."""
        return PersonYear(
            tax_year=tax_year,
            rounding=rounding,
            ratio_places=ratio_places,
            **_amounts(self.cleaned_data),
        )

    def clean(self) -> dict[str, Any]:
        """What the engine finds wrong between fields is said at the field it is about.

        Only once each can be read: an amount that is not there yet contradicts nothing.
        """
        cleaned = super().clean() or {}
        if not self.errors:
            for finding in problems(PersonYear(tax_year=0, **_amounts(cleaned))):
                self.add_error(_FIELDS[finding.key], _WORDS.get(finding.code, finding.message))
        return cleaned


def limit_text(tax_year: int | None) -> str:
    """The most that may be contributed for a year, in words; empty where no table says it."""
    if tax_year not in published_years():
        return ""
    younger, older = (contribution_limit(year=tax_year, age_at_year_end=age) for age in (49, 50))
    return f"At most ${younger:,}, from age 50 ${older:,}."


def _amounts(cleaned: dict[str, Any]) -> dict[str, Any]:
    """The facts in cleaned data, by their names; what was not entered is ``None``."""
    return {fact: cleaned.get(field) for field, fact in FACTS.items()}
