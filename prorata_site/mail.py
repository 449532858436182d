"""How mail is sent, from one address in the environment."""

from typing import Any

import environ

_OPTIONS = {
    "EMAIL_HOST": "host",
    "EMAIL_PORT": "port",
    "EMAIL_HOST_USER": "username",
    "EMAIL_HOST_PASSWORD": "password",
    "EMAIL_USE_TLS": "use_tls",
    "EMAIL_USE_SSL": "use_ssl",
    "EMAIL_FILE_PATH": "file_path",
}
_CONSOLE = "django.core.mail.backends.console.EmailBackend"
# A visitor waits for the mail server's answer.
_SECONDS = 10


def mailers(url: str) -> dict[str, dict[str, Any]]:
    """Return Django's MAILERS for ``smtp+tls://user:password@host:port`` and the like."""
    read = environ.Env.email_url_config(url)
    options = {option: read[name] for name, option in _OPTIONS.items() if read.get(name)}
    if url.startswith("smtp"):
        options["timeout"] = _SECONDS
    backend = read["EMAIL_BACKEND"]
    if backend == _CONSOLE:
        backend = "prorata_site.console_mail.EmailBackend"
    return {"default": {"BACKEND": backend, "OPTIONS": options}}
