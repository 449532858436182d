"""The command that makes the demo and lists the examples."""

import io
import re

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from planner.models import Household, Staff, StaffRole, User


def call(*arguments):
    out = io.StringIO()
    call_command("demo", *arguments, stdout=out)
    return out.getvalue()


def test_in_production_it_only_lists_the_examples():
    said = call("--site", "http://127.0.0.1:9000")
    assert "http://127.0.0.1:9000/?example=" in said
    assert "@" not in said
    for asked in (("--reset",), ("--practice", "3")):
        with pytest.raises(CommandError, match="only with DEBUG=1"):
            call(*asked)


@pytest.mark.django_db
def test_the_first_time_it_shows_the_passwords_and_never_again(settings):
    settings.DEBUG = True
    first = call()
    shown = dict(re.findall(r"(\w+)@example.com +\w+   (\S{12})\n", first))
    assert set(shown) == {"owner", "editor", "reader"}
    for name, password in shown.items():
        user = User.objects.get(email=f"{name}@example.com")
        assert user.check_password(password)
        assert password not in user.password
    assert "?example=" in first
    second = call()
    assert "demo --reset" in second
    assert not [password for password in shown.values() if password in second]
    assert Household.objects.count() == 1


@pytest.mark.django_db
def test_a_reset_makes_new_passwords(settings):
    settings.DEBUG = True
    call()
    said = call("--reset")
    assert len(re.findall(r"@example.com +\w+   \S{12}\n", said)) == 3
    assert "demo --reset" not in said


@pytest.mark.django_db
def test_a_practice_has_a_login_for_each_role(settings):
    settings.DEBUG = True
    said = call("--practice", "1")
    shown = dict(re.findall(r"(\w+@example.com) +practice, \w+   (\S{12})\n", said))
    assert {Staff.objects.get(user__email=email).role for email in shown} == set(StaffRole)
    for email, password in shown.items():
        assert User.objects.get(email=email).check_password(password)
