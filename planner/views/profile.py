"""One's own account: what there is, and one's name. The rest of it are allauth's views."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from planner.forms.profile import NameForm
from planner.models.user import User
from planner.services.households.users import rename
from planner.views.asking import member
from planner.views.second_step import take_wanted


@require_safe
def profile(request: HttpRequest) -> HttpResponse:
    """Everything that can be changed, each with how it stands."""
    user = member(request)
    context = _keys(user) | {
        "email": EmailAddress.objects.get_primary_email(user) or user.email,
        "sessions": len(UserSession.objects.purge_and_list(user)),
    }
    return render(request, "planner/profile.html", context)


@require_safe
def security(request: HttpRequest) -> HttpResponse:
    """Where a change leads: to what a practice kept closed until it was made, or to the page."""
    return redirect(take_wanted(request) or "profile")


@require_http_methods(["GET", "HEAD", "POST"])
def name(request: HttpRequest) -> HttpResponse:
    """What others see instead of an address."""
    user = member(request)
    form = NameForm(request.POST or {"name": user.name})
    if request.method == "POST" and form.is_valid():
        rename(user=user, name=form.cleaned_data["name"])
        messages.success(request, "Your name is saved.")
        return redirect("profile")
    return render(request, "planner/profile_name.html", {"form": form})


def _keys(user: User) -> dict[str, object]:
    """How many passkeys, whether there is an app, how many recovery codes are left."""
    found: dict[str, list[Authenticator]] = {kind: [] for kind in Authenticator.Type}
    for authenticator in Authenticator.objects.filter(user=user):
        found[authenticator.type].append(authenticator)
    codes = found[Authenticator.Type.RECOVERY_CODES]
    return {
        "passkeys": found[Authenticator.Type.WEBAUTHN],
        "app": found[Authenticator.Type.TOTP],
        "codes_left": len(codes[0].wrap().get_unused_codes()) if codes else None,
    }
