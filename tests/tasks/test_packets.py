"""A packet job until its ZIP is there: restarts, cancels, clients that cannot be printed."""

from datetime import date, timedelta
from zipfile import ZipFile

import pytest
from django.core.management import call_command
from django.db import connections
from django.utils import timezone

from planner.bridge import HouseholdRecords, household_records
from planner.documents.basis_statement import basis_statement_pdf
from planner.documents.cpa_packet import cpa_packet_pdf
from planner.documents.year_pdf import year_pdf
from planner.engine.ledger import ledger
from planner.models import ClientState, Engagement, JobState, PacketJob, PacketKind, Practice
from planner.services.cpa.packet import cpa_packet
from planner.services.households.demo import demo_facts
from planner.services.households.storing import store_new
from planner.services.practice import jobs, packet_files, packet_jobs
from planner.services.practice.board_work import work_out
from planner.services.practice.engagements import close
from planner.services.practice.jobs import LEASE, MOST_ATTEMPTS, cancel, drop_old, folder_of
from planner.services.practice.letterhead import letterhead_from
from planner.services.practice.packet_files import zip_of
from planner.services.practice.packet_jobs import claim, contents
from planner.tasks import packets, printing
from planner.tasks.packets import print_packets
from tests.documents.households import flat_pages
from tests.households import user
from tests.packets import ALL, SHEETS, book, fresh, steps
from tests.practices import engage

pytestmark = pytest.mark.django_db


@pytest.fixture
def oaks(tmp_path, settings):
    settings.PACKETS_DIR = tmp_path
    return book()


@pytest.fixture
def batches_of_one(monkeypatch):
    """Each client is handed over, and marked as done, before the next."""
    monkeypatch.setattr(packets, "_TOGETHER", 1)
    monkeypatch.setattr(packets, "_AHEAD", 0)


def switched_off_at(number, monkeypatch):
    """End the process when it begins to print client ``number``."""
    printed: list[HouseholdRecords] = []

    def until(order, clients):
        if len(printed) + 1 == number:
            raise SystemExit
        printed.extend(clients)
        return original(order, clients)

    original = printing.print_clients
    monkeypatch.setattr(packets, "print_clients", until)
    return printed


def unpacked(job):
    with ZipFile(zip_of(fresh(job))) as packed:
        assert packed.testzip() is None
        return {name: packed.read(name) for name in packed.namelist()}


def test_each_client_has_a_folder_and_whatever_is_not_there_is_named(oaks):
    Engagement.objects.filter(pk=oaks.clients[0].pk).update(reference="C/7")
    job = oaks.ask(ALL, of=oaks.clients[:3])
    print_packets.call(job.pk)
    assert fresh(job).state == JobState.DONE
    found = unpacked(job)
    _, cleo, nobody = steps(job)
    folder = f"the-garcias-c7-{oaks.clients[0].pk}/"
    assert sorted(name.removeprefix(folder) for name in found if folder in name) == [
        "basis-statement-ana-p1.pdf",
        "basis-statement-ben-p2.pdf",
        "cpa-packet-2025.pdf",
        "form-8606-packet-2018-2025.pdf",
        "form-8606-worksheet-2025-ana-aunt-rose-p1.pdf",
        "form-8606-worksheet-2025-ana-p1.pdf",
        "ways-out-2025.pdf",
    ]
    assert all(found[name].startswith(b"%PDF") for name in found if name.endswith(".pdf"))
    assert nobody.problem == printing.NOTHING
    assert nobody.files == []
    said = found["contents.txt"].decode()
    assert f"Nobody yet\n  NOT PRINTED: {printing.NOTHING}" in said
    assert "Cleo: no Form 8606 is due for 2025, so there is no worksheet." in said
    assert "Nobody is in the household, so there is no CPA packet." in said
    assert "Cleo: no way out is chosen for 2025, so there are no letters." in said
    assert cleo.problem == ""


def test_each_paper_is_the_one_that_is_printed_alone(oaks):
    Practice.objects.update(name="Oaks & Co", contact_line="555 0100", disclaimer="No advice.")
    job = oaks.ask([PacketKind.WORKSHEETS, PacketKind.BASIS, PacketKind.CPA])
    print_packets.call(job.pk)
    found = unpacked(job)
    letterhead = letterhead_from(Practice.objects.get(pk=oaks.oaks.practice.pk))
    today = timezone.localdate()
    for step in (steps(job)[0], steps(job)[3]):
        records = household_records(step.engagement.home, with_papers=True, with_dismissals=True)
        facts = records.facts
        (person, ben) = facts.people
        own, inherited = (one for one in ledger(facts, person) if one.year == 2025)
        folder = packet_files.client_folder(step)
        for name, alone in {
            "form-8606-worksheet-2025-ana-p1": year_pdf(person, own, letterhead=letterhead),
            "form-8606-worksheet-2025-ana-aunt-rose-p1": year_pdf(
                person, inherited, letterhead=letterhead
            ),
            "basis-statement-ben-p2": basis_statement_pdf(
                facts, ben, prepared=today, letterhead=letterhead
            ),
            "cpa-packet-2025": cpa_packet_pdf(
                cpa_packet(records, 2025, today), home="The Garcias", letterhead=letterhead
            ),
        }.items():
            assert found[f"{folder}/{name}.pdf"] == alone, name


def test_a_client_that_cannot_be_printed_takes_no_other_along(oaks, monkeypatch):
    def broken(client):
        if client.facts.name == "Cleo <b>":
            raise ZeroDivisionError
        return original(client)

    original = printing._PAPERS[PacketKind.WORKSHEETS]
    monkeypatch.setitem(printing._PAPERS, PacketKind.WORKSHEETS, broken)
    monkeypatch.setattr(printing._log, "exception", lambda words: None)
    job = oaks.ask()
    print_packets.call(job.pk)
    first, cleo, *_ = steps(job)
    assert fresh(job).state == JobState.DONE
    assert (cleo.files, cleo.problem) == ([], printing.OUR_FAULT)
    assert first.files
    assert (
        f"Cleo <b>\n  NOT PRINTED: {printing.OUR_FAULT}" in unpacked(job)["contents.txt"].decode()
    )


def test_a_client_who_left_meanwhile_is_not_printed(oaks):
    job = oaks.ask()
    close(oaks.clients[0], by="Ana", now=timezone.now())
    print_packets.call(job.pk)
    assert steps(job)[0].problem == packet_jobs.GONE
    assert not [
        name for name in unpacked(job) if name.startswith(f"the-garcias-{steps(job)[0].pk}")
    ]


# --- Restarts ------------------------------------------------------------------------------------


@pytest.mark.parametrize("number", [1, 3])
def test_a_restart_goes_on_where_it_was(oaks, monkeypatch, batches_of_one, number):
    job = oaks.ask()
    with monkeypatch.context() as patch:
        switched_off_at(number, patch)
        with pytest.raises(SystemExit):
            print_packets.call(job.pk)
    half = fresh(job)
    assert half.state == JobState.WAITING
    assert not zip_of(half).exists(), "half a packet is none"
    assert [step.is_done for step in steps(job)] == [at < number - 1 for at in range(4)]
    rest = switched_off_at(99, monkeypatch)
    print_packets.call(job.pk)
    assert len(rest) == 4 - (number - 1), "what was done is not done again"
    assert fresh(job).state == JobState.DONE
    assert sum(name.endswith(".pdf") for name in unpacked(job)) == 4


def test_a_worker_that_was_killed_says_nothing_and_another_takes_over(oaks, batches_of_one):
    job = oaks.ask()
    now = timezone.now()
    killed = claim(job.pk, now)
    assert killed
    assert claim(job.pk, now + LEASE) is None, "it may still be at work"
    print_packets.call(job.pk)
    assert fresh(job).holder == killed.holder
    PacketJob.objects.update(beat_at=now - LEASE - timedelta(seconds=1))
    print_packets.call(job.pk)
    assert fresh(job).state == JobState.DONE
    whole = zip_of(fresh(job)).read_bytes()
    assert not jobs.is_held(killed, timezone.now())
    assert not jobs.fail(killed, timezone.now())
    jobs.release(killed)
    assert fresh(job).state == JobState.DONE
    assert zip_of(fresh(job)).read_bytes() == whole


def test_papers_that_are_gone_from_the_disk_are_printed_again(oaks, monkeypatch, batches_of_one):
    job = oaks.ask()
    with monkeypatch.context() as patch:
        switched_off_at(3, patch)
        with pytest.raises(SystemExit):
            print_packets.call(job.pk)
    for path in folder_of(fresh(job)).rglob("*.pdf"):
        path.unlink()
    print_packets.call(job.pk)
    assert sum(name.endswith(".pdf") for name in unpacked(job)) == 4


def test_a_job_that_ends_every_worker_is_given_up(oaks):
    job = oaks.ask()
    PacketJob.objects.update(attempts=MOST_ATTEMPTS)
    print_packets.call(job.pk)
    assert fresh(job).state == JobState.FAILED


def test_a_zip_that_cannot_be_written_is_none(oaks, monkeypatch):
    def full(*_, **__):
        raise OSError("No space left on device")

    job = oaks.ask()
    monkeypatch.setattr(packets._log, "exception", lambda *words: None)
    monkeypatch.setattr(ZipFile, "open", full)
    with pytest.raises(OSError, match="No space"):
        print_packets.call(job.pk)
    assert fresh(job).state == JobState.FAILED
    assert not folder_of(fresh(job)).exists()


# --- Cancelling, and the end ---------------------------------------------------------------------


def test_a_cancelled_job_stops_and_leaves_nothing(oaks, monkeypatch, batches_of_one):
    job = oaks.ask()

    def cancelled_after_two(order, clients):
        if len(done) == 2:
            assert cancel(fresh(job), timezone.now())
        done.append(clients)
        return original(order, clients)

    done: list[object] = []
    original = printing.print_clients
    monkeypatch.setattr(packets, "print_clients", cancelled_after_two)
    print_packets.call(job.pk)
    assert len(done) == 3, "the fourth was not begun"
    assert fresh(job).state == JobState.CANCELLED
    assert not folder_of(fresh(job)).exists()
    print_packets.call(job.pk)
    assert fresh(job).state == JobState.CANCELLED
    assert not cancel(fresh(job), timezone.now())


def test_a_cancel_at_the_last_moment_wins(oaks, monkeypatch):
    job = oaks.ask()

    def cancelled_before(*arguments):
        assert cancel(fresh(job), timezone.now())
        return contents(*arguments)

    monkeypatch.setattr(packet_jobs, "contents", cancelled_before)
    print_packets.call(job.pk)
    assert fresh(job).state == JobState.CANCELLED
    assert not folder_of(fresh(job)).exists()


def test_what_is_done_long_enough_is_deleted(oaks, capsys):
    job = oaks.ask()
    print_packets.call(job.pk)
    folder = folder_of(fresh(job))
    assert [path.name for path in folder.iterdir()] == ["packets.zip"]
    assert drop_old(PacketJob, timezone.now() + timedelta(days=13)) == 0
    PacketJob.objects.update(finished_at=timezone.now() - timedelta(days=15))
    call_command("purge")
    assert "Dropped 1 packet" in capsys.readouterr().out
    assert not folder.exists()
    assert not PacketJob.objects.exists()


# --- The worker ----------------------------------------------------------------------------------


def test_a_worker_that_starts_goes_on_with_what_is_unfinished(oaks):
    waits, runs, ended = oaks.ask(), oaks.ask(), oaks.ask()
    claim(runs.pk, timezone.now() - LEASE - timedelta(seconds=1))
    cancel(ended, timezone.now())
    call_command("work")
    states = [fresh(job).state for job in (waits, runs, ended)]
    assert states == [JobState.DONE, JobState.DONE, JobState.CANCELLED]


@pytest.mark.django_db(transaction=True)
@pytest.mark.slow
def test_the_worker_of_production_prints_with_two_processes(oaks, settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    settings.PACKET_PROCESSES = 2
    job = oaks.ask(SHEETS)
    print_packets.enqueue(job.pk)
    assert fresh(job).state == JobState.WAITING
    call_command("work", batch=True)
    assert fresh(job).state == JobState.DONE
    assert sum(name.endswith(".pdf") for name in unpacked(job)) == 4
    assert connections["default"].is_usable()


def test_a_letter_about_december_31_says_the_dollars_of_the_board(oaks, monkeypatch):
    """The demo: line 9 of 89,487 less basis of 29,018 is 60,469, all of it Daniel’s."""
    today = date(2026, 11, 22)
    monkeypatch.setattr(timezone, "localdate", lambda *_: today)
    home = store_new(owner=user("rivera"), fact=demo_facts(), summary="Imported")
    client = engage(oaks.oaks.practice, home)
    job = oaks.ask([PacketKind.DECEMBER], of=[client, oaks.clients[2]], year=2026)
    print_packets.call(job.pk)
    rivera, nobody = steps(job)
    assert rivera.files == ["december-31-letter-2026.pdf"]
    assert nobody.remarks == ["Nothing has to move by December 31, 2026, so there is no letter."]
    [content] = [found for name, found in unpacked(job).items() if name.endswith(".pdf")]
    said = " ".join(flat_pages(content))
    assert "Move exactly $60,469 out of the IRAs of Daniel Rivera by December 31, 2026." in said
    assert "IRAs of Maya" not in said
    assert str(oaks.oaks.practice) in said
    work_out([client.pk], 2026, today)
    board = ClientState.objects.get(client=client, person__name="Daniel Rivera")
    assert board.to_move == 60_469
