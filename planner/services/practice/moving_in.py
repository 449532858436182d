"""A practice that comes from elsewhere: all of its ZIP becomes a new practice, or nothing."""

import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO, Final
from zipfile import BadZipFile, ZipFile

from django.core.exceptions import ValidationError
from django.db import transaction

from planner.engine.household import Household as Facts
from planner.engine.household_reading import RefusedError
from planner.models import Practice, Staff, User
from planner.services.households.imports import read_file
from planner.services.households.storing import store_client
from planner.services.practice.practices import found_practice, save_practice

FORMAT: Final = "prorata-practice/1"
INDEX: Final = "practice.json"
LOGO: Final = "logo.png"

_MOST_CLIENTS: Final = 20_000
_LARGEST_INDEX: Final = 32 * 2**20
_LARGEST_HOUSEHOLD: Final = 4 * 2**20
"""Bytes, unpacked: what is larger is not read to its end, so that no bomb goes off."""

_MOST_PROBLEMS: Final = 50
_ASKED: Final = ("name", "requires_second_factor", "idle_minutes", "contact_line", "disclaimer")


@dataclass(frozen=True, slots=True)
class _Client:
    """Which member of the ZIP holds a client, and the practice's number for them."""

    file: str
    reference: str


def take_in(*, user: User, source: BinaryIO) -> Staff:
    """The practice in the ZIP, run by ``user``, with its clients, assigned to nobody yet.

    ``RefusedError`` with the reasons where anything of it cannot be kept; nothing is kept then. Its
    staff is not hired: nobody comes to work for a practice without saying so.
    """
    try:
        with ZipFile(source) as file:
            found = _index(file)
            practice, clients = _practice(found), _clients(found)
            if problems := list(_problems(file, clients)):
                raise RefusedError(problems[:_MOST_PROBLEMS])
            return _store(user, practice, file, clients)
    except (BadZipFile, NotImplementedError, EOFError, zlib.error) as error:
        raise RefusedError(["This is not a ZIP file, or it is damaged."]) from error


@transaction.atomic
def _store(user: User, practice: Practice, file: ZipFile, clients: list[_Client]) -> Staff:
    staff = found_practice(user=user, name=practice.name)
    save_practice(practice=staff.practice, **{name: getattr(practice, name) for name in _ASKED})
    for client in clients:
        fact = _household(file, client)
        store_client(staff=staff, fact=fact, reference=client.reference)
    return staff


def _index(file: ZipFile) -> dict[str, Any]:
    text = _text(file, INDEX, _LARGEST_INDEX)
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise RefusedError([f"{INDEX} cannot be read."]) from error
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        raise RefusedError([f"{INDEX} is not in the format {FORMAT}."])
    return found


def _practice(found: dict[str, Any]) -> Practice:
    """What the practice is called and asks, checked as the database would."""
    practice = Practice(**{name: found[name] for name in _ASKED if name in found})
    try:
        practice.clean_fields()
    except ValidationError as error:
        problems = [
            f"{INDEX}: {name}: {' '.join(said)}" for name, said in error.message_dict.items()
        ]
        raise RefusedError(problems) from error
    return practice


def _clients(found: dict[str, Any]) -> list[_Client]:
    """Those of the list; a file or a number that is there twice is refused."""
    listed = found.get("clients")
    if not isinstance(listed, list) or not all(isinstance(one, dict) for one in listed):
        raise RefusedError([f"{INDEX} has no list of clients."])
    if len(listed) > _MOST_CLIENTS:
        raise RefusedError([f"{len(listed):,} clients are more than {_MOST_CLIENTS:,}."])
    clients = [_Client(str(one.get("file", "")), str(one.get("reference", ""))) for one in listed]
    for name, values in (
        ("file", [one.file for one in clients]),
        ("reference", [one.reference for one in clients if one.reference]),
    ):
        if len(set(values)) < len(values):
            raise RefusedError([f"{INDEX} names a {name} twice."])
    return clients


def _problems(file: ZipFile, clients: list[_Client]) -> Iterator[str]:
    """Why clients cannot be kept; each is read and let go again, whatever there are."""
    longest = 40
    for client in clients:
        if len(client.reference) > longest:
            yield f"{client.file}: the number has more than {longest} characters."
        try:
            _household(file, client)
        except RefusedError as refused:
            yield from (f"{client.file}: {problem}" for problem in refused.problems)


def _household(file: ZipFile, client: _Client) -> Facts:
    return read_file(_text(file, client.file, _LARGEST_HOUSEHOLD))


def _text(file: ZipFile, name: str, most: int) -> str:
    """A member as text; refused where it is missing, locked, too large or no text."""
    try:
        with file.open(name) as member:
            content = member.read(most + 1)
    except (KeyError, RuntimeError) as error:
        raise RefusedError([f"{name or 'A file'} is not in the ZIP, or is locked."]) from error
    if len(content) > most:
        raise RefusedError([f"{name} is larger than {most // 2**20} MB."])
    try:
        return content.decode()
    except UnicodeDecodeError as error:
        raise RefusedError([f"{name} is not UTF-8."]) from error
