"""Where mail goes is one address in the environment."""

from io import StringIO

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.mail import EmailMessage

from prorata_site.console_mail import EmailBackend
from prorata_site.mail import mailers

SMTP = "django.core.mail.backends.smtp.EmailBackend"


@pytest.mark.parametrize(
    ("url", "backend", "options"),
    [
        ("consolemail://", "prorata_site.console_mail.EmailBackend", {}),
        (
            "filemail:////tmp/mail",
            "django.core.mail.backends.filebased.EmailBackend",
            {"file_path": "/tmp/mail"},  # noqa: S108
        ),
        ("smtp://localhost:25", SMTP, {"host": "localhost", "port": 25, "timeout": 10}),
        (
            "smtp+tls://us%40er:p%3Ass@mail.example.com:587",
            SMTP,
            {
                "host": "mail.example.com",
                "port": 587,
                "username": "us@er",
                "password": "p:ss",
                "use_tls": True,
                "timeout": 10,
            },
        ),
        (
            "smtp+ssl://mail.example.com:465",
            SMTP,
            {"host": "mail.example.com", "port": 465, "use_ssl": True, "timeout": 10},
        ),
    ],
)
def test_an_address_says_how_mail_is_sent(url, backend, options):
    assert mailers(url) == {"default": {"BACKEND": backend, "OPTIONS": options}}


def test_an_unknown_way_is_refused():
    with pytest.raises(ImproperlyConfigured):
        mailers("pigeon://coop")


def test_a_link_stands_whole_on_the_console():
    link = f"http://127.0.0.1:8000/practices/invitations/{'x' * 43}/"
    written = StringIO()
    mail = EmailMessage("An “invitation”", f"Open\n\n{link}\n", "a@example.com", ["b@example.com"])
    EmailBackend(stream=written).send_messages([mail])
    lines = written.getvalue().splitlines()
    assert link in lines
    assert lines[1:3] == ["To: b@example.com", "Subject: An “invitation”"]
