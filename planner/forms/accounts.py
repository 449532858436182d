"""An account: its kind says whether it is counted, and which other fields it has."""

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms

from planner.engine import household as facts
from planner.engine.household import INHERITED_IRAS, KIND_NAMES, PLANS
from planner.forms.households import DayField, words
from planner.models import Account

_FIELDS = (
    *("kind", "name", "custodian", "inherited_from", "treated_as_own"),
    *("participation_began", "accepts_rollovers"),
)
_YES_NO = (("", "Not known yet"), ("yes", "Yes"), ("no", "No"))
_FLAGS = {"yes": True, "no": False}

ONLY_FOR: dict[str, frozenset[str]] = {
    "inherited_from": INHERITED_IRAS,
    "treated_as_own": frozenset({"inherited_traditional"}),
    "participation_began": frozenset({"simple"}),
    "accepts_rollovers": PLANS,
}
"""The fields that only some kinds of accounts have."""


def _kinds() -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """The kinds under what makes them counted or not, in the words of the grid."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for kind, name in KIND_NAMES.items():
        because = facts.Account(key="", kind=kind).because
        groups.setdefault(because[0].upper() + because[1:], []).append((kind, name))
    yield from groups.items()


class AccountForm(forms.Form):
    """One IRA or employer plan. What its kind does not have is shown to nobody and not kept."""

    kind = forms.ChoiceField(
        label="Kind",
        choices=lambda: [("", "Choose …"), *_kinds()],
        help_text="What the custodian calls it. The kind decides whether line 6 counts it.",
        error_messages={"required": "Choose what kind of account it is."},
    )
    name = words(
        label="Name",
        required=False,
        help_text="Your own, to tell it from others; may be left empty.",
    )
    custodian = words(label="Custodian", required=False)
    inherited_from = words(
        label="Inherited from",
        required=False,
        help_text="Each person inherited from has a Form 8606 of their own.",
    )
    treated_as_own = forms.BooleanField(
        label="From a spouse, and treated as own",
        required=False,
        help_text="Then it is counted, like any other IRA of one’s own.",
    )
    participation_began = DayField(
        label="First contribution of the employer",
        help_text="For two years from that day, money may only move to another SIMPLE IRA.",
    )
    accepts_rollovers = forms.ChoiceField(
        label="Takes pre-tax money out of IRAs",
        choices=_YES_NO,
        required=False,
        help_text="Ask the plan: it is what makes moving pre-tax money out possible.",
    )

    @classmethod
    def of(cls, account: Account, data: Mapping[str, Any] | None = None) -> "AccountForm":
        """The form as the account stands, or with what was typed."""
        initial: dict[str, Any] = {name: getattr(account, name) for name in _FIELDS}
        words_of = {True: "yes", False: "no", None: ""}
        initial["accepts_rollovers"] = words_of[account.accepts_rollovers]
        return cls(data, initial=initial)

    def clean(self) -> dict[str, Any]:
        """Fields that the kind does not have are not kept."""
        cleaned = super().clean() or {}
        for name, kinds in ONLY_FOR.items():
            if cleaned.get("kind") not in kinds:
                cleaned[name] = self.fields[name].clean("")
        cleaned["accepts_rollovers"] = _FLAGS.get(cleaned.get("accepts_rollovers", ""))
        return cleaned

    def fill(self, account: Account) -> Account:
        """``account`` with what was typed; only after ``is_valid``."""
        for name in _FIELDS:
            setattr(account, name, self.cleaned_data[name])
        return account
