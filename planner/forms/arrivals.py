"""A whole practice in a file."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.core.files.uploadedfile import UploadedFile

from planner.services.practice.archives import MOST_BYTES


class ArrivalForm(forms.Form):
    """One ZIP."""

    file = forms.FileField(
        label="Practice",
        max_length=255,
        widget=forms.FileInput(attrs={"accept": ".zip,application/zip", "class": "words"}),
        error_messages={"required": "Choose a file.", "empty": "This file is empty."},
        help_text=f"The ZIP that “Take everything away” made, at most {MOST_BYTES // 2**20} MB.",
    )

    @property
    def helper(self) -> FormHelper:
        """The field alone; the page has the form around it."""
        helper = FormHelper()
        helper.form_tag = False
        helper.disable_csrf = True
        helper.layout = Layout("file")
        return helper

    def clean_file(self) -> "UploadedFile[bytes]":
        """Refuse what is too large: nothing of it was kept."""
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if (file.size or 0) > MOST_BYTES:
            size, most = (file.size or 0) / 2**20, MOST_BYTES // 2**20
            raise forms.ValidationError(
                f"This file has {size:,.0f} MB, and a practice has at most {most} MB here."
                " Whoever runs this site takes a larger one in, or leave the papers out."
            )
        return file
