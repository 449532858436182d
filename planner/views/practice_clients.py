"""The clients of a practice: the list, a new one, who looks after one."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.defaultfilters import pluralize
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from planner.access import client_of, clients_of, staff_for
from planner.forms.clients import AssignForm, ClientListForm
from planner.forms.practices import ClientForm, NewClientForm
from planner.models import Engagement, Right, Staff, StaffRole
from planner.services.history.changes import RefusedChangeError
from planner.services.practice.clients import assign, assign_many, start_client
from planner.services.practice.engagements import resign
from planner.services.practice.staff import people_of
from planner.views.refusals import refuse

_A_PAGE = 100


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def clients(request: HttpRequest, practice: int) -> HttpResponse:
    """A hundred of them by name, or those that are asked for; many are assigned at once."""
    posted = request.POST if request.method == "POST" else None
    staff = staff_for(request.user, practice, None if posted is None else Right.ASSIGN)
    may_assign = Right.ASSIGN in staff.powers.rights
    people = people_of(staff.practice) if staff.powers.every_client else []
    listing = ClientListForm(request.GET, people=people)
    found = listing.found(clients_of(staff))
    form = AssignForm(posted, clients=clients_of(staff), listed=found, people=people)
    if posted is not None and form.is_valid() and _assigned(request, staff, form):
        return redirect(request.get_full_path())
    context = {
        "staff": staff,
        "practice": staff.practice,
        "area": "clients",
        "listing": listing,
        "page": Paginator(found, _A_PAGE).get_page(request.GET.get("page")),
        "form": form,
        "may_take_on": Right.TAKE_ON in staff.powers.rights,
        "may_assign": may_assign,
    }
    return render(request, "planner/practice.html", context, status=422 if form.is_bound else 200)


def _assigned(request: HttpRequest, staff: Staff, form: AssignForm) -> bool:
    """Whether the clients that were chosen could be assigned; said either way."""
    advisor = form.cleaned_data["advisor"]
    try:
        moved = assign_many(
            staff=staff, clients=form.chosen, expected=form.expected, advisor=advisor
        )
    except RefusedChangeError as refused:
        refuse(form, refused)
        return False
    messages.success(request, _assigned_words(moved, form.expected - moved, advisor))
    return True


def _assigned_words(moved: int, already: int, advisor: Staff | None) -> str:
    """How many were assigned to whom, and how many were before."""
    whom = str(advisor) if advisor else "nobody in particular"
    said = f"Assigned {moved:,} client{pluralize(moved)} to {whom}."
    if already:
        said += f" {already:,} {pluralize(already, 'was,were')} already."
    return said


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def client_new(request: HttpRequest, practice: int) -> HttpResponse:
    """A household for a new client, with its people and their usual accounts."""
    staff = staff_for(request.user, practice, Right.TAKE_ON)
    posted = request.POST if request.method == "POST" else None
    form = NewClientForm(posted, people=_assignable(staff))
    if posted is not None and form.is_valid():
        try:
            made = _start(staff, form)
            messages.success(request, f"Added as a client: {made.home}.")
            return redirect("household", made.home.pk)
        except RefusedChangeError as refused:
            form.client.add_error("reference", str(refused))
    context = {"staff": staff, "practice": staff.practice, "area": "clients", "form": form}
    status = 200 if posted is None else 422
    return render(request, "planner/practice_client_new.html", context, status=status)


def _start(staff: Staff, form: NewClientForm) -> Engagement:
    named, client = form.household.cleaned_data, form.client.cleaned_data
    return start_client(
        staff=staff,
        name=named["name"],
        rounding=named["rounding"],
        people=form.people,
        reference=client["reference"],
        advisor=client["advisor"],
    )


def _assignable(staff: Staff) -> list[Staff]:
    """An advisor is assigned to those they start themselves; others choose."""
    return [staff] if staff.role == StaffRole.ADVISOR else people_of(staff.practice)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def client(request: HttpRequest, practice: int, client: int) -> HttpResponse:
    """Who looks after a client, and the practice's number for them."""
    staff = staff_for(request.user, practice, Right.ASSIGN)
    found = client_of(staff, client)
    initial = {"reference": found.reference, "advisor": found.advisor_id or ""}
    posted = request.POST if request.method == "POST" else None
    form = ClientForm(posted, initial=initial, people=people_of(staff.practice))
    if posted is not None and form.is_valid():
        try:
            assign(staff=staff, engagement=found, **form.cleaned_data)
            messages.success(request, "Saved.")
            return redirect("practice", practice)
        except RefusedChangeError as refused:
            form.add_error("reference", str(refused))
    return _client(request, staff, found, form, 200 if posted is None else 422)


def _client(
    request: HttpRequest, staff: Staff, found: Engagement, form: ClientForm, status: int
) -> HttpResponse:
    context = {
        "staff": staff,
        "practice": staff.practice,
        "area": "clients",
        "client": found,
        "form": form,
        "may_resign": staff.role == StaffRole.PRINCIPAL and found.home.is_owned,
    }
    return render(request, "planner/practice_client.html", context, status=status)


@require_POST
@never_cache
def client_resign(request: HttpRequest, practice: int, client: int) -> HttpResponse:
    """Look after a household no more."""
    staff = staff_for(request.user, practice, Right.MANAGE)
    found = client_of(staff, client)
    try:
        resign(household=found.home, staff=staff, now=timezone.now())
    except RefusedChangeError as refused:
        messages.error(request, str(refused))
        return redirect("client", practice, client)
    messages.success(request, f"{staff.practice} looks after {found.home} no more.")
    return redirect("practice", practice)
