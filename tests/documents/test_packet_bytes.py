"""The same household gives the same packet and statement: in every process and on every day."""

import hashlib
import os
import subprocess
import sys
from datetime import date

import pytest

from planner.documents.basis_statement import basis_statement_pdf
from planner.documents.packet import packet_pdf
from tests.documents.households import named
from tests.documents.test_worksheet_bytes import ROOT

PROGRAM = """
import time
time.time = lambda: {moment}
import django
django.setup()
from tests.documents.test_packet_bytes import printed
print(*printed())
"""


def printed():
    """Digests of a packet and of a statement."""
    household = named("Dana Łukasz Example")
    packet = packet_pdf(household, first=2024, last=2025, prepared=date(2026, 11, 22))
    statement = basis_statement_pdf(household, household.people[0], prepared=date(2026, 11, 22))
    return [hashlib.sha256(pdf).hexdigest() for pdf in (packet, statement)]


def digests(seed, moment):
    """The same of a process of its own."""
    finished = subprocess.run(
        [sys.executable, "-c", PROGRAM.format(moment=moment)],
        env={**os.environ, "PYTHONHASHSEED": seed, "DJANGO_SETTINGS_MODULE": "tests.settings"},
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
    )
    return finished.stdout.split()


def test_twice_the_same():
    assert printed() == printed()


@pytest.mark.slow
def test_a_process_with_another_hash_seed_on_another_day_prints_the_same():
    here = printed()
    assert digests("4242", 1_900_000_000) == here


def test_no_date_and_no_identifier_of_the_moment_is_kept():
    pdf = packet_pdf(named("Dana"), first=2025, last=2025)
    assert b"CreationDate" not in pdf
    assert b"ModDate" not in pdf
    assert b"/ID [" not in pdf


def test_another_day_or_range_gives_another_document():
    household = named("Dana")
    one = packet_pdf(household, first=2025, last=2025)
    assert one != packet_pdf(household, first=2024, last=2025)
    assert one != packet_pdf(household, first=2025, last=2025, prepared=date(2026, 1, 1))
