"""Forms of libraries in our words and our look."""

from typing import Any, ClassVar

from django import forms

type Words = tuple[str, str]
"""Label and help of a field."""


class Worded:
    """Mixed in before a library's form: names, help, and none of its placeholders.

    ``without`` are fields that we do not ask for.
    """

    fields: dict[str, forms.Field]
    words: ClassVar[dict[str, Words]] = {}
    without: ClassVar[tuple[str, ...]] = ()

    def __init__(self, *args: Any, **options: Any) -> None:
        """Build the library's form, then say it better."""
        super().__init__(*args, **options)
        for name in self.without:
            self.fields.pop(name, None)
        for name, field in self.fields.items():
            field.label, field.help_text = self.words.get(name, (field.label, ""))
            _plain(field.widget)


def _plain(widget: forms.Widget) -> None:
    """A text input as our fields have it: words in it, no placeholder."""
    widget.attrs.pop("placeholder", None)
    if isinstance(widget, forms.TextInput) and not widget.is_hidden:
        widget.attrs["class"] = "words"
