"""Passkeys with an authenticator that Chromium plays, under the site's real policy."""

import re

import pytest
from allauth.mfa.models import Authenticator
from playwright.sync_api import Page, expect

from planner.models.user import User
from planner.services.households.users import create_account
from tests.browser.conftest import field
from tests.browser.visits import Watch
from tests.profile.visitor import PASSWORD, mailed_code

EMAIL = "ada@example.com"


@pytest.fixture
def watch(site):
    """By its name: browsers make no passkeys for a number."""
    return Watch(site.replace("127.0.0.1", "localhost"))


class Device:
    """A phone that keeps passkeys, as plugged into ``page``'s browser."""

    def __init__(self, page: Page, *, verifies: bool = True):
        self._cdp = page.context.new_cdp_session(page)
        self._cdp.send("WebAuthn.enable")
        options = {
            "protocol": "ctap2",
            "transport": "internal",
            "hasResidentKey": True,
            "hasUserVerification": True,
            "isUserVerified": verifies,
            "automaticPresenceSimulation": True,
        }
        added = self._cdp.send("WebAuthn.addVirtualAuthenticator", {"options": options})
        self._id = {"authenticatorId": added["authenticatorId"]}

    @property
    def passkeys(self):
        return self._cdp.send("WebAuthn.getCredentials", self._id)["credentials"]

    def refuse(self):
        """The finger is not the owner's from now on."""
        self._cdp.send("WebAuthn.setUserVerified", self._id | {"isUserVerified": False})

    def lose(self):
        self._cdp.send("WebAuthn.clearCredentials", self._id)


@pytest.fixture
def ada(transactional_db):
    return create_account(email=EMAIL, password=PASSWORD, name="Ada")


@pytest.fixture
def page(visit, ada):
    """Ada's browser, at the page to sign in."""
    return visit("/account/sign-in/")


def type_password(page):
    field(page, "login").fill(EMAIL)
    field(page, "password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


def confirm(page):
    field(page, "password").fill(PASSWORD)
    page.get_by_role("button", name="Go on").click()


def create(page, name="My phone"):
    field(page, "name").fill(name)
    page.get_by_role("button", name="Create the passkey").click()


@pytest.fixture
def device(page):
    """Ada has signed in, added a passkey and signed out."""
    found = Device(page)
    type_password(page)
    page.goto("/account/passkeys/add/")
    confirm(page)
    create(page)
    expect(page.locator("h1")).to_have_text("Recovery codes")
    page.get_by_role("button", name="Sign out").click()
    page.goto("/account/sign-in/")
    return found


def use_passkey(page):
    page.get_by_role("button", name="Sign in with a passkey").click()


def inside(page):
    return page.get_by_role("button", name="Sign out")


def sign_in(page):
    use_passkey(page)
    expect(inside(page)).to_be_visible()


# --- With one ------------------------------------------------------------------------------------


def test_a_passkey_signs_in_alone(page, device):
    sign_in(page)
    page.goto("/account/passkeys/")
    expect(page.locator(".row")).to_contain_text("My phone")
    expect(page.locator(".row")).to_contain_text("last used")


def test_it_is_kept_with_the_account_and_without_its_address(device, ada):
    (kept,) = device.passkeys
    assert kept["isResidentCredential"]
    assert kept["rpId"] == "localhost"


def test_one_comes_back_to_the_page_one_wanted(page, device):
    page.goto("/account/name/")
    use_passkey(page)
    expect(page.locator("h1")).to_have_text("Your name")


def test_after_the_password_the_passkey_is_asked_for(page, device):
    type_password(page)
    expect(page.locator("h1")).to_have_text("One more step")
    page.get_by_role("button", name="Use your passkey").click()
    expect(inside(page)).to_be_visible()


def test_it_also_shows_that_it_is_still_you(page, device):
    sign_in(page)
    page.goto("/account/codes/")
    page.get_by_role("link", name="With a passkey").click()
    page.get_by_role("button", name="Use your passkey").click()
    expect(page.locator(".codes li")).to_have_count(10)


def test_a_device_has_one_passkey_for_an_account(page, device):
    sign_in(page)
    page.goto("/account/passkeys/add/")
    confirm(page)
    create(page, "Again")
    expect(page.locator(".problems")).to_have_text(
        "This device already has a passkey for your account."
    )
    assert Authenticator.objects.filter(type="webauthn").count() == 1


def test_it_can_be_renamed_and_removed(page, device):
    sign_in(page)
    page.goto("/account/passkeys/")
    page.get_by_role("link", name="Rename My phone").click()
    confirm(page)
    field(page, "name").fill("Blue phone")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("link", name="Remove Blue phone").click()
    page.get_by_role("button", name="Remove the passkey").click()
    expect(page.locator(".none")).to_be_visible()
    inside(page).click()
    page.goto("/account/sign-in/")
    use_passkey(page)
    expect(page.locator(".note-error")).to_contain_text("That does not match.")
    expect(inside(page)).to_have_count(0)


# --- Against others ------------------------------------------------------------------------------


def test_whoever_only_holds_the_device_stays_outside(page, device):
    device.refuse()
    use_passkey(page)
    expect(page.locator(".problems").last).to_have_text(
        "No passkey was used. Try again, or choose another way."
    )
    expect(page.locator("h1")).to_have_text("Sign in")


def test_without_the_passkey_there_is_another_way(page, device):
    device.lose()
    use_passkey(page)
    expect(page.locator(".problems").last).to_contain_text("choose another way")
    type_password(page)
    expect(page.locator("h1")).to_have_text("One more step")


def test_what_was_sent_once_opens_nothing_again(page, device):
    with page.expect_request(lambda request: request.method == "POST") as sent:
        use_passkey(page)
    expect(inside(page)).to_be_visible()
    inside(page).click()
    page.goto("/account/sign-in/")
    again = dict(re.findall(r"(?:^|&)(\w+)=([^&]*)", sent.value.post_data))
    page.evaluate(
        """([credential]) => {
          const form = document.querySelector("form[data-passkey]");
          form.elements.credential.value = decodeURIComponent(credential.replaceAll("+", " "));
          form.submit();
        }""",
        [again["credential"]],
    )
    expect(page.locator(".note-error")).to_contain_text("That does not match.")
    expect(inside(page)).to_have_count(0)


# --- Signing up with nothing else ----------------------------------------------------------------


def test_an_account_without_a_password(visit, transactional_db):
    page = visit("/account/sign-up/")
    device = Device(page)
    page.get_by_role("link", name="Use a passkey instead of a password").click()
    field(page, "email").fill(EMAIL)
    page.get_by_role("button", name="Go on").click()
    field(page, "code").fill(mailed_code(EMAIL))
    page.get_by_role("button", name="Confirm").click()
    create(page)
    # What helps on the day the phone is lost comes first.
    expect(page.locator(".codes li")).to_have_count(10)
    assert len(device.passkeys) == 1
    assert not User.objects.get().has_usable_password()
    inside(page).click()
    page.goto("/account/sign-in/")
    sign_in(page)
    page.goto("/account/")
    expect(page.locator("main")).to_contain_text("None: your passkey is enough")


def test_nobody_is_inside_before_the_passkey_is_there(visit, transactional_db):
    page = visit("/account/sign-up/passkey/")
    field(page, "email").fill(EMAIL)
    page.get_by_role("button", name="Go on").click()
    field(page, "code").fill(mailed_code(EMAIL))
    page.get_by_role("button", name="Confirm").click()
    expect(page.locator("h1")).to_have_text("Create your passkey")
    page.goto("/account/")
    expect(page.locator("h1")).to_have_text("Create your passkey")
    page.get_by_role("button", name="Cancel").click()
    page.goto("/account/")
    expect(page.locator("h1")).to_have_text("Sign in")


# --- Where there can be none ---------------------------------------------------------------------


def test_without_scripts_a_password_is_enough(visit, ada):
    page = visit("/account/sign-in/", java_script_enabled=False)
    expect(page.get_by_role("button", name="Sign in with a passkey")).to_be_hidden()
    expect(page.locator(".no-script")).to_be_visible()
    type_password(page)
    expect(inside(page)).to_be_visible()


def test_at_an_address_without_a_name_it_says_why(visit, watch, site, ada):
    watch.site = site
    page = visit("/account/sign-in/")
    use_passkey(page)
    expect(page.locator(".problems").last).to_contain_text("Passkeys need the site’s name")
