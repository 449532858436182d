"""Static files are addressed by their contents, on a developer's machine too."""

import re

import pytest

from prorata_site.storage import HashedStaticFilesStorage


@pytest.fixture
def storage(tmp_path):
    (tmp_path / "base.css").write_text("body { color: black }")
    storage = HashedStaticFilesStorage(location=tmp_path, base_url="/static/")
    list(storage.post_process({"base.css": (storage, "base.css")}))
    return storage


@pytest.mark.parametrize("debug", [True, False])
def test_an_address_carries_the_hash(storage, settings, debug):
    settings.DEBUG = debug
    assert re.fullmatch(r"/static/base\.[0-9a-f]{12}\.css", storage.url("base.css"))


def test_other_contents_have_another_address(storage, tmp_path):
    before = storage.url("base.css")
    (tmp_path / "base.css").write_text("body { color: white }")
    list(storage.post_process({"base.css": (storage, "base.css")}))
    assert storage.url("base.css") != before
