"""Logs tell what happened, not whose money it was."""

import json

import pytest

from prorata_site.logging import drop_personal_data
from tests.security.production import run

REQUEST = """
import django
django.setup()
from django.test import Client
Client().post(
    "/no-such-page/?basis=7501",
    {"year_end_value": "93807"},
    headers={"user-agent": "Mosaic"},
    REMOTE_ADDR="198.51.100.7",
)
"""

FAILURE = """
import django
django.setup()
import logging
year_end_value = int("93807")
try:
    year_end_value / 0
except ZeroDivisionError:
    logging.getLogger("planner").exception("division")
"""


def log_lines(script, **environment):
    """Return what a server would have logged, at the level that says most."""
    server = {"SECRET_KEY": "k" * 60, "HTTPS": "0", "STATIC_MANIFEST": "0", "LOG_LEVEL": "DEBUG"}
    result = run("-c", script, **server, **environment)
    assert result.returncode == 0, result.stderr
    lines = [json.loads(line) for line in result.stderr.splitlines()]
    return [line for line in lines if not line["logger"].startswith(("django.db", "asyncio"))]


@pytest.fixture(scope="module")
def logged():
    """Everything that is logged of ``REQUEST``."""
    return log_lines(REQUEST, ALLOWED_HOSTS="testserver")


def of_the_request(logged):
    return [line for line in logged if "request" in line]


def test_a_request_is_logged_without_its_query_string_body_address_or_browser(logged):
    lines = of_the_request(logged)
    assert [line["event"] for line in lines] == ["request_started", "request_finished"]
    assert [line["request"] for line in lines] == ["POST /no-such-page/"] * 2
    everything = json.dumps(logged)
    for personal in ("7501", "93807", "Mosaic", "198.51.100.7"):
        assert personal not in everything


def test_the_two_lines_of_a_request_share_an_id(logged):
    first, second = of_the_request(logged)
    assert first["request_id"] == second["request_id"]


def test_an_exception_is_logged_without_local_variables():
    (line,) = log_lines(FAILURE)
    assert "ZeroDivisionError" in line["exception"]
    assert "93807" not in line["exception"]


def test_personal_keys_are_dropped_whoever_set_them():
    event = {"event": "saved", "ip": "198.51.100.7", "user_agent": "Mosaic"}
    assert drop_personal_data(None, "info", event) == {"event": "saved"}


def test_a_developer_reads_plain_text():
    result = run("-c", FAILURE, DEBUG="1", STATIC_MANIFEST="0")
    assert "ZeroDivisionError" in result.stderr
    assert not result.stderr.startswith("{")
