"""The mistakes people make, found in a household: what each costs and how to mend it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from planner.access import dismissal_in, household_for
from planner.bridge import household_records
from planner.models import Role
from planner.services.history.changes import RefusedChangeError
from planner.services.households.dismissals import dismiss, take_up
from planner.views.asking import is_update, member
from planner.views.guest_access import open_to_guests
from planner.views.mistakes_page import Item, mistakes_of

_PAGE = "planner/mistakes.html"


@open_to_guests
@require_safe
@never_cache
def mistakes(request: HttpRequest, household: int) -> HttpResponse:
    """All that was found, or what concerns one person or year; to htmx only the list."""
    home = household_for(request.user, household)
    person, year = (_number(request.GET.get(name, "")) for name in ("person", "year"))
    found = mistakes_of(household_records(home), timezone.localdate(), person=person, year=year)
    context = {
        "household": home,
        "area": "mistakes",
        "found": found,
        "year": year,
        "may_edit": Role(home.role).allows(Role.EDITOR),
    }
    template = f"{_PAGE}#list" if is_update(request) else _PAGE
    return render(request, template, context | {"is_part": is_update(request)})


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 12 else None  # noqa: PLR2004


@require_POST
@never_cache
def dismiss_mistake(request: HttpRequest, household: int) -> HttpResponse:
    """Set one aside, with a reason."""
    home = household_for(request.user, household, Role.EDITOR)
    found = mistakes_of(household_records(home), timezone.localdate())
    if _wanted(request, found.aside):
        return redirect("mistakes", home.pk)  # sent twice
    item = _wanted(request, found.open)
    if item is None:
        raise Http404
    reason = request.POST.get("reason", "")
    try:
        dismiss(
            household=home,
            user=member(request),
            person=item.person.person,
            mistake=item.mistake,
            reason=reason,
        )
    except RefusedChangeError as error:
        messages.error(request, str(error))
    return redirect("mistakes", home.pk)


def _wanted(request: HttpRequest, items: tuple[Item, ...]) -> Item | None:
    """The mistake that was named, if it is one of ``items``."""
    wanted = tuple(request.POST.get(name, "") for name in ("code", "person", "year"))
    return next((item for item in items if _name(item) == wanted), None)


def _name(item: Item) -> tuple[str, str, str]:
    """What names a mistake in a form."""
    return item.mistake.code, str(item.person.person.pk), str(item.mistake.year)


@require_POST
@never_cache
def take_up_mistake(request: HttpRequest, household: int, dismissal: int) -> HttpResponse:
    """Look at one again."""
    home = household_for(request.user, household, Role.EDITOR)
    take_up(household=home, user=member(request), dismissal=dismissal_in(home, dismissal))
    return redirect("mistakes", home.pk)
