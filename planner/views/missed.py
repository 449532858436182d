"""The missed-8606 kit of one person: what to send for which year, and all of it as one PDF.

Nothing is stored. What is typed comes in the body of a POST and stands in no address.
"""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from planner.access import household_for
from planner.bridge import HouseholdRecords, household_records
from planner.documents.missed_kit import missed_kit_pdf
from planner.forms.missed import DayForm, KitForm
from planner.services.practice.letterhead import letterhead_of
from planner.views.asking import is_update
from planner.views.downloads import download, file_name
from planner.views.missed_page import MissedPage, missed_page
from planner.views.papers_page import person_of

_PAGE = "planner/missed.html"


@dataclass(frozen=True, slots=True)
class _Asked:
    """The kit as somebody asked for it."""

    records: HouseholdRecords
    page: MissedPage
    day: DayForm
    form: KitForm

    @property
    def is_sound(self) -> bool:
        """Whether everything typed could be read."""
        return self.day.is_valid() and self.form.is_valid()


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def missed(request: HttpRequest, household: int, person: int) -> HttpResponse:
    """Every year with what to send; to htmx only what changes. Readers may use it too."""
    return _show(request, _asked(request, household, person))


@require_POST
@never_cache
def kit(request: HttpRequest, household: int, person: int) -> HttpResponse:
    """Cover statement, instructions and worksheets in one file."""
    asked = _asked(request, household, person)
    if not asked.is_sound or not asked.page.kit.sending:
        return _show(request, asked, status=422)
    cause = asked.form.cleaned_data["cause"]
    letterhead = letterhead_of(asked.records.household)
    document = missed_kit_pdf(
        asked.records.facts, asked.page.kit, cause=cause, letterhead=letterhead
    )
    name = file_name("late-form-8606", str(asked.page.person.person), ending="pdf")
    return download(document, "application/pdf", name)


def _asked(request: HttpRequest, household: int, person: int) -> _Asked:
    records = household_records(household_for(request.user, household))
    one = person_of(records, person)
    today = timezone.localdate()
    data = request.POST or {"on": today.isoformat()}
    day = DayForm(data, today=today)
    page, form = missed_page(records, one, day, data, today)
    return _Asked(records, page, day, form)


def _show(request: HttpRequest, asked: _Asked, status: int = 200) -> HttpResponse:
    context = {
        "household": asked.records.household,
        "area": "papers",
        "page": asked.page,
        "day": asked.day,
        "form": asked.form,
    }
    template = f"{_PAGE}#update" if is_update(request) else _PAGE
    return render(request, template, context, status=status if asked.is_sound else 422)
