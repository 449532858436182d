"""The files of a packet job: each written whole or not at all, and packed when all are there."""

import os
import shutil
import uuid
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Final

from django.utils.text import slugify

from planner.models import PacketJob, PacketStep
from planner.services.practice.jobs import folder_of

_ZIP: Final = "packets.zip"

HOUSEHOLD_FILE: Final = "household.json"
"""What the file of a household is called, where all of a practice is taken away."""

type Member = tuple[str, Iterable[bytes]]
"""What a file in a ZIP is called, and its content piece by piece."""


def zip_of(job: PacketJob) -> Path:
    """The finished ZIP; it is there only when it is whole."""
    return folder_of(job) / _ZIP


def write_parts(step: PacketStep, parts: Mapping[str, bytes]) -> None:
    """Put the papers of one client into the job's folder at once, for those of an earlier try."""
    home = _parts_of(step)
    draft = home.with_suffix(f".{uuid.uuid4()}")
    folder_of(step.job).mkdir(mode=0o700, parents=True, exist_ok=True)
    draft.mkdir()
    for name, content in parts.items():
        (draft / name).write_bytes(content)
    shutil.rmtree(home, ignore_errors=True)
    draft.rename(home)


def has_parts(step: PacketStep) -> bool:
    """Whether every paper that was printed for the client is still there."""
    return all((_parts_of(step) / name).is_file() for name in step.files)


def papers_of(step: PacketStep) -> Iterator[Member]:
    """What was printed of a client, each read when it is packed."""
    for name in step.files:
        yield f"{client_folder(step)}/{name}", [(_parts_of(step) / name).read_bytes()]


def pack(job: PacketJob, members: Iterable[Member], at: datetime) -> Path:
    """All of them in one file, under its name only when it is whole; one in memory at a time."""
    draft = folder_of(job) / f"{_ZIP}.{job.holder}"
    draft.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with draft.open("wb") as out:
        with zipfile.ZipFile(out, "w") as packed:
            for name, pieces in members:
                with packed.open(_entry(name, at), "w", force_zip64=True) as member:
                    for piece in pieces:
                        member.write(piece)
        out.flush()
        os.fsync(out.fileno())
    return draft


def client_folder(step: PacketStep) -> str:
    """What the folder of a client is called in every ZIP: name, number there, ours; never twice."""
    said = (slugify(words)[:60].strip("-_") for words in (step.name, step.engagement.reference))
    return "-".join(part for part in (*said, str(step.engagement_id)) if part)


def give_out(job: PacketJob, draft: Path) -> None:
    """Give the whole ZIP its name."""
    draft.replace(zip_of(job))


def drop_parts(job: PacketJob) -> None:
    """Delete what the ZIP was made of."""
    for path in folder_of(job).iterdir():
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)


def _parts_of(step: PacketStep) -> Path:
    return folder_of(step.job) / str(step.pk)


def _entry(name: str, at: datetime) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, at.timetuple()[:6])
    entry.external_attr = 0o600 << 16
    if not name.endswith(".pdf"):  # which is packed by itself
        entry.compress_type = zipfile.ZIP_DEFLATED
    return entry
