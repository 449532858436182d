"""The ledger of a lifetime: every year of a person on one screen, and why it says what it does."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from planner.access import household_for
from planner.bridge import HouseholdRecords, PersonRecords, household_records
from planner.forms.filing import BasisStartForm
from planner.models import Household, Role
from planner.services.lifetime.ledger import lifetime
from planner.services.lifetime.why import why
from planner.services.sheet.filing import has_document
from planner.views.asking import is_update
from planner.views.guest_access import open_to_guests
from planner.views.ledger_page import ledger_page, state

_PAGE = "planner/ledger.html"
_YEAR = "planner/ledger_year.html"


@open_to_guests
@require_safe
@never_cache
def ledger(request: HttpRequest, household: int) -> HttpResponse:
    """The ledger of the first person; an invitation while there is nobody."""
    home = household_for(request.user, household)
    records = household_records(home)
    if not records.people:
        return render(request, _PAGE, frame(home))
    return _show(request, records, records.people[0])


@open_to_guests
@require_safe
@never_cache
def ledger_person(request: HttpRequest, household: int, person: int) -> HttpResponse:
    """The ledger of one person."""
    records = household_records(household_for(request.user, household))
    return _show(request, records, person_of(records, person))


@open_to_guests
@require_safe
@never_cache
def ledger_year(request: HttpRequest, household: int, person: int, year: int) -> HttpResponse:
    """The whole worksheet of a year with every entry behind it; to htmx only that."""
    home = household_for(request.user, household)
    records = household_records(home)
    one = person_of(records, person)
    is_part = is_update(request)
    found = lifetime(records, one, timezone.localdate().year)
    forms = [why(one, found.facts, each) for life in found.lives if (each := life.year(year))]
    if is_part:
        forms = [form for form in forms if form.decedent == request.GET.get("of", "")]
    if not forms:
        raise Http404
    today = timezone.localdate()
    context = frame(home) | {
        "person": one,
        "year": year,
        "forms": forms,
        "state": state(forms[0].year, today),
        "is_over": year < today.year,
        "has_document": has_document(one.filed(year)),
        "open_line": request.GET.get("line", ""),
    }
    return render(request, f"{_YEAR}#worksheet" if is_part else _YEAR, context)


def _show(request: HttpRequest, records: HouseholdRecords, person: PersonRecords) -> HttpResponse:
    today = timezone.localdate()
    page = ledger_page(records, person, today)
    context = frame(records.household) | {"page": page}
    if page.summary is None:
        context["form"] = BasisStartForm(today=today, initial={"evidence": "filed_8606"})
    return render(request, _PAGE, context)


def person_of(records: HouseholdRecords, pk: int) -> PersonRecords:
    """The person of the household with this id; 404 for anybody else."""
    found = records.person(pk)
    if found is None:
        raise Http404
    return found


def frame(home: Household) -> dict[str, object]:
    """What every page of the ledger gives its frame."""
    can_edit = Role(home.role).allows(Role.EDITOR)
    return {"household": home, "area": "ledger", "can_edit": can_edit}
