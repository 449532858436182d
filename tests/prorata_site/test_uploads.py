"""Uploaded files are small and stay in memory."""

import pytest
from django.urls import ResolverMatch

from prorata_site.uploads import SmallFileHandler


@pytest.fixture
def send(settings, rf):
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 10
    settings.LARGER_UPLOADS = {"practice-imports": 20}

    def upload(*chunks, route=""):
        request = rf.post("/")
        request.resolver_match = ResolverMatch(print, (), {}, url_name=route) if route else None
        handler = SmallFileHandler(request)
        handler.new_file("file", "home.json", "application/json", None)
        start = 0
        for chunk in chunks:
            handler.receive_data_chunk(chunk, start)
            start += len(chunk)
        return handler.file_complete(start)

    return upload


def test_what_fits_is_kept(send):
    file = send(b"12345", b"67890")
    assert (file.read(), file.size, file.name) == (b"1234567890", 10, "home.json")


def test_of_what_is_too_large_nothing_is_kept_but_its_size(send):
    file = send(b"12345", b"67890", b"x", b"y" * 100)
    assert (file.read(), file.size) == (b"", 111)


@pytest.mark.parametrize(("route", "kept"), [("practice-imports", 15), ("import", 0), ("", 0)])
def test_only_the_route_that_takes_more_keeps_more(send, route, kept):
    assert len(send(b"x" * 15, route=route).read()) == kept
    assert send(b"x" * 21, route=route).read() == b""
