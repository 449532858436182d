"""Which pages a guest may read: those that say so."""

from collections.abc import Callable
from datetime import date

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponseBase

from planner.models import Guest, GuestLink

_KEY = "guest_link"
_OPEN = "open_to_guests"
_READING = frozenset({"GET", "HEAD"})

type View = Callable[..., HttpResponseBase]


def open_to_guests[Found: View](view: Found) -> Found:
    """A view that shows what the link of a guest opens; the outermost of its decorators."""
    setattr(view, _OPEN, _READING)
    return view


def computing_for_guests[Found: View](view: Found) -> Found:
    """One that also works out what is posted, and keeps nothing for somebody who only reads."""
    setattr(view, _OPEN, _READING | {"POST"})
    return view


def let_in(request: HttpRequest, link: GuestLink) -> None:
    """Bind the link to a new session, in which nobody is signed in, until the browser closes."""
    logout(request)
    request.session[_KEY] = link.pk
    request.session.set_expiry(0)


def guest_of(request: HttpRequest, view: View, today: date) -> Guest | None:
    """The guest who asks, where the view is open to guests; none where somebody is signed in."""
    link = request.session.get(_KEY)
    if link is None or request.user.is_authenticated:
        return None
    return Guest(link, today) if request.method in getattr(view, _OPEN, ()) else None
