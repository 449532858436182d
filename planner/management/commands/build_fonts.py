"""`manage.py build_fonts`: make the font files that pages and PDFs use."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from planner.services.fonts import build_fonts


class Command(BaseCommand):
    """Build the fonts, unless they are there and current."""

    help = "Build the web and PDF fonts from the installed font packages."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Accept --force."""
        parser.add_argument("--force", action="store_true", help="build even if nothing changed")

    def handle(self, *, force: bool, **_options: object) -> None:
        """Build, then say what was written."""
        written = build_fonts(folder=settings.BUILT_DIR / "fonts", force=force)
        for path in written:
            self.stdout.write(f"{path.name}: {path.stat().st_size / 1000:.1f} kB")
