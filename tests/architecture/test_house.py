"""What holds for the repository as a whole."""

import re
import tomllib
from pathlib import Path

import planner

ROOT = Path(__file__).resolve().parents[2]
LOCK = (ROOT / "requirements.lock").read_text()
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())


def requirement_names(requirements):
    return {re.split(r"[\[<>=;, ]", requirement)[0].lower() for requirement in requirements}


def test_the_version_is_the_same_everywhere():
    assert PROJECT["project"]["version"] == planner.__version__
    assert f"## [{planner.__version__}]" in (ROOT / "CHANGELOG.md").read_text()


def test_the_lock_holds_every_direct_dependency():
    wanted = PROJECT["project"]["dependencies"] + PROJECT["dependency-groups"]["dev"]
    locked = set(re.findall(r"^([a-z0-9-]+)==", LOCK, flags=re.MULTILINE))
    assert requirement_names(wanted) <= locked


def test_every_locked_package_is_pinned_with_a_hash():
    for entry in re.split(r"\n(?=[a-z0-9])", LOCK)[1:]:
        assert re.match(r"[a-z0-9-]+==\S+ (; .+)?\\\n\s+--hash=sha256:", entry), entry[:80]


def test_the_lock_names_no_address():
    assert "://" not in LOCK
    assert "--index" not in LOCK
    assert "--find-links" not in LOCK


def test_python_version_is_one_that_the_project_supports():
    pinned = (ROOT / ".python-version").read_text().strip()
    assert PROJECT["project"]["requires-python"] == ">=3.12"
    assert tuple(map(int, pinned.split("."))) >= (3, 12)
