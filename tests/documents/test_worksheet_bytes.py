"""The same worksheet gives the same bytes: in every process, thread and on every day."""

import hashlib
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from planner.documents.worksheet_pdf import worksheet_pdf
from tests.documents import sheets

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = """
import datetime, hashlib, time
time.time = lambda: {moment}
import django
django.setup()
from planner.documents.worksheet_pdf import worksheet_pdf
from tests.documents import sheets
for year in (2018, 2025):
    pdf = worksheet_pdf(sheets.full(year), name="Dana Łukasz Example")
    print(hashlib.sha256(pdf).hexdigest())
"""


def digests(seed, moment):
    """Digests of two worksheets printed by a process of its own."""
    finished = subprocess.run(
        [sys.executable, "-c", PROGRAM.format(moment=moment)],
        env={**os.environ, "PYTHONHASHSEED": seed, "DJANGO_SETTINGS_MODULE": "tests.settings"},
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
    )
    return finished.stdout.split()


@pytest.mark.slow
def test_a_process_with_another_hash_seed_on_another_day_prints_the_same():
    here = [
        hashlib.sha256(worksheet_pdf(sheets.full(year), name="Dana Łukasz Example")).hexdigest()
        for year in (2018, 2025)
    ]
    assert digests("4242", 1_900_000_000) == here


def test_threads_print_the_same():
    def print_one(year):
        return worksheet_pdf(sheets.full(year), name="Dana Example")

    years = [2018, 2025] * 2
    alone = {year: print_one(year) for year in set(years)}
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(print_one, years))
    assert together == [alone[year] for year in years]


def test_another_name_or_amount_gives_another_document():
    one = worksheet_pdf(sheets.full(2025), name="Dana")
    assert one != worksheet_pdf(sheets.full(2025), name="Sam")
    assert one != worksheet_pdf(sheets.full(2025, rounding="cents"), name="Dana")


def test_no_date_and_no_identifier_of_the_moment_is_kept():
    pdf = sheets.full_pdf(2025)
    assert b"CreationDate" not in pdf
    assert b"ModDate" not in pdf
    assert b"/ID [" not in pdf
