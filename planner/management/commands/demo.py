"""``python manage.py demo``: what there is to try, worked out by the engine."""

from typing import Any

from django.core.management.base import BaseCommand
from django.urls import reverse

from planner.engine import worksheet
from planner.forms.calculator import CalculatorForm
from planner.services.examples import Example, examples


class Command(BaseCommand):
    """Lists the examples of the calculator with their taxable amounts and addresses."""

    help = "List the example cases with their results and addresses."

    def add_arguments(self, parser: Any) -> None:
        """Where the site is served."""
        parser.add_argument("--site", default="http://127.0.0.1:8000")

    def handle(self, *_args: Any, **options: Any) -> None:
        """One line a case; an example that does not work out is an error of ours."""
        for example in examples():
            address = f"{options['site']}{reverse('calculator')}?example={example.key}"
            self.stdout.write(f"  {example.title:<26} {_taxable(example):>22}   {address}")


def _taxable(example: Example) -> str:
    form = CalculatorForm(example.fields)
    if not form.is_valid():
        raise ValueError(f"examples.toml: {example.key}: {[f.name for f in form.errors()]}")
    sheets = [worksheet(facts) for facts in form.facts().values()]
    return " + ".join(f"${sheet.taxable:,}" for sheet in sheets) + " taxable"
