"""Logs tell what happened, not whose money it was."""

import json
import logging
import logging.config

import pytest
from django.conf import settings

from prorata_site.logging import drop_personal_data, logging_settings


@pytest.fixture
def production_log(capsys):
    """Log as a server does, at the level that says most; read the lines afterwards."""
    logging.config.dictConfig(logging_settings(debug=False, level="DEBUG"))
    yield lambda: [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    logging.config.dictConfig(settings.LOGGING)


def test_a_request_is_logged_without_its_query_string_body_address_or_browser(
    client, production_log
):
    client.post(
        "/no-such-page/?basis=7501",
        {"year_end_value": "93807"},
        headers={"user-agent": "Mosaic"},
        REMOTE_ADDR="198.51.100.7",
    )
    lines = production_log()
    assert [line["event"] for line in lines] == ["request_started", "request_finished"]
    assert [line["request"] for line in lines] == ["POST /no-such-page/"] * 2
    everything = json.dumps(lines)
    for personal in ("7501", "93807", "Mosaic", "198.51.100.7"):
        assert personal not in everything


def test_the_two_lines_of_a_request_share_an_id(client, production_log):
    client.get("/no-such-page/")
    ids = {line["request_id"] for line in production_log()}
    assert len(ids) == 1


def test_an_exception_is_logged_without_local_variables(production_log):
    year_end_value = 93_807
    try:
        _ = year_end_value / 0
    except ZeroDivisionError:
        logging.getLogger("planner").exception("division")
    (line,) = production_log()
    assert "ZeroDivisionError" in line["exception"]
    assert "93807" not in json.dumps(line)


def test_personal_keys_are_dropped_whoever_set_them():
    event = {"event": "saved", "ip": "198.51.100.7", "user_agent": "Mosaic"}
    assert drop_personal_data(None, "info", event) == {"event": "saved"}


def test_a_developer_reads_plain_text(capsys):
    logging.config.dictConfig(logging_settings(debug=True, level="INFO"))
    logging.getLogger("planner").info("ready")
    logging.config.dictConfig(settings.LOGGING)
    assert "ready" in capsys.readouterr().err
