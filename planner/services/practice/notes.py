"""Notes of a practice about a client: written, corrected and withdrawn, and nothing of it lost."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from planner.models import Engagement, Note, Person, Staff
from planner.services.history.changes import RefusedChangeError, taking_turns
from planner.services.practice.log import told_work

_NOT_YOURS = "Only who wrote a note changes it."
_WITHDRAWN = "This note was withdrawn."
_FASTER = "This note was changed while you looked at it. It is shown as it stands now."


@dataclass(frozen=True, slots=True)
class Written:
    """A note with all its versions, the first one first."""

    versions: Sequence[Note]

    @property
    def first(self) -> Note:
        """As it was written; its id is the one of the whole note."""
        return self.versions[0]

    @property
    def last(self) -> Note:
        """What counts."""
        return self.versions[-1]

    @property
    def earlier(self) -> Sequence[Note]:
        """What stood there before, the latest first."""
        return list(reversed(self.versions[:-1]))

    @property
    def is_withdrawn(self) -> bool:
        """Whether it was taken back."""
        return not self.last.text

    def is_of(self, staff: Staff) -> bool:
        """Whether ``staff`` wrote it."""
        return self.first.user_id == staff.user_id


def notes_of(
    client: Engagement, person: Person | None = None, year: int | None = None
) -> list[Written]:
    """The notes about a client, or about one person's year; the latest first."""
    found: dict[int, list[Note]] = {}
    rows = Note.objects.filter(client=client)
    if person:
        rows = rows.filter(person=person, year=year)
    for one in rows:
        found.setdefault(one.first_id or one.pk, []).append(one)
    return [Written(versions) for _, versions in sorted(found.items(), reverse=True)]


def note_of(client: Engagement, pk: int) -> Written | None:
    """One of them, by the id of its first version."""
    return next((one for one in notes_of(client) if one.first.pk == pk), None)


def write_note(  # noqa: PLR0913
    *,
    staff: Staff,
    client: Engagement,
    text: str,
    now: datetime,
    person: Person | None = None,
    year: int | None = None,
) -> Note:
    """Keep a note about a client, or about one of its people, or about a year of theirs."""
    with taking_turns(client.home):
        note = Note.objects.create(
            client=client,
            household=client.home,
            person=person,
            about=str(person) if person else "",
            year=year,
            text=text,
            user=staff.user,
            by=str(staff.user),
            at=now,
        )
        told_work(staff, client, "Wrote a note")
    return note


def correct_note(
    *, staff: Staff, client: Engagement, note: Written, text: str, now: datetime
) -> Note:
    """Put another text in its place, or withdraw it with none; what stood there is kept."""
    if not note.is_of(staff):
        raise RefusedChangeError(_NOT_YOURS)
    with taking_turns(client.home):
        stands = note_of(client, note.first.pk)
        if stands is None or stands.last.pk != note.last.pk:
            raise RefusedChangeError(_FASTER)
        if stands.is_withdrawn:
            raise RefusedChangeError(_WITHDRAWN)
        first = note.first
        made = Note.objects.create(
            first=first,
            client=client,
            household_id=first.household_id,
            person_id=first.person_id,
            about=first.about,
            year=first.year,
            text=text,
            user=staff.user,
            by=str(staff.user),
            at=now,
        )
        told_work(staff, client, "Corrected a note" if text else "Withdrew a note")
    return made
