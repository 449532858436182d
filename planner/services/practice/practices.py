"""A practice comes to be, and says what it asks of its people and puts on its papers."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

from planner.models import Practice, Staff, StaffRole, User, Verb
from planner.services.history.changes import RefusedChangeError
from planner.services.practice.log import told_practice

MOST_FOUNDED = 5
"""Practices that one user may run."""

_REVIEWS = {
    True: "Nothing is filed unreviewed from now on",
    False: "What was not reviewed may be filed from now on",
}


@transaction.atomic
def found_practice(*, user: User, name: str) -> Staff:
    """A practice run by ``user``, who is its principal."""
    refuse_another(user)
    practice = Practice.objects.create(name=name)
    return Staff.objects.create(practice=practice, user=user, role=StaffRole.PRINCIPAL)


def refuse_another(user: User) -> None:
    """Refuse where ``user`` runs as many practices as one may."""
    runs = Staff.objects.filter(user=user, role=StaffRole.PRINCIPAL).count()
    if runs >= MOST_FOUNDED:
        raise RefusedChangeError({"name": f"You run {runs} practices, as many as one may."})


def save_practice(  # noqa: PLR0913
    *,
    practice: Practice,
    name: str,
    requires_second_factor: bool,
    requires_review: bool,
    idle_minutes: int | None,
    disclaimer: str,
    contact_line: str,
) -> None:
    """Keep how the practice is called, what it asks of its people, and what its papers carry."""
    practice.name = name
    practice.requires_second_factor = requires_second_factor
    practice.idle_minutes = idle_minutes
    if practice.requires_review != requires_review:
        told_practice(practice.pk, None, _REVIEWS[requires_review], Verb.CHANGED)
    practice.requires_review = requires_review
    practice.disclaimer = disclaimer
    practice.contact_line = contact_line
    practice.save(
        update_fields=[
            "name",
            "requires_second_factor",
            "idle_minutes",
            "requires_review",
            "disclaimer",
            "contact_line",
        ]
    )


def save_logo(*, practice: Practice, logo: bytes) -> None:
    """Put a PNG on every paper; none with ``b""``."""
    practice.logo = logo
    practice.save(update_fields=["logo"])


@contextmanager
def one_at_a_time(practice: Practice) -> Iterator[None]:
    """A transaction in which nobody else decides about the people of ``practice``."""
    with transaction.atomic():
        if connection.features.has_select_for_update:
            Practice.objects.select_for_update().get(pk=practice.pk)
        yield


def is_still(staff: Staff) -> bool:
    """Whether somebody still works there, and as what they did when they were looked up."""
    return Staff.objects.filter(pk=staff.pk, role=staff.role).exists()
