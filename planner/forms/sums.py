"""Sums beside Form 8606 that somebody needs before typing their result into an entry."""

from decimal import Decimal
from typing import Any, ClassVar

from django import forms

from planner.engine.divorce import basis_transferred
from planner.engine.money import ZERO
from planner.engine.net_income import ComputationPeriod, net_income
from planner.forms.fields import DollarField


class SumForm(forms.Form):
    """Amounts that are all asked for, but those that are nothing where they stay empty."""

    may_stay_empty: ClassVar[frozenset[str]] = frozenset()
    refused = ""

    def clean(self) -> dict[str, Any]:
        """What was typed; an amount that is needed and empty is named at its field."""
        found = super().clean() or self.cleaned_data
        for name in self.fields:
            if name in found and found[name] is None and name not in self.may_stay_empty:
                self.add_error(name, "Enter an amount; 0 for nothing.")
        if not self.errors:
            self._work_out(found)
        return found

    def _work_out(self, found: dict[str, Any]) -> None:
        try:
            self.result = self.worked_out(found)
        except ValueError:
            self.add_error(None, self.refused)

    def worked_out(self, found: dict[str, Any]) -> Decimal:
        """The result in dollars and cents; ``ValueError`` where the amounts cannot be."""
        raise NotImplementedError


class NetIncomeForm(SumForm):
    """The earnings of a contribution that is returned or recharacterized."""

    amount = DollarField(label="The contribution, or the part of it that leaves")
    opening_value = DollarField(
        label="Value of the IRA just before the contribution came in", help_text="0 if it was new."
    )
    added = DollarField(
        label="Everything that came in since", help_text="The contribution itself too."
    )
    withdrawn = DollarField(label="Everything that left since", help_text="Empty: nothing.")
    closing_value = DollarField(label="Value just before the contribution leaves")

    may_stay_empty = frozenset({"withdrawn"})
    refused = "The contribution is more than what was in the IRA to earn, or is nothing."

    def worked_out(self, found: dict[str, Any]) -> Decimal:
        """The earnings, below zero for a loss (Treas. Reg. 1.408-11, 1.408A-5)."""
        period = ComputationPeriod(
            opening_value=found["opening_value"],
            added=found["added"],
            withdrawn=found["withdrawn"] or ZERO,
            closing_value=found["closing_value"],
        )
        return net_income(found["amount"], period)

    @property
    def leaves(self) -> Decimal:
        """The contribution with its earnings, in dollars: what has to leave the IRA."""
        leaves: Decimal = self.cleaned_data["amount"] + self.result
        return leaves


class DivorceForm(SumForm):
    """The basis that moves with IRA money in a divorce."""

    pool = DollarField(label="Value of all IRAs of the one who gives, on the day")
    basis = DollarField(label="Basis in them", help_text="Line 14 of the last Form 8606.")
    transferred = DollarField(label="Transferred under the decree")

    refused = "More is transferred than there is, or nothing."

    def worked_out(self, found: dict[str, Any]) -> Decimal:
        """The basis that moves, in proportion (IRC 408(d)(6))."""
        return basis_transferred(
            pool=found["pool"], basis=found["basis"], transferred=found["transferred"]
        )
