"""Browsers by name, and data for scripts."""

import pytest

from planner.templatetags.profile import as_json, browser

WEBKIT = "AppleWebKit/537.36 (KHTML, like Gecko)"


@pytest.mark.parametrize(
    ("user_agent", "name"),
    [
        (f"Mozilla/5.0 (X11; Linux x86_64) {WEBKIT} Chrome/142.0 Safari/537.36", "Chrome on Linux"),
        (
            f"Mozilla/5.0 (Windows NT 10.0) {WEBKIT} Chrome/142.0 Safari/537.36 Edg/142.0",
            "Edge on Windows",
        ),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 15.1; rv:145.0) Firefox/145.0", "Firefox on Mac"),
        (
            f"Mozilla/5.0 (Linux; Android 16; Pixel 9) {WEBKIT} Chrome/142.0 Mobile Safari/537.36",
            "Chrome on Android",
        ),
        (f"Mozilla/5.0 (iPad; CPU OS 19_0) {WEBKIT} CriOS/142.0 Safari/604.1", "Chrome on iPad"),
        (f"Mozilla/5.0 (X11; CrOS x86_64) {WEBKIT} Chrome/142.0 OPR/120.0", "Opera on ChromeOS"),
        ("curl/8.14.1", "Another program"),
        ("", "Another program"),
    ],
)
def test_a_browser_is_named_as_people_do(user_agent, name):
    assert browser(user_agent) == name


def test_data_is_json():
    assert as_json({"a": ["b", 1, None]}) == '{"a": ["b", 1, null]}'
