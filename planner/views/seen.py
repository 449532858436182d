"""What a page or a file of a household is called in the log, by the name of its route."""

import re
from typing import Final

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from planner.models import Verb

PAGES: Final = {
    "account": "Account",
    "account-delete": "Account",
    "account-new": "Account",
    "basis-start": "Ledger",
    "bin": "Bin",
    "both-ways": "Ledger",
    "cell": "Year",
    "client-note": "Client page",
    "client-task-new": "Client page",
    "client-work": "Client page",
    "client-year": "Client page",
    "correct-year": "Ledger",
    "cpa": "CPA packet",
    "dismiss-practice": "Practice",
    "file-year": "Ledger",
    "guests": "Guests",
    "history": "History",
    "household": "Overview",
    "household-delete": "Settings",
    "household-log": "Log",
    "household-practice": "Practice",
    "household-settings": "Settings",
    "household-work": "Client page",
    "ledger": "Ledger",
    "ledger-person": "Ledger",
    "ledger-year": "Ledger",
    "members": "Members",
    "missed": "Missed forms",
    "mistakes": "Mistakes",
    "new-1099-r": "Tax papers",
    "new-5498": "Tax papers",
    "official-form": "Papers",
    "options": "Options",
    "papers": "Papers",
    "person": "Person",
    "person-delete": "Person",
    "person-new": "Person",
    "plan": "Plan",
    "plan-step": "Plan",
    "plans": "Plan",
    "practice-task": "Client page",
    "return-check": "Check of a return",
    "roth": "Roth IRAs",
    "roth-year": "Roth IRAs",
    "tax-paper": "Tax papers",
    "tax-papers": "Tax papers",
    "year": "Year",
}
"""The kinds of pages, each told once in a quarter of an hour. What is missing is told by itself."""

FILES: Final = {
    "basis-statement": "Statement of basis",
    "cpa-document": "CPA packet",
    "export": "The whole household",
    "filed-document": "Form as filed",
    "ledger-csv": "Ledger",
    "missed-kit": "Letter about missed forms",
    "official-document": "Official form",
    "options-comparison": "Comparison of the options",
    "options-forms": "Forms of an option",
    "packet": "Packet of worksheets",
    "packet-zip": "Packets of clients",
    "plan-calendar": "Calendar of a plan",
    "plan-letter": "Letter of a plan",
    "practice-book-zip": "The whole practice",
    "practice-log-csv": "Log",
    "practice-log-json": "Log",
    "worksheet-year": "Worksheet",
}

_OK: Final = 200
_ENDING: Final = re.compile(r'filename="?[^"]*\.(\w+)"?')


def seen(request: HttpRequest, response: HttpResponseBase) -> tuple[Verb, str] | None:
    """What an answer let somebody see or take away; ``None`` where it was neither."""
    match = request.resolver_match
    if match is None or response.status_code != _OK or request.method == "HEAD":
        return None
    route = match.url_name or ""
    if ending := _ENDING.search(response.headers.get("Content-Disposition", "")):
        year = f" of {match.kwargs['year']}" if "year" in match.kwargs else ""
        return Verb.EXPORTED, f"{FILES.get(route, _plain(route))}{year} ({ending[1].upper()})"
    return (Verb.OPENED, PAGES.get(route, _plain(route))) if request.method == "GET" else None


def _plain(route: str) -> str:
    """A route that has no words yet."""
    return route.replace("-", " ").capitalize()
