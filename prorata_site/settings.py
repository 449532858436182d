"""Settings, all from the environment (or `.env`), safe where nothing is set.

The README lists every variable.
"""

import logging
from pathlib import Path

import environ
from django.utils.csp import CSP

from prorata_site.logging import configure_structlog, logging_settings
from prorata_site.mail import mailers

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = BASE_DIR / "var"
BUILT_DIR = VAR_DIR / "built"
BUILT_DIR.mkdir(parents=True, exist_ok=True)

env = environ.Env()
env.read_env(BASE_DIR / ".env")

# --- Who may ask, and how ------------------------------------------------------------------------

DEBUG = env.bool("DEBUG", default=False)
# Empty is refused by whatever needs it: the servers (wsgi.py, asgi.py) at their start, Django at
# first use. A command that signs nothing, such as form8606, runs without.
SECRET_KEY = env.str("SECRET_KEY", default="for-development-only" if DEBUG else "")
# Earlier keys, newest first, for what was signed or sealed before a change.
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost"])

# One switch for everything that only makes sense over TLS.
HTTPS = env.bool("HTTPS", default=not DEBUG)
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
# The prefix makes browsers refuse these cookies from a subdomain or over plain HTTP.
_COOKIE = "__Host-" if HTTPS else ""
CSRF_COOKIE_NAME = f"{_COOKIE}csrftoken"
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
# A visitor's only cookie ends with the browser's session: it cannot serve to know them again.
CSRF_COOKIE_AGE = None

# Only behind a proxy that sets these headers itself; otherwise a visitor could forge them.
TRUST_PROXY = env.bool("TRUST_PROXY", default=False)
if TRUST_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    ALLAUTH_TRUSTED_PROXY_COUNT = 1

# Preloading binds a whole domain for years: the choice of whoever owns it, not of an app.
SILENCED_SYSTEM_CHECKS = ["security.W021"]

# Nothing from another host and nothing inline. The referrer policy and the opener policy are
# Django's defaults, both "same-origin".
SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "font-src": [CSP.SELF],
    "img-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "manifest-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
}

# A household's whole year is a few kilobytes.
DATA_UPLOAD_MAX_MEMORY_SIZE = 256 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 200
# A household file, as large as the rest of a form may be. What is larger is not kept.
DATA_UPLOAD_MAX_NUMBER_FILES = 1
FILE_UPLOAD_MAX_MEMORY_SIZE = DATA_UPLOAD_MAX_MEMORY_SIZE
# A practice's table of clients, and a whole practice from elsewhere, at the one route of each.
LARGER_UPLOADS = {"practice-imports": 5 * 1024 * 1024, "practice-arrive": 100 * 1024 * 1024}
FILE_UPLOAD_HANDLERS = ["prorata_site.uploads.SmallFileHandler"]

# --- The application -----------------------------------------------------------------------------

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django_htmx",
    "crispy_forms",
    "django_structlog",
    "django_tasks_db",
    "simple_history",
    "planner",
]

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "prorata_site.middleware.RequestLogMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "prorata_site.middleware.PrivatePageMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    # A view is for who is signed in, unless it says otherwise itself.
    "prorata_site.gates.GateMiddleware",
    "prorata_site.visits.VisitMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "prorata_site.urls"
WSGI_APPLICATION = "prorata_site.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]

CRISPY_TEMPLATE_PACK = "prorata"
CRISPY_ALLOWED_TEMPLATE_PACKS = [CRISPY_TEMPLATE_PACK]

# --- Accounts ------------------------------------------------------------------------------------

AUTH_USER_MODEL = "planner.User"
# The only way to check a password: it counts wrong ones.
AUTHENTICATION_BACKENDS = ["prorata_site.backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
_VALIDATION = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"{_VALIDATION}.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {
        "NAME": f"{_VALIDATION}.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "name")},
    },
    {"NAME": f"{_VALIDATION}.CommonPasswordValidator"},
    {"NAME": f"{_VALIDATION}.NumericPasswordValidator"},
]

LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "households"
LOGOUT_REDIRECT_URL = "calculator"

SESSION_COOKIE_NAME = f"{_COOKIE}sessionid"
SESSION_COOKIE_SECURE = HTTPS
SESSION_COOKIE_AGE = 14 * 24 * 3600
# Only "Keep me signed in" outlives the browser.
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
# The people of a practice that sets no time of its own are signed out after so long.
STAFF_IDLE_MINUTES = env.int("STAFF_IDLE_MINUTES", default=60)
# Whether the log of a practice holds the addresses of computers.
LOG_ADDRESSES = env.bool("LOG_ADDRESSES", default=True)
# On the server: a message may name an address.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

ACCOUNT_ADAPTER = "prorata_site.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
# Codes, not links: a code works only in the browser that asked for it, no mail scanner can use it
# up, and no address in a log ever holds one.
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_FORMS = {
    "add_email": "planner.forms.profile.ChangeAddressForm",
    "change_password": "planner.forms.profile.ChangePasswordForm",
    "confirm_email_verification_code": "planner.forms.profile.ConfirmAddressForm",
    "confirm_password_reset_code": "planner.forms.profile.ConfirmResetForm",
    "login": "planner.forms.profile.SignInForm",
    "reauthenticate": "planner.forms.profile.ConfirmPasswordForm",
    "reset_password": "planner.forms.profile.ForgottenForm",
    "reset_password_from_key": "planner.forms.profile.NewPasswordForm",
    "set_password": "planner.forms.profile.FirstPasswordForm",
    "signup": "planner.forms.profile.SignUpForm",
}

MFA_ADAPTER = "prorata_site.adapters.MFAAdapter"
MFA_SUPPORTED_TYPES = ["webauthn", "totp", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_PASSKEY_SIGNUP_ENABLED = True
# Whoever holds the device must also show that it is theirs.
MFA_WEBAUTHN_USER_VERIFICATION = "required"
# Browsers themselves allow passkeys on plain HTTP for localhost only.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS
MFA_TOTP_ISSUER = "Prorata"
MFA_FORMS = {
    "activate_totp": "planner.forms.profile_keys.ActivateAppForm",
    "add_webauthn": "planner.forms.profile_keys.AddPasskeyForm",
    "authenticate": "planner.forms.profile_keys.SecondStepForm",
    "edit_webauthn": "planner.forms.profile_keys.RenamePasskeyForm",
    "reauthenticate": "planner.forms.profile_keys.ConfirmCodeForm",
    "signup_webauthn": "planner.forms.profile_keys.FirstPasskeyForm",
}

# --- Mail ----------------------------------------------------------------------------------------

MAILERS = mailers(
    env.str("EMAIL_URL", default="consolemail://" if DEBUG else "smtp://localhost:25")
)
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="Prorata <prorata@localhost>")

# --- Storage -------------------------------------------------------------------------------------

DATABASES = {"default": env.db_url("DATABASE_URL", default=f"sqlite:///{VAR_DIR}/prorata.sqlite3")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # What was said to be saved is on the disk, whatever is switched off next. Readers never wait
    # for a writer, and a writer takes its turn at BEGIN instead of failing at
    # its first write. Foreign keys are enforced by Django itself.
    DATABASES["default"]["OPTIONS"] = {
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL",
        "transaction_mode": "IMMEDIATE",
        "timeout": 10,
    }
else:
    # A connection is kept for a minute, and asked first whether it still lives.
    DATABASES["default"] |= {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}

# Counts of wrong passwords and used codes. They must be the same for every process, and adding a
# key must be atomic: of what needs nothing else installed, only a table is both.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "prorata_cache",
        # Far more than ever live at once, so that nobody can push out their own count.
        "OPTIONS": {"MAX_ENTRIES": 50_000},
    }
}

# --- Language and time ---------------------------------------------------------------------------

LANGUAGE_CODE = "en-us"
TIME_ZONE = "America/New_York"
USE_TZ = True

# --- Static files --------------------------------------------------------------------------------

STATIC_URL = "static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static", BUILT_DIR]

# Hashed names, compressed once, cached for good; also on a developer's machine, so that what is
# seen there is what is deployed. Without it files come straight from their folders (tests, or
# while a style sheet is being written).
STATIC_MANIFEST = env.bool("STATIC_MANIFEST", default=True)
_STATIC_BACKEND = (
    "prorata_site.storage.HashedStaticFilesStorage"
    if STATIC_MANIFEST
    else "django.contrib.staticfiles.storage.StaticFilesStorage"
)
STORAGES = {"staticfiles": {"BACKEND": _STATIC_BACKEND}}
WHITENOISE_AUTOREFRESH = not STATIC_MANIFEST
WHITENOISE_USE_FINDERS = not STATIC_MANIFEST
WHITENOISE_ALLOW_ALL_ORIGINS = False

# --- Official forms ------------------------------------------------------------------------------

# Blanks that were accepted by `manage.py official_forms accept`; nothing is fetched.
OFFICIAL_FORMS_DIR = BASE_DIR / env.str("OFFICIAL_FORMS_DIR", default="var/official-forms")

# --- Packets for many clients --------------------------------------------------------------------

# A worker (`manage.py work`) prints them; on a developer's machine the request itself does. The
# web servers and the workers share the folder.
TASKS = {
    "default": {
        "BACKEND": {
            "database": "django_tasks_db.DatabaseBackend",
            "immediate": "django.tasks.backends.immediate.ImmediateBackend",
        }[env.str("TASKS", default="immediate" if DEBUG else "database")]
    }
}
PACKETS_DIR = BASE_DIR / env.str("PACKETS_DIR", default="var/packets")
# Of a worker; without any it prints by itself.
PACKET_PROCESSES = env.int("PACKET_PROCESSES", default=0 if DEBUG else 2)

# --- Logs ----------------------------------------------------------------------------------------

LOGGING = logging_settings(debug=DEBUG, level=env.str("LOG_LEVEL", default="INFO"))
configure_structlog()
DJANGO_STRUCTLOG_IP_LOGGING_ENABLED = False
# The line at a request's end says all that the one at its start does.
DJANGO_STRUCTLOG_STATUS_START_LOG_LEVEL = logging.DEBUG
