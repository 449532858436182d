"""Every address of signing in and of one's own account.

Written out instead of including allauth's: only what Prorata offers exists, under names that a
reader understands. allauth finds its pages by the names of the routes.
"""

from collections.abc import Callable

from allauth.account import views as account
from allauth.mfa.base import views as second_step
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as app
from allauth.mfa.webauthn import views as passkeys
from allauth.usersessions import views as sessions
from django.http import HttpResponseBase
from django.urls import URLPattern, path
from django.views.decorators.http import require_http_methods

from planner.views import profile


def _page(address: str, view: Callable[..., HttpResponseBase], name: str) -> URLPattern:
    """A page that is looked at or sent, and nothing else."""
    return path(address, require_http_methods(["GET", "HEAD", "POST"])(view), name=name)


urlpatterns = [
    _page("", profile.profile, "profile"),
    _page("security/", profile.security, "mfa_index"),
    _page("name/", profile.name, "profile-name"),
    _page("inactive/", account.account_inactive, "account_inactive"),
    # Signing up and in
    _page("sign-up/", account.signup, "account_signup"),
    _page("sign-up/passkey/", account.signup_by_passkey, "account_signup_by_passkey"),
    _page("sign-up/passkey/create/", passkeys.signup_webauthn, "mfa_signup_webauthn"),
    _page("sign-in/", account.login, "account_login"),
    _page("sign-in/passkey/", passkeys.login_webauthn, "mfa_login_webauthn"),
    _page("sign-in/second-step/", second_step.authenticate, "mfa_authenticate"),
    _page("sign-out/", account.logout, "account_logout"),
    # Showing that it is still you
    _page("confirm/password/", account.reauthenticate, "account_reauthenticate"),
    _page("confirm/code/", second_step.reauthenticate, "mfa_reauthenticate"),
    _page("confirm/passkey/", passkeys.reauthenticate_webauthn, "mfa_reauthenticate_webauthn"),
    # The address and the password
    _page("email/", account.email, "account_email"),
    _page("email/code/", account.email_verification_sent, "account_email_verification_sent"),
    _page("password/", account.password_change, "account_change_password"),
    _page("password/set/", account.password_set, "account_set_password"),
    _page("password/forgotten/", account.password_reset, "account_reset_password"),
    _page(
        "password/forgotten/code/",
        account.confirm_password_reset_code,
        "account_confirm_password_reset_code",
    ),
    _page(
        "password/forgotten/new/",
        account.complete_password_reset,
        "account_complete_password_reset",
    ),
    _page(
        "password/forgotten/done/",
        account.password_reset_from_key_done,
        "account_password_reset_completed",
    ),
    # Passkeys, the authenticator app and recovery codes
    _page("passkeys/", passkeys.list_webauthn, "mfa_list_webauthn"),
    _page("passkeys/add/", passkeys.add_webauthn, "mfa_add_webauthn"),
    _page("passkeys/<int:pk>/rename/", passkeys.edit_webauthn, "mfa_edit_webauthn"),
    _page("passkeys/<int:pk>/remove/", passkeys.remove_webauthn, "mfa_remove_webauthn"),
    _page("app/", app.activate_totp, "mfa_activate_totp"),
    _page("app/remove/", app.deactivate_totp, "mfa_deactivate_totp"),
    _page("codes/", codes.view_recovery_codes, "mfa_view_recovery_codes"),
    _page("codes/new/", codes.generate_recovery_codes, "mfa_generate_recovery_codes"),
    _page("codes/download/", codes.download_recovery_codes, "mfa_download_recovery_codes"),
    # Where one is signed in
    _page("sessions/", sessions.list_usersessions, "usersessions_list"),
]
