"""Filed years: kept as they were on the day, locked, unlocked with a reason, or forgotten."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from decimal import Decimal

from planner.bridge import filed_facts
from planner.models import Change, FiledForm, Household, Person, PersonYear, User
from planner.services.history.changes import RefusedChangeError, needed, recording


def mark_filed(  # noqa: PLR0913
    *,
    household: Household,
    user: User,
    person: Person,
    year: int,
    lines: Mapping[str, str],
    on: date | None,
    document: bytes | None,
) -> FiledForm:
    """Keep ``lines`` as filed, with the worksheet as printed that day, and lock the year.

    Without lines it says that no form was filed; there is nothing to lock then. A record that was
    unlocked is replaced when its lines differ; the same lines keep it, and its document.
    """
    summary = f"Marked {year} of {person} as filed" if lines else f"No form of {person} for {year}"
    with _changing(household, user, person, year, summary):
        record, _ = PersonYear.objects.get_or_create(household=household, person=person, year=year)
        before = FiledForm.objects.filter(person_year=record).first()
        if before and before.is_locked:
            raise RefusedChangeError(f"{year} is filed and locked. Unlock it first.")
        if before and _same(before, lines):
            return _again(before, on, document)
        if before:
            before.delete()
        return FiledForm.objects.create(
            household=household,
            person_year=record,
            lines=dict(lines),
            on=on,
            is_locked=bool(lines),
            document=document,
        )


def unlock_year(
    *, household: Household, user: User, person: Person, year: int, reason: str
) -> FiledForm:
    """Let the entries of a filed year be changed; what was filed stays as it is."""
    summary = f"Unlocked {year} of {person}"
    with _changing(household, user, person, year, summary, needed(reason)):
        return _set_lock(person, year, is_locked=False)


def lock_year(*, household: Household, user: User, person: Person, year: int) -> FiledForm:
    """Lock a filed year again."""
    with _changing(household, user, person, year, f"Locked {year} of {person} again"):
        return _set_lock(person, year, is_locked=True)


def remove_filed(
    *, household: Household, user: User, person: Person, year: int, reason: str
) -> None:
    """Forget that the year was filed: it was a mistake. The history keeps what stood there."""
    summary = f"Removed the filed form of {person} for {year}"
    with _changing(household, user, person, year, summary, needed(reason)):
        _form(person, year).delete()


def document_of(form: FiledForm) -> bytes | None:
    """The worksheet as it was kept, byte for byte."""
    kept = FiledForm.objects.filter(pk=form.pk).values_list("document", flat=True).first()
    return None if kept is None else bytes(kept)


def has_document(form: FiledForm | None) -> bool:
    """Whether a worksheet was kept; asked without fetching it."""
    if form is None:
        return False
    return FiledForm.objects.filter(pk=form.pk, document__isnull=False).exists()


@contextmanager
def _changing(  # noqa: PLR0913, PLR0917
    household: Household, user: User, person: Person, year: int, summary: str, reason: str = ""
) -> Iterator[Change]:
    with recording(household, user, summary, person=person, year=year, reason=reason) as change:
        yield change


def _form(person: Person, year: int) -> FiledForm:
    """The record of the year, fresh: somebody may have been faster."""
    form = FiledForm.objects.filter(person_year__person=person, person_year__year=year).first()
    if form is None:
        raise RefusedChangeError(f"{year} is not marked as filed.")
    return form


def _set_lock(person: Person, year: int, *, is_locked: bool) -> FiledForm:
    form = _form(person, year)
    if form.is_locked == is_locked or (is_locked and not form.lines):
        stands = "locked" if form.is_locked else "not locked"
        raise RefusedChangeError(f"{year} is {stands} already.")
    form.is_locked = is_locked
    form.save(update_fields=["is_locked"])
    return form


def _again(form: FiledForm, on: date | None, document: bytes | None) -> FiledForm:
    """The same lines once more: the date may be new, a document is never replaced."""
    form.on = on
    form.is_locked = bool(form.lines)
    form.document = form.document if form.document is not None else document
    form.save()
    return form


def _same(form: FiledForm, lines: Mapping[str, str]) -> bool:
    return filed_facts(form).lines == {number: Decimal(text) for number, text in lines.items()}
