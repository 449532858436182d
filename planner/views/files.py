"""Household files: one is shown before it is taken in, and one goes out."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from planner.access import household_for
from planner.bridge import household_facts
from planner.engine.household_writing import write_household
from planner.forms.household_file import HouseholdFileForm
from planner.models import Household, Right, Role
from planner.services.history.changes import RefusedChangeError
from planner.services.households.drafts import Draft, unsign
from planner.services.households.imports import do_import, editable_households, preview, read_file
from planner.views.asking import member as user_of
from planner.views.downloads import download, file_name

_PAGE = "planner/import.html"
_PREVIEW = "planner/import_preview.html"


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def import_file(request: HttpRequest) -> HttpResponse:
    """The way in: choose a file, see what it would do, have it done."""
    if "draft" in request.POST:
        return _store(request)
    asked = (request.POST or request.GET).get("into", "")
    households = editable_households(user_of(request), int(asked) if asked.isdecimal() else 0)
    if request.method != "POST":
        return _choose(request, HouseholdFileForm(initial={"into": asked}, households=households))
    form = HouseholdFileForm(request.POST, request.FILES, households=households)
    if not form.is_valid() or form.fact is None:
        return _choose(request, form, status=422)
    into = _target(request, int(form.cleaned_data["into"] or 0))
    try:
        shown = preview(user=user_of(request), fact=form.fact, into=into)
    except RefusedChangeError as refused:
        form.add_error("file", str(refused))
        return _choose(request, form, status=422)
    return render(request, _PREVIEW, {"preview": shown})


def _choose(request: HttpRequest, form: HouseholdFileForm, status: int = 200) -> HttpResponse:
    return render(request, _PAGE, {"form": form}, status=status)


def _store(request: HttpRequest) -> HttpResponse:
    """Do what was shown; where that cannot be, show what would happen now."""
    try:
        draft = unsign(request.POST["draft"], user_of(request))
    except RefusedChangeError as refused:
        messages.error(request, str(refused))
        return redirect("import")
    into = _target(request, draft.into)
    try:
        household = do_import(user=user_of(request), draft=draft, into=into)
    except RefusedChangeError as refused:
        return _again(request, draft, into, str(refused))
    messages.success(request, "The file was imported.")
    return redirect("household", household.pk)


def _again(request: HttpRequest, draft: Draft, into: Household | None, reason: str) -> HttpResponse:
    shown = preview(user=user_of(request), fact=read_file(draft.text), into=into)
    return render(request, _PREVIEW, {"preview": shown, "reason": reason}, status=409)


def _target(request: HttpRequest, pk: int) -> Household | None:
    """The household to be replaced, which the user may edit; none for a new one."""
    return household_for(request.user, pk, Role.EDITOR, Right.FILE) if pk else None


@require_safe
@never_cache
def export(request: HttpRequest, household: int) -> HttpResponse:
    """Everything the household holds, as one file."""
    home = household_for(request.user, household, right=Right.EXPORT)
    now = timezone.now()
    facts = household_facts(home, with_papers=True, with_plans=True)
    text = write_household(facts, exported_at=now.isoformat(timespec="seconds"))
    name = file_name("prorata", str(home), f"{timezone.localdate()}", ending="json")
    return download(text.encode(), "application/json", name)
