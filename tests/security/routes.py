"""Every route of the site, its address, and how it answers whoever has nothing to do with it.

A route without a row fails in ``test_urls``. Routes of a household need none here: all of them
are nothing to a visitor and to a stranger alike, and ``test_tenancy`` says what members may do.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.urls import URLPattern, URLResolver, get_resolver

ASKED = ("GET", "HEAD", "POST")
METHODS = (*ASKED, "PUT", "PATCH", "DELETE", "OPTIONS")


@dataclass(frozen=True)
class Route:
    """A pattern with everything that stands before it."""

    name: str
    pattern: str

    @property
    def is_of_a_household(self) -> bool:
        """Whether it leads to what belongs to somebody."""
        return "<int:household>" in self.pattern

    def address(self, **arguments: Any) -> str:
        """Where it is, for instance ``ROUTES["year"].address(household=1, year=2026)``."""
        return "/" + re.sub(r"<[^>]*?(\w+)>", lambda found: str(arguments[found[1]]), self.pattern)


def _routes(patterns: Any, before: str = "") -> Iterator[Route]:
    for pattern in patterns:
        whole = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _routes(pattern.url_patterns, whole)
        elif isinstance(pattern, URLPattern):
            yield Route(pattern.name or f"nameless {whole}", whole)


ROUTES = {route.name: route for route in _routes(get_resolver().url_patterns)}


class Answers(NamedTuple):
    """The statuses of GET (and HEAD), of POST, and of every other method."""

    get: int
    post: int
    other: int = 405

    def to(self, method: str) -> int:
        """The status for ``method``."""
        return {"GET": self.get, "HEAD": self.get, "POST": self.post}.get(method, self.other)


@dataclass(frozen=True)
class Row:
    """How a route answers a visitor, and a stranger: signed in, but a member of nothing."""

    visitor: Answers
    stranger: Answers
    arguments: dict[str, Any] = field(default_factory=dict)


def _same(get: int, post: int, **arguments: Any) -> Row:
    return Row(Answers(get, post), Answers(get, post), arguments)


def _members_only(get: int, post: int, **arguments: Any) -> Row:
    return Row(Answers(302, 302), Answers(get, post), arguments)


def _visitors_only(get: int, post: int) -> Row:
    return Row(Answers(get, post), Answers(302, 302))


PUBLIC = {
    "calculator": _same(200, 200),
    "worksheet": _same(405, 200, person="you"),
    "rule": _same(200, 405),
    "sources": _same(200, 405),
    "unverified": _same(200, 405),
    "cases": _same(200, 405),
    "sums": _same(200, 422),
    "favicon": _same(302, 405),
}

# A POST carries nothing that these pages ask for. To a stranger 302 is either the way to "Is it
# still you?" or back to where it makes sense: somebody signed in cannot sign in.
PROFILE = {
    "profile": _members_only(200, 405),
    "mfa_index": _members_only(302, 405),
    "profile-name": _members_only(200, 302),
    "account_inactive": _same(200, 405),
    "account_signup": _visitors_only(200, 200),
    "account_signup_by_passkey": _visitors_only(200, 200),
    "mfa_signup_webauthn": _same(302, 302),
    "account_login": _visitors_only(200, 200),
    "mfa_login_webauthn": _same(302, 302),
    "mfa_authenticate": _same(302, 302),
    "account_logout": Row(Answers(302, 302), Answers(200, 302)),
    "account_reauthenticate": _members_only(200, 200),
    "mfa_reauthenticate": _members_only(302, 302),
    "mfa_reauthenticate_webauthn": _members_only(302, 302),
    "account_email": _members_only(200, 302),
    "account_email_verification_sent": _same(302, 302),
    "account_change_password": _members_only(200, 200),
    "account_set_password": _members_only(302, 302),
    "account_reset_password": _same(200, 200),
    "account_confirm_password_reset_code": _same(302, 302),
    "account_complete_password_reset": _same(302, 302),
    "account_password_reset_completed": _same(200, 405),
    "mfa_list_webauthn": _members_only(200, 405),
    "mfa_add_webauthn": _members_only(302, 302),
    "mfa_edit_webauthn": _members_only(302, 302, pk=1),
    "mfa_remove_webauthn": _members_only(302, 302, pk=1),
    "mfa_activate_totp": _members_only(302, 302),
    "mfa_deactivate_totp": _members_only(404, 404),
    "mfa_view_recovery_codes": _members_only(404, 405),
    "mfa_generate_recovery_codes": _members_only(302, 302),
    "mfa_download_recovery_codes": _members_only(404, 404),
    "usersessions_list": _members_only(200, 302),
}

HOUSEHOLDS = {
    "households": _members_only(200, 405),
    "household-new": _members_only(200, 422),
    "import": _members_only(200, 422),
    "invitation": _same(404, 404, token="guessed"),
    "guest": _same(404, 404, token="guessed"),
    "try-demo": Row(Answers(404, 404, 404), Answers(404, 404, 404)),  # only with DEBUG
}

# To whoever does not work there a practice does not exist; what its people may do is in
# ``test_practices``.
PRACTICES = {
    "practice-new": _members_only(200, 422),
    "practice-arrive": _members_only(200, 422),
    "arrival": _members_only(404, 405, arrival=1),
    "arrival-store": _members_only(405, 404, arrival=1),
    "arrival-drop": _members_only(405, 404, arrival=1),
    "second-step-needed": _members_only(302, 405),
    "staff-invitation": _same(404, 404, token="guessed"),
    "offer": _same(404, 404, token="guessed"),
    "practice": _members_only(404, 404, practice=1),
    "client-new": _members_only(404, 404, practice=1),
    "client": _members_only(404, 404, practice=1, client=1),
    "client-resign": _members_only(405, 404, practice=1, client=1),
    "client-work": _members_only(404, 405, practice=1, client=1),
    "client-note-new": _members_only(405, 404, practice=1, client=1),
    "client-note": _members_only(404, 404, practice=1, client=1, note=1),
    "client-task-new": _members_only(404, 404, practice=1, client=1),
    "client-year": _members_only(404, 404, practice=1, client=1, person=1, year=2025),
    "practice-tasks": _members_only(404, 405, practice=1),
    "practice-task": _members_only(404, 404, practice=1, task=1),
    "task-done": _members_only(405, 404, practice=1, task=1),
    "practice-book": _members_only(404, 404, practice=1),
    "practice-book-zip": _members_only(404, 405, practice=1, job=1),
    "practice-log": _members_only(404, 405, practice=1),
    "practice-log-csv": _members_only(404, 405, practice=1),
    "practice-log-json": _members_only(404, 405, practice=1),
    "retention-apply": _members_only(405, 404, practice=1),
    "practice-retention": _members_only(404, 404, practice=1),
    "hold": _members_only(405, 404, practice=1),
    "hold-lift": _members_only(405, 404, practice=1, hold=1),
    "practice-imports": _members_only(404, 404, practice=1),
    "import-template": _members_only(404, 405, practice=1, kind="csv"),
    "practice-import": _members_only(404, 405, practice=1, book=1),
    "import-columns": _members_only(404, 404, practice=1, book=1),
    "import-apply": _members_only(405, 404, practice=1, book=1),
    "import-undo": _members_only(405, 404, practice=1, book=1),
    "import-drop": _members_only(405, 404, practice=1, book=1),
    "practice-people": _members_only(404, 405, practice=1),
    "staff-invite": _members_only(405, 404, practice=1),
    "staff-role": _members_only(405, 404, practice=1, colleague=1),
    "staff-remove": _members_only(405, 404, practice=1, colleague=1),
    "staff-invitation-withdraw": _members_only(405, 404, practice=1, invitation=1),
    "packets": _members_only(404, 404, practice=1),
    "packet-job": _members_only(404, 405, practice=1, job=1),
    "packet-cancel": _members_only(405, 404, practice=1, job=1),
    "packet-zip": _members_only(404, 405, practice=1, job=1),
    "board": _members_only(404, 405, practice=1),
    "december-list": _members_only(404, 405, practice=1),
    "follow-up": _members_only(404, 404, practice=1, client=1, person=1),
    "board-work-out": _members_only(405, 404, practice=1),
    "filter-save": _members_only(405, 404, practice=1),
    "filter-delete": _members_only(405, 404, practice=1, saved=1),
    "practice-settings": _members_only(404, 404, practice=1),
    "practice-logo": _members_only(405, 404, practice=1),
    "practice-logo-picture": _members_only(404, 405, practice=1),
}

EXPECTED = PUBLIC | PROFILE | HOUSEHOLDS | PRACTICES
