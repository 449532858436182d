"""``python manage.py demo``: what there is to try, worked out by the engine."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.urls import reverse
from django.utils import timezone

from planner.engine import worksheet
from planner.forms.calculator import CalculatorForm
from planner.services.households.demo import CAST, ensure_demo
from planner.services.practice.demo import PEOPLE, ensure_demo_practice
from planner.services.published.examples import Example, examples


class Command(BaseCommand):
    """Lists the examples with their taxable amounts; with DEBUG also makes what there is to try."""

    help = "Make the demo household (only with DEBUG=1), list who opens it and the example cases."

    def add_arguments(self, parser: CommandParser) -> None:
        """Where the site is served, and whether to begin anew."""
        parser.add_argument("--site", default="http://127.0.0.1:8000")
        parser.add_argument(
            "--practice", type=int, default=0, metavar="N", help="also a practice with N clients"
        )
        parser.add_argument(
            "--reset", action="store_true", help="new passwords, and the household as it was"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """One line a case; an example that does not work out is an error of ours."""
        if settings.DEBUG:
            self._household(reset=options["reset"])
            if options["practice"]:
                self._practice(options["practice"], reset=options["reset"])
        elif options["reset"] or options["practice"]:
            raise CommandError("The demo household and practice exist only with DEBUG=1.")
        for example in examples():
            address = f"{options['site']}{reverse('calculator')}?example={example.key}"
            self.stdout.write(f"  {example.title:<26} {_taxable(example):>22}   {address}")

    def _household(self, *, reset: bool) -> None:
        passwords = ensure_demo(reset=reset)
        self._logins([(email, role.value) for role, (email, _) in CAST.items()], passwords)
        if not passwords:
            self.stdout.write(
                "  Passwords were shown once; `DEBUG=1 .venv/bin/python manage.py demo --reset"
                " --practice 24` makes new ones."
            )

    def _practice(self, clients: int, *, reset: bool) -> None:
        passwords = ensure_demo_practice(clients=clients, now=timezone.now(), reset=reset)
        self._logins([(email, f"practice, {role.value}") for role, email, _ in PEOPLE], passwords)

    def _logins(self, people: Iterable[tuple[str, str]], passwords: Mapping[str, str]) -> None:
        for email, role in people:
            self.stdout.write(f"  {email:<26} {role:>22}   {passwords.get(email, '')}".rstrip())


def _taxable(example: Example) -> str:
    form = CalculatorForm(example.fields)
    if not form.is_valid():
        raise ValueError(f"examples.toml: {example.key}: {[f.name for f in form.errors()]}")
    sheets = [worksheet(facts) for facts in form.facts().values()]
    return " + ".join(f"${sheet.taxable:,}" for sheet in sheets) + " taxable"
