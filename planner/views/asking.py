"""Who is asking, and where they want to be afterwards."""

from typing import cast

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme

from planner.models import User


def member(request: HttpRequest) -> User:
    """The user of a view that asks for one to be signed in."""
    return cast("User", request.user)


def is_update(request: HttpRequest) -> bool:
    """Whether htmx asks for what changes on a page."""
    return request.headers.get("HX-Request") == "true"


def verb(request: HttpRequest) -> str:
    """What a button asked for; nothing in a preview, which never writes.

    htmx sends the button that was pressed last along with the typing that waited before it.
    """
    return "" if is_update(request) else request.POST.get("do", "")


def back(request: HttpRequest, otherwise: str, *arguments: int) -> HttpResponse:
    """To the page that was asked for as ``next``, if it is ours; htmx is told to load it again."""
    if is_update(request):
        response = HttpResponse(status=204)
        response.headers["HX-Refresh"] = "true"
        return response
    wanted = request.POST.get("next", "")
    hosts = {request.get_host()}
    is_ours = url_has_allowed_host_and_scheme(wanted, hosts, require_https=request.is_secure())
    if is_ours and wanted.startswith("/"):
        return HttpResponseRedirect(wanted)
    return redirect(resolve_url(otherwise, *arguments))
