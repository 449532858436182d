"""The distribution codes of box 7 of Form 1099-R: what each says, and which two stand together.

``data/papers/codes.toml`` retells Table 1, "Guide to Distribution Codes", of the Instructions for
Forms 1099-R and 5498.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Literal, cast, get_args

from planner.engine.papers.paper import Paper
from planner.engine.toml_reader import Section, parse

type Family = Literal["paid", "direct", "returned", "recharacterized"]
type Whose = Literal["any", "ira", "roth", "plan"]

_FILE = "codes.toml"
_DATA = resources.files("planner.engine") / "data" / "papers" / _FILE
_MOST = 2


@dataclass(frozen=True, slots=True)
class Code:
    """One code. ``of`` is whose form can have it, ``since`` the first year of the code or 0."""

    code: str
    name: str
    means: str
    family: Family
    of: Whose
    since: int


@dataclass(frozen=True, slots=True)
class Codes:
    """All codes by sign, and the pairs that may stand in one box."""

    by_code: Mapping[str, Code]
    pairs: frozenset[frozenset[str]]


@cache
def codes() -> Codes:
    """The codes of the forms since 2018."""
    return read_codes(parse(_DATA.read_text("utf-8"), file=_FILE))


def read_codes(document: Section) -> Codes:
    """The codes in a data file; ``DataFileError`` where it breaks its own rules."""
    document.only("source", "checked", "pairs", "code")
    document.get("source", str)
    section = document.section("code")
    found = {sign: _code(sign, section.section(sign)) for sign in section.values}
    pairs = [frozenset(pair) for pair in document.get("pairs", list)]
    for pair in pairs:
        if len(pair) != _MOST or not pair <= found.keys():
            raise document.error("pairs", f"holds {sorted(pair)}, which are not two codes")
    return Codes(found, frozenset(pairs))


def _code(sign: str, section: Section) -> Code:
    section.only("name", "means", "family", "of", "since")
    return Code(
        code=sign,
        name=section.get("name", str),
        means=section.get("means", str),
        family=cast("Family", _choice(section, "family", get_args(Family.__value__))),
        of=cast("Whose", _choice(section, "of", get_args(Whose.__value__))),
        since=section.get("since", int) if "since" in section.values else 0,
    )


def _choice(section: Section, key: str, options: tuple[str, ...]) -> str:
    """One of ``options``, of which the first goes without saying."""
    found = section.get(key, str) if key in section.values else options[0]
    if found not in options:
        raise section.error(key, f"is {found!r}, which is none of {', '.join(options)}")
    return found


def signs(text: str) -> tuple[str, ...]:
    """The codes in what was typed into box 7, each once: ``"8 j"`` and ``"8J"`` are 8 and J."""
    return tuple(dict.fromkeys(sign for sign in text.upper() if sign not in " ,;/-"))


def codes_problem(text: str, year: int) -> str:
    """Why no form for ``year`` has these codes in box 7; empty where one can."""
    found = signs(text)
    known = codes()
    for sign in found:
        if sign not in known.by_code:
            return f"{sign} is no distribution code"
        if year < known.by_code[sign].since:
            return f"Code {sign} exists since {known.by_code[sign].since}, not for {year}"
    if len(found) > _MOST:
        return "Box 7 holds two codes at most"
    if len(found) == _MOST and frozenset(found) not in known.pairs:
        return f"Codes {found[0]} and {found[1]} never stand together"
    return ""


def codes_of(paper: Paper) -> tuple[Code, ...]:
    """What is known of the codes in box 7 of a Form 1099-R."""
    known = codes().by_code
    return tuple(known[sign] for sign in signs(paper.text("7")) if sign in known)


def family(paper: Paper) -> Family:
    """What the amount of a Form 1099-R is held against; without a code, what was paid."""
    found = (code.family for code in codes_of(paper))
    return next((one for one in found if one != "paid"), "paid")
