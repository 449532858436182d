"""The running site and the test share one database, and no test sees another's rows."""

import pytest
from django.core.cache import cache
from playwright.sync_api import expect

from planner.models.user import User


@pytest.fixture
def ada(transactional_db):
    return User.objects.create_user("ada@example.com")


def test_the_site_knows_who_is_signed_in(signed_in, ada):
    page = signed_in(ada)
    expect(page.get_by_role("link", name="Account of ada@example.com")).to_be_visible()


def test_what_the_test_writes_the_site_sees_at_once(signed_in, ada):
    page = signed_in(ada)
    User.objects.update(name="Ada Lovelace")
    page.reload()
    expect(page.get_by_role("link", name="Account of Ada Lovelace")).to_be_visible()


@pytest.mark.parametrize("turn", [1, 2])
def test_each_test_begins_with_no_one_and_nothing_counted(visit, ada, turn):
    assert User.objects.get() == ada
    assert cache.add("counted", turn)
