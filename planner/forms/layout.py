"""The few layout objects of our own crispy template pack."""

from typing import Any

from crispy_forms.layout import LayoutObject
from django.forms import BaseForm
from django.template import Context
from django.template.loader import get_template
from django.utils.safestring import SafeString


class Disclosure(LayoutObject):
    """Fields behind a question; open when one of them holds something or is wrong."""

    template = "%s/layout/disclosure.html"

    def __init__(self, question: str | SafeString, *fields: str) -> None:
        """``question`` is always visible; ``fields`` are names of the form's fields."""
        self.question = question
        self.fields = list(fields)

    def render(
        self, form: BaseForm, context: Context, template_pack: str, **options: Any
    ) -> SafeString:
        """The ``<details>`` element with the fields inside."""
        inside = self.get_rendered_fields(  # type: ignore[no-untyped-call]
            form, context, template_pack, **options
        )
        template = get_template(self.template % template_pack)
        opened = any(form[name].value() or form[name].errors for name in self.fields)
        found = {"question": self.question, "fields": inside, "open": opened}
        return SafeString(template.render(found))
