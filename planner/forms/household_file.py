"""A household file as it is uploaded, and where it is to go."""

from collections.abc import Iterable
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from planner.engine.household import Household as HouseholdFacts
from planner.engine.household_reading import RefusedError
from planner.models import Household
from planner.services.households.imports import read_file

_MOST_PROBLEMS = 40


class HouseholdFileForm(forms.Form):
    """One file; ``fact`` is the household in it, ``problems`` why there is none."""

    file = forms.FileField(
        label="Household file",
        widget=forms.FileInput(attrs={"accept": ".json,application/json", "class": "words"}),
        error_messages={"required": "Choose a file.", "empty": "This file is empty."},
        help_text="A file that Prorata exported, or one in the format prorata-household/1.",
    )
    into = forms.ChoiceField(
        label="It becomes",
        required=False,
        error_messages={"invalid_choice": "Choose one from the list."},
    )

    def __init__(self, *args: Any, households: Iterable[Household], **options: Any) -> None:
        """``households`` are those whose contents may be replaced."""
        super().__init__(*args, **options)
        self.fact: HouseholdFacts | None = None
        self.problems: list[str] = []
        into: Any = self.fields["into"]
        into.choices = [("", "a new household")]
        into.choices += [(str(one.pk), f"the contents of {one}") for one in households]

    @property
    def helper(self) -> FormHelper:
        """The fields alone; the page has the form around them."""
        helper = FormHelper()
        helper.form_tag = False
        helper.disable_csrf = True
        helper.layout = Layout("file", "into")
        return helper

    def clean_file(self) -> "UploadedFile[bytes]":
        """Read the file; what is wrong with it is kept in ``problems``."""
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        most = settings.FILE_UPLOAD_MAX_MEMORY_SIZE
        if (file.size or 0) > most:
            size = f"{(file.size or 0) / 1024:,.0f} kB"
            raise forms.ValidationError(
                f"This file has {size}; a household file has at most {most // 1024} kB."
            )
        try:
            self.fact = read_file(file.read().decode("utf-8-sig"))
        except UnicodeDecodeError as error:
            raise forms.ValidationError("This is no household file: it is not text.") from error
        except RefusedError as refused:
            self.problems = _first(refused.problems)
            raise forms.ValidationError("This file cannot be taken as it is.") from refused
        return file


def _first(problems: list[str]) -> list[str]:
    more = len(problems) - _MOST_PROBLEMS
    return problems if more <= 0 else [*problems[:_MOST_PROBLEMS], f"and {more:,} more"]
