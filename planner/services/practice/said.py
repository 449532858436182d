"""What a file of a practice says, taken as the database keeps it or refused with ``ValueError``."""

from datetime import datetime


def words(said: object, longest: int) -> str:
    """Text that every database keeps."""
    if not isinstance(said, str) or len(said) > longest or not is_kept(said):
        raise ValueError("This is no text that can be kept.")
    return said


def is_kept(said: str) -> bool:
    """Whether a database keeps the characters: PostgreSQL knows no NUL, UTF-8 no half of a pair."""
    return "\x00" not in said and said.encode(errors="ignore") == said.encode(errors="replace")


def whole(said: object) -> int:
    """A number as ids are."""
    if not isinstance(said, int) or isinstance(said, bool) or not 0 < said < 2**63:
        raise ValueError("This is no number that can be kept.")
    return said


def moment(said: object) -> datetime:
    """A time with its zone."""
    found = datetime.fromisoformat(words(said, 40))
    if found.tzinfo is None:
        raise ValueError("This time has no zone.")
    return found
