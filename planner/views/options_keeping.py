"""What the page of the ways out says of keeping: to whom it is asked, and what is not kept yet."""

from typing import Any

from planner.bridge import HouseholdRecords
from planner.forms.options import OptionsForm
from planner.models import Household, Role
from planner.services.ways_out.keeping import pending, standing


def keeping_context(
    home: Household, records: HouseholdRecords, form: OptionsForm
) -> dict[str, Any]:
    """The questions with the ids of their people, what is not kept, and who may keep it.

    ``seen`` is what was kept when the page came, so that nobody keeps over somebody's change.
    """
    ids = {one.person.key: one.person.pk for one in records.people}
    return {
        "questions": [(ids[one.key], one) for one in form.asked],
        "not_kept": [one.label for one in pending(records, form.year, form.to_keep)],
        "seen": form.posted.get("seen") or standing(records, form.year),
        "may_keep": Role(home.role).allows(Role.EDITOR),
    }
