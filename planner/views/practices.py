"""A practice: founded, its settings and its logo."""

from django.conf import settings as site
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from planner.access import logo_of, practices_of, staff_for
from planner.forms.practices import LogoForm, PracticeForm, PracticeNameForm
from planner.models import Right, Staff
from planner.services.history.changes import RefusedChangeError
from planner.services.practice.practices import found_practice, save_logo, save_practice
from planner.views.asking import member
from planner.views.downloads import download
from planner.views.refusals import refuse
from planner.views.second_step import is_wanted, remember_wanted


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Found a practice and become its principal."""
    form = PracticeNameForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            staff = found_practice(user=member(request), name=form.cleaned_data["name"])
            return redirect("practice", staff.practice_id)
        except RefusedChangeError as refused:
            refuse(form, refused)
    status = 422 if request.method == "POST" else 200
    return render(request, "planner/practice_new.html", {"form": form}, status=status)


@require_safe
def second_step(request: HttpRequest) -> HttpResponse:
    """What somebody sees of a practice that requires a second step, before there is one."""
    user = member(request)
    if not user.needs_second_step:
        return redirect("households")
    if not is_wanted(request):
        asking = [one for one in practices_of(user) if one.practice.requires_second_factor]
        remember_wanted(request, resolve_url("practice", asking[0].practice_id))
    return render(request, "planner/practice_second_step.html")


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def settings(request: HttpRequest, practice: int) -> HttpResponse:
    """What the practice is called, what it asks of its people, and what its papers carry."""
    staff = staff_for(request.user, practice, Right.MANAGE)
    posted = request.POST if request.method == "POST" else None
    form = PracticeForm.of(staff.practice, posted, site.STAFF_IDLE_MINUTES)
    if posted is not None and form.is_valid():
        save_practice(practice=staff.practice, **form.cleaned_data)
        messages.success(request, "Saved.")
        return redirect("practice-settings", practice)
    return _settings(request, staff, form, LogoForm(), 422 if posted is not None else 200)


@require_POST
@never_cache
def logo(request: HttpRequest, practice: int) -> HttpResponse:
    """Put a logo on the papers, or take it off."""
    staff = staff_for(request.user, practice, Right.MANAGE)
    if request.POST.get("do") == "remove":
        save_logo(practice=staff.practice, logo=b"")
        messages.success(request, "The papers carry no logo any more.")
        return redirect("practice-settings", practice)
    form = LogoForm(request.POST, request.FILES)
    if not form.is_valid():
        named = PracticeForm.of(staff.practice, None, site.STAFF_IDLE_MINUTES)
        return _settings(request, staff, named, form, 422)
    save_logo(practice=staff.practice, logo=form.cleaned_data["logo"])
    messages.success(request, "The logo is on every paper from now on.")
    return redirect("practice-settings", practice)


def _settings(
    request: HttpRequest, staff: Staff, form: PracticeForm, picture: LogoForm, status: int
) -> HttpResponse:
    context = {
        "staff": staff,
        "practice": staff.practice,
        "area": "settings",
        "form": form,
        "picture": picture,
        "has_logo": bool(logo_of(staff)),
    }
    return render(request, "planner/practice_settings.html", context, status=status)


@require_safe
@never_cache
def logo_picture(request: HttpRequest, practice: int) -> HttpResponse:
    """The logo as it is printed."""
    picture = logo_of(staff_for(request.user, practice))
    if not picture:
        raise Http404
    return download(picture, "image/png", "logo.png", inline=True)
