"""The settings are safe where nothing is set, and refuse to run without a secret."""

import json

import pytest
from allauth.account.auth_backends import AuthenticationBackend as AllauthBackend
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.module_loading import import_string

from tests.security.production import run

SHOWN = """
import json
from prorata_site import settings
names = [name for name in dir(settings) if name.isupper()]
print(json.dumps({name: getattr(settings, name) for name in names}, default=str))
"""


@pytest.fixture(scope="module")
def production():
    """The settings of a server where only the secret key is set."""
    return json.loads(run("-c", SHOWN, SECRET_KEY="k" * 60).stdout)


def test_nothing_is_signed_without_a_secret_key():
    result = run("-c", "from django.conf import settings; settings.SECRET_KEY", SECRET_KEY="")
    assert result.returncode != 0
    assert "SECRET_KEY" in result.stderr


def test_debug_is_off(production):
    assert production["DEBUG"] is False


def test_everything_goes_over_tls(production):
    assert production["SECURE_SSL_REDIRECT"] is True
    assert production["SECURE_HSTS_SECONDS"] == 365 * 24 * 3600
    assert production["CSRF_COOKIE_SECURE"] is True


def test_the_csrf_cookie_is_out_of_reach_of_scripts_and_other_sites(production):
    assert production["CSRF_COOKIE_HTTPONLY"] is True
    assert production["CSRF_COOKIE_SAMESITE"] == "Lax"
    assert production["CSRF_COOKIE_AGE"] is None


def test_the_session_cookie_is_out_of_reach_too(production):
    assert production["SESSION_COOKIE_SECURE"] is True
    assert production.get("SESSION_COOKIE_HTTPONLY", True) is True
    assert production.get("SESSION_COOKIE_SAMESITE", "Lax") == "Lax"
    assert production["SESSION_EXPIRE_AT_BROWSER_CLOSE"] is True
    assert production["SESSION_COOKIE_AGE"] == 14 * 24 * 3600
    # With this prefix browsers take a cookie from this very host over TLS only.
    assert production["SESSION_COOKIE_NAME"].startswith("__Host-")
    assert production["CSRF_COOKIE_NAME"].startswith("__Host-")


def test_passwords_are_long_and_hashed_with_argon2(production):
    assert production["PASSWORD_HASHERS"][0].endswith("Argon2PasswordHasher")
    (length,) = [
        each["OPTIONS"]["min_length"]
        for each in production["AUTH_PASSWORD_VALIDATORS"]
        if "MinimumLength" in each["NAME"]
    ]
    assert length == 12


def test_there_is_no_way_in_around_the_one_that_counts_tries(production):
    (backend,) = production["AUTHENTICATION_BACKENDS"]
    assert issubclass(import_string(backend), AllauthBackend)
    assert import_string(backend).authenticate is AllauthBackend.authenticate
    assert "ACCOUNT_RATE_LIMITS" not in production
    assert "MFA_TOTP_INSECURE_BYPASS_CODE" not in production


def test_every_process_counts_together(production):
    assert production["CACHES"]["default"]["BACKEND"].endswith("DatabaseCache")


def test_a_passkey_is_for_this_site_over_tls_and_for_its_owner(production):
    assert production["MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN"] is False
    assert production["MFA_WEBAUTHN_USER_VERIFICATION"] == "required"


def test_mail_is_sent_and_not_printed_where_logs_are_kept(production):
    assert production["MAILERS"]["default"]["BACKEND"].endswith("smtp.EmailBackend")


def test_a_developer_reads_mail_on_the_console():
    development = json.loads(run("-c", SHOWN, DEBUG="1").stdout)
    assert development["MAILERS"]["default"]["BACKEND"].endswith("console_mail.EmailBackend")


def test_only_this_machine_is_served_until_told_otherwise(production):
    assert production["ALLOWED_HOSTS"] == ["127.0.0.1", "localhost"]


def test_a_forwarded_protocol_is_believed_only_behind_a_proxy(production):
    behind_proxy = json.loads(run("-c", SHOWN, SECRET_KEY="k" * 60, TRUST_PROXY="1").stdout)
    assert "SECURE_PROXY_SSL_HEADER" not in production
    assert behind_proxy["SECURE_PROXY_SSL_HEADER"] == ["HTTP_X_FORWARDED_PROTO", "https"]
    assert "ALLAUTH_TRUSTED_PROXY_COUNT" not in production
    assert behind_proxy["ALLAUTH_TRUSTED_PROXY_COUNT"] == 1


def test_debug_asks_for_neither_a_key_nor_tls():
    development = json.loads(run("-c", SHOWN, DEBUG="1").stdout)
    assert development["SECRET_KEY"]
    assert development["SECURE_SSL_REDIRECT"] is False
    assert development["SECURE_HSTS_SECONDS"] == 0


def test_sqlite_writers_take_turns(production):
    options = production["DATABASES"]["default"]["OPTIONS"]
    assert options["transaction_mode"] == "IMMEDIATE"
    assert "journal_mode=WAL" in options["init_command"]


def test_every_response_carries_the_policy(client):
    response = client.get("/no-such-page/")
    policy = dict(
        part.split(" ", 1) for part in response.headers["Content-Security-Policy"].split("; ")
    )
    assert policy == {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "font-src": "'self'",
        "img-src": "'self'",
        "connect-src": "'self'",
        "manifest-src": "'self'",
        "form-action": "'self'",
        "base-uri": "'none'",
        "frame-ancestors": "'none'",
    }
    assert response.headers["X-Frame-Options"] == "DENY"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Referrer-Policy"] == "same-origin"
    assert response.headers["Cross-Origin-Opener-Policy"] == "same-origin"


@pytest.mark.parametrize(
    ("data", "refusal"),
    [
        ({"note": "x" * 256 * 1024}, RequestDataTooBig),
        ({f"field{number}": "1" for number in range(201)}, TooManyFieldsSent),
        (
            {name: SimpleUploadedFile(f"{name}.json", b"{}") for name in ("one", "two")},
            TooManyFilesSent,
        ),
    ],
    ids=["large", "many fields", "two files"],
)
def test_more_than_a_household_needs_is_refused(rf, data, refusal):
    request = rf.post("/", data)
    with pytest.raises(refusal):
        _ = request.POST


def test_a_full_household_is_accepted(rf):
    request = rf.post("/", {f"field{number}": "1,234,567" for number in range(200)})
    assert len(request.POST) == 200
