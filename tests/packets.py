"""A practice with clients to print for: the Garcias, worked out by hand, and three more."""

from dataclasses import dataclass

from planner.models import Engagement, PacketJob, PacketKind, PacketStep
from planner.services.practice.packet_jobs import ask_for
from tests.households import user
from tests.ledgers import ana, ben, clean, store
from tests.practices import Firm, engage, firm

ALL = list(PacketKind)
SHEETS = [PacketKind.WORKSHEETS]


@dataclass
class Book:
    """``oaks`` and its clients; its advisor looks after the first two."""

    oaks: Firm
    elms: Firm
    clients: list[Engagement]

    def ask(self, kinds=SHEETS, *, of=None, by="principal", year=2025) -> PacketJob:
        """A job of all clients, or of those given, that nobody has printed yet."""
        clients = self.clients if of is None else of
        return ask_for(staff=self.oaks.staff[by], clients=clients, kinds=kinds, year=year)


def book() -> Book:
    """Ana and Ben; Cleo, who has no form for 2025; somebody with nothing; and their namesakes."""
    oaks, elms = firm("Oaks Advisors"), firm("Elms & Sons")
    owner, advisor = user("client"), oaks.staff["advisor"]
    homes = [
        store(owner, ana(), ben(), name="The Garcias"),
        store(owner, clean(), name="Cleo <b>"),
        store(owner, name="Nobody yet"),
        store(owner, ana(), ben(), name="The Garcias"),
    ]
    mine = [engage(oaks.practice, home, advisor) for home in homes[:2]]
    return Book(oaks, elms, mine + [engage(oaks.practice, home) for home in homes[2:]])


def fresh(job: PacketJob) -> PacketJob:
    """The job as it is stored now."""
    return PacketJob.objects.get(pk=job.pk)


def steps(job: PacketJob) -> list[PacketStep]:
    """Its clients in order."""
    return list(PacketStep.objects.filter(job=job))
