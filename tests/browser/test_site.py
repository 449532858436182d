"""The running site and the test share one database, and no test sees another's rows."""

import pytest
from django.contrib.sessions.models import Session

from planner.models.user import User


@pytest.fixture
def ada(transactional_db):
    return User.objects.create_user("ada@example.com")


def test_the_site_knows_who_is_signed_in(signed_in, ada):
    page = signed_in(ada)
    (cookie,) = [each for each in page.context.cookies() if each["name"] == "sessionid"]
    assert Session.objects.get(pk=cookie["value"]).get_decoded()["_auth_user_id"] == str(ada.pk)


@pytest.mark.parametrize("turn", [1, 2])
def test_each_test_begins_with_no_one(ada, turn):
    assert User.objects.get() == ada
