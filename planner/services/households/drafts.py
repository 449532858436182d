"""A household file between being shown and being stored: signed, so that nobody can change it."""

import hashlib
import secrets
from dataclasses import asdict, dataclass
from datetime import timedelta

from django.conf import settings
from django.core import signing

from planner.bridge import HouseholdRecords
from planner.engine.household_writing import write_household
from planner.models import User
from planner.services.history.changes import RefusedChangeError

_SALT = "planner.household-file"
_GOOD_FOR = timedelta(hours=2)
_BESIDES = 4_096
"""Bytes of a form that are not the draft."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What was shown to a user: the text, and the household it would replace as it was then.

    ``into`` and ``seen`` are 0 and empty for a new household. ``once`` makes each draft another.
    """

    user: int
    text: str
    into: int
    seen: str
    once: str


def sign(*, user: User, text: str, into: int, seen: str) -> str:
    """The draft as text for a hidden field; refused where no form could carry it."""
    draft = Draft(user.pk, text, into, seen, secrets.token_hex(8))
    signed = signing.dumps(asdict(draft), salt=_SALT, compress=True)
    if len(signed) > (settings.DATA_UPLOAD_MAX_MEMORY_SIZE or 0) - _BESIDES:
        raise RefusedChangeError("This file holds more than can be imported at once.")
    return signed


def unsign(signed: str, user: User) -> Draft:
    """The draft that ``user`` was shown; refused when it is another's, changed, or too old."""
    try:
        found = signing.loads(signed, salt=_SALT, max_age=_GOOD_FOR)
    except signing.BadSignature:  # an expired one too
        found = {"user": None}
    if found["user"] != user.pk:
        raise RefusedChangeError("This preview is no longer good. Choose the file again.")
    return Draft(**found)


def fingerprint(records: HouseholdRecords) -> str:
    """Of everything a household holds: another one when anything is changed, locks too."""
    locked = [
        (person.person.pk, year.year)
        for person in records.people
        for year in person.years
        if person.is_locked(year.year)
    ]
    text = f"{write_household(records.facts)}{locked}"
    return hashlib.sha256(text.encode()).hexdigest()
