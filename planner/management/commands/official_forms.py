"""``python manage.py official_forms``: the official blanks that worksheets can be put into."""

from pathlib import Path
from typing import Any, Final

from django.core.management.base import BaseCommand, CommandError, CommandParser

from planner.documents.official.folder import (
    State,
    accept,
    check,
    folder,
    read,
    standings,
)
from planner.documents.official.survey import BlankRefusedError

_WORDS: Final[dict[State, str]] = {
    "accepted": "accepted",
    "changed": "the file is not the one that was accepted; accept it again",
    "not checked": "a file is there, but was not accepted",
    "missing": "no file",
}


class Command(BaseCommand):
    """Lists, checks and accepts files that somebody got from the IRS; fetches nothing."""

    help = "List the official blanks of Form 8606, check files, or accept them into the folder."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """What to do, and with which files."""
        parser.add_argument(
            "action",
            nargs="?",
            default="list",
            choices=["list", "check", "accept"],
            help="list the years (the default), check files, or check and copy them",
        )
        parser.add_argument("files", nargs="*", metavar="FILE", help="a PDF of Form 8606")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Say how each year or file stands; exit 1 when a file is refused."""
        action, files = options["action"], options["files"]
        if (action == "list") == bool(files):
            raise CommandError("`check` and `accept` want the names of files, `list` wants none.")
        if action == "list":
            self._list()
            return
        refused = [name for name in files if not self._taken(action, name)]
        if refused:
            raise CommandError(f"Refused: {', '.join(refused)}.")

    def _list(self) -> None:
        self.stdout.write(f"Official blanks in {folder()}:")
        for one in standings():
            self.stdout.write(f"  {one.year}  {one.path.name}  {_WORDS[one.state]}")

    def _taken(self, action: str, name: str) -> bool:
        """Check one file, and keep it if that is asked; say why if it is refused."""
        try:
            content = read(Path(name))
            blank = accept(content).blank if action == "accept" else check(content)
        except BlankRefusedError as refused:
            for reason in refused.reasons:
                self.stderr.write(f"{name}: {reason}")
            return False
        except OSError as error:
            self.stderr.write(f"{name}: {error.strerror}.")
            return False
        verb = "accepted as" if action == "accept" else "passes every check as"
        self.stdout.write(f"{name}: {verb} the blank of {blank.year}.")
        return True
