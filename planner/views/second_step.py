"""Where somebody wanted to go who was asked for a second step first: kept until there is one."""

from typing import Final

from django.http import HttpRequest

_WANTED: Final = "wanted_before_second_step"


def remember_wanted(request: HttpRequest, address: str) -> None:
    """Keep the address, of this site, in the session."""
    request.session[_WANTED] = address


def is_wanted(request: HttpRequest) -> bool:
    """Whether an address is kept."""
    return _WANTED in request.session


def take_wanted(request: HttpRequest) -> str:
    """The address, which is kept no longer; empty where there is none."""
    return str(request.session.pop(_WANTED, ""))
