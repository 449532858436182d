"""Every address of the site: who may do what. A new route without a row fails here.

The rows are in ``routes``; what belongs to a household is in ``test_tenancy``.
"""

import pytest
from django.test import Client
from django.urls import reverse

from planner.services.households.users import create_account
from tests.forms.people import typed
from tests.html import Page
from tests.security.routes import ASKED, EXPECTED, METHODS, PUBLIC, ROUTES


@pytest.fixture
def stranger(db):
    """Signed in, and a member of nothing."""
    client = Client()
    client.force_login(create_account(email="stranger@example.com", password="x" * 12))
    return client


def answer(client, name, method):
    """What the route answers; a POST carries the calculator's example."""
    send = getattr(client, method.lower())
    address = ROUTES[name].address(**EXPECTED[name].arguments)
    return send(address, typed()) if method == "POST" else send(address)


def test_every_route_has_a_row_and_every_row_a_route():
    ours = {name for name, route in ROUTES.items() if not route.is_of_a_household}
    assert ours == set(EXPECTED)


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("name", PUBLIC)
def test_a_visitor_of_what_is_for_everyone_needs_no_database(client, name, method):
    assert answer(client, name, method).status_code == EXPECTED[name].visitor.to(method)


@pytest.mark.parametrize("name", sorted(EXPECTED.keys() - PUBLIC.keys()))
def test_a_visitor(db, client, name):
    row = EXPECTED[name].visitor
    for method in METHODS:
        status = answer(client, name, method).status_code
        # Who must sign in hears of that before anything else.
        assert status == row.to(method) or (method not in ASKED and status == row.get == 302), (
            method
        )


@pytest.mark.parametrize("name", EXPECTED)
def test_a_stranger(stranger, name):
    found = {method: answer(stranger, name, method).status_code for method in METHODS}
    assert found == {method: EXPECTED[name].stranger.to(method) for method in METHODS}


@pytest.mark.parametrize("name", EXPECTED)
def test_nothing_is_taken_without_the_token_of_our_own_page(stranger, name):
    if EXPECTED[name].stranger.post == 405:
        return
    client = Client(enforce_csrf_checks=True)
    client.cookies = stranger.cookies
    response = answer(client, name, "POST")
    assert response.status_code == 403
    assert "This page has been open too long." in Page(response.content.decode()).words


def test_whoever_must_sign_in_comes_back_afterwards(db, client):
    for name, row in EXPECTED.items():
        if row.visitor.get == 302 and row.stranger.get == 200:
            response = answer(client, name, "GET")
            wanted = ROUTES[name].address(**row.arguments)
            ways = {f"{reverse('account_login')}?next={wanted}", reverse("account_login"), "/"}
            assert response.headers["Location"] in ways, name


@pytest.mark.parametrize(
    "path",
    [
        *("/admin/", "/.env", "/.git/config", "/manage.py", "/static/", "/static/../manage.py"),
        *("/static/css/../../manage.py", "/static/%2e%2e/manage.py", "/worksheet/", "/rule"),
        *("/\0", "/%00", "/%ff", "/" + "a" * 5_000),
        *("/account/login/", "/account/confirm-email/", "/account/2fa/trust/", "/accounts/login/"),
        *("/account/login/code/", "/account/phone/verify/", "/account/3rdparty/"),
    ],
)
def test_nothing_else_is_served(client, path):
    response = client.get(path)
    assert response.status_code in ({301} if path == "/rule" else {404})
    assert b"SECRET_KEY" not in response.content
