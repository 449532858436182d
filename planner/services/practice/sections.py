"""What a practice itself knows of its clients, kind by kind, to be taken along when it moves.

Each kind is a ``Section``: a member of the ZIP with a JSON object on each line. Whatever is added
to ``SECTIONS`` is exported, and read elsewhere.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from planner.models import FollowUp, Practice

type Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Section:
    """One kind: its ``name`` in the ZIP, what it is ``called`` in words, and its rows."""

    name: str
    called: str
    rows: Callable[[Practice], Iterator[Row]]

    @property
    def file(self) -> str:
        """The member that holds it."""
        return f"practice/{self.name}.jsonl"


def _follow_ups(practice: Practice) -> Iterator[Row]:
    """What was done about December 31; ``client`` is the id of the household there."""
    found = FollowUp.objects.filter(client__practice=practice, client__ended_at=None)
    for one in found.select_related("person").iterator(1_000):
        yield {
            "client": one.household_id,
            "person": one.person.key,
            "year": one.year,
            "status": one.status,
            "note": one.note,
            "at": one.at.isoformat(),
            "by": one.by,
        }


SECTIONS: Final = (Section("follow_ups", "follow-ups of the December list", _follow_ups),)
