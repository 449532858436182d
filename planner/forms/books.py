"""A table to import, and what its columns are."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.core.files.uploadedfile import UploadedFile

from planner.services.practice.book.columns import COLUMNS, LEFT_OUT, RECORDS, guesses
from planner.services.practice.book.reading import too_large
from planner.services.practice.book.tables import MOST_BYTES, Table

_WRONG: Final = {"invalid_choice": "Choose one from the list."}
_CHOICES: Final = [(LEFT_OUT, "— leave out —"), *((one.code, one.name) for one in COLUMNS)]
_RECORD_CHOICES: Final = [
    ("", "as the column “Record” says"),
    *(
        (record, f"every row is {'an' if record[0] in 'aei' else 'a'} {record}")
        for record in RECORDS
    ),
]
_EXAMPLES: Final = 3
_LONGEST_EXAMPLE: Final = 24


class BookForm(forms.Form):
    """One file; ``content`` is what is in it."""

    file = forms.FileField(
        label="Table",
        max_length=255,
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx,.txt,.tsv", "class": "words"}),
        error_messages={"required": "Choose a file.", "empty": "This file is empty."},
        help_text="CSV or XLSX, at most 5 MB and 10,000 rows.",
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
            raise forms.ValidationError(too_large(file.size or 0))
        return file


class ColumnsForm(forms.Form):
    """What each column of a table is."""

    def __init__(self, *args: Any, table: Table, mapping: Mapping[str, str], record: str) -> None:
        """Fields for the header of ``table``, set as ``mapping`` says, or else by their names."""
        super().__init__(*args)
        self.header = table.header
        known = mapping or guesses(table.header)
        for at, name in enumerate(table.header):
            self.fields[f"column-{at}"] = forms.ChoiceField(
                label=name,
                choices=_CHOICES,
                required=False,
                initial=known.get(name, LEFT_OUT),
                error_messages=_WRONG,
                help_text=_examples(table, at),
            )
        self.fields["record"] = forms.ChoiceField(
            label="What rows are",
            choices=_RECORD_CHOICES,
            required=False,
            initial=record,
            error_messages=_WRONG,
        )

    def columns(self) -> Iterator[forms.BoundField]:
        """The fields of the columns."""
        return (self[f"column-{at}"] for at in range(len(self.header)))

    @property
    def mapping(self) -> dict[str, str]:
        """From the names in the file to our codes."""
        found = self.cleaned_data
        return {name: found.get(f"column-{at}", "") for at, name in enumerate(self.header)}

    def clean(self) -> dict[str, Any]:
        """Each column once; clients are named; what a row is can be told."""
        found = super().clean() or {}
        seen: dict[str, str] = {}
        for at, (name, code) in enumerate(self.mapping.items()):
            if code and code in seen:
                self.add_error(f"column-{at}", f"“{seen[code]}” is this column already.")
            seen.setdefault(code, name)
        if "client" not in seen:
            self.add_error(None, "Say which column has your number of the client.")
        if "record" in seen and found.get("record"):
            self.add_error("record", f"“{seen['record']}” says already what each row is.")
        elif "record" not in seen and not found.get("record"):
            self.add_error("record", "Say what the rows are, or which column says it.")
        return found


def _examples(table: Table, at: int) -> str:
    found = dict.fromkeys(row.cells[at][:_LONGEST_EXAMPLE] for row in table.rows if row.cells[at])
    return ", ".join(list(found)[:_EXAMPLES]) or "every cell is empty"
