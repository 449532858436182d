"""A practice that leaves with everything, for tests of its ZIP and of what becomes of it."""

from io import BytesIO
from zipfile import ZipFile

from planner.models import Engagement, Practice
from planner.services.households.demo import demo_facts
from planner.services.households.storing import store_unowned
from planner.services.practice.log import told_practice
from planner.services.practice.packet_files import zip_of as file_of
from planner.services.practice.packet_jobs import ask_for_all
from planner.tasks.packets import print_packets
from tests.packets import fresh
from tests.practices import Practices, practices


def practices_with_a_demo() -> Practices:
    """Oaks have a log, and a second client with a life of IRAs whose number might be a formula."""
    found = practices()
    oaks = found.oaks
    told_practice(oaks.practice.pk, oaks.user("principal"), "Founded the practice")
    home = store_unowned(user=oaks.user("principal"), fact=demo_facts(), summary="Begun")
    Engagement.objects.create(practice=oaks.practice, household=home, reference="=12")
    return found


def zip_of(practice: Practice, *, papers: bool = False) -> bytes:
    """What the practice takes away."""
    job = ask_for_all(practice=practice, user=None, by="Zoe", papers=papers)
    print_packets.call(job.pk)
    return file_of(fresh(job)).read_bytes()


def members(content: bytes) -> dict[str, bytes]:
    """What is in a ZIP, by name."""
    with ZipFile(BytesIO(content)) as file:
        assert file.testzip() is None
        return {name: file.read(name) for name in file.namelist()}


def changed(content: bytes, **others: str | bytes | None) -> bytes:
    """The ZIP with some members replaced, by the start of their names; ``None`` leaves one out."""
    made = BytesIO()
    with ZipFile(made, "w", compression=8) as file:
        for name, had in members(content).items():
            key = next((key for key in others if name.startswith(key)), None)
            if (new := others[key] if key else had) is not None:
                file.writestr(name, new)
    return made.getvalue()
