"""The boxes of a paper as plain values, in a household file and in the database, and back."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal

from planner.engine.json_node import Node, quoted
from planner.engine.papers.boxes import Box, boxes
from planner.engine.papers.codes import signs
from planner.engine.papers.paper import FORMS, BoxValue, FormName, Paper

type Plain = dict[str, str | bool | int]

LONGEST_TEXT = 10
_STATE = re.compile("[A-Z]{2}")


def read_papers(person: Node, accounts: Mapping[str, object]) -> tuple[Paper, ...]:
    """The papers of a person who has ``accounts``, in the order of the file."""
    found = [_paper(node, accounts) for node in person.children("papers")]
    return tuple(paper for paper in found if paper)


def _paper(node: Node, accounts: Mapping[str, object]) -> Paper | None:
    form = _form(node)
    year, account = node.year("year", required=True), node.text("account")
    custodian, corrected = node.text("custodian"), node.flag("corrected") or False
    if account and account not in accounts:
        node.problem("account", f"names no account: {quoted(account)}")
    inside = node.child("boxes")
    values = read_boxes_of(form, inside) if form and inside else {}
    node.end()
    if not (form and year):
        return None
    return Paper(
        form=form,
        year=year,
        account=account,
        custodian=custodian,
        corrected=corrected,
        boxes=values,
    )


def _form(node: Node) -> FormName | None:
    found = node.choice("form", FORMS)
    return next((form for form in FORMS if form == found), None)


def read_boxes_of(form: FormName, node: Node) -> dict[str, BoxValue]:
    """What stands in the boxes of a ``form``, in its order; problems are noted in ``node``."""
    found: dict[str, BoxValue] = {}
    for key, box in boxes(form).items():
        if node.has(key):
            value = _READS[box.kind](node, box)
            if value is not None and value != "" and value is not False:
                found[key] = value
    node.end()
    return found


def _choice(node: Node, box: Box) -> str:
    return node.choice(box.key, box.options)


def _text(node: Node, box: Box) -> str:
    """A code or a state; long text is refused, so that no number of an account slips in."""
    text = node.text(box.key).strip().upper()
    if len(text) > LONGEST_TEXT:
        node.problem(box.key, f"is longer than {LONGEST_TEXT} characters")
        return ""
    return text


def _state(node: Node, box: Box) -> str:
    text = _text(node, box)
    if text and not _STATE.fullmatch(text):
        node.problem(box.key, f"is {quoted(text)}; write the two letters of the state")
        return ""
    return text


_READS: Mapping[str, Callable[[Node, Box], BoxValue | None]] = {
    "dollars": lambda node, box: node.amount(box.key),
    "flag": lambda node, box: node.flag(box.key),
    "codes": lambda node, box: "".join(signs(_text(node, box))),
    "text": _state,
    "choice": _choice,
    "code": _text,
    "date": lambda node, box: node.day(box.key),
    "year": lambda node, box: node.year(box.key),
}


def plain_boxes(paper: Paper) -> Plain:
    """The boxes of ``paper`` in the order of the form, as JSON takes them."""
    return {key: _plain(paper.boxes[key]) for key in boxes(paper.form) if key in paper.boxes}


def _plain(value: BoxValue) -> str | bool | int:
    if isinstance(value, Decimal):
        return str(int(value)) if value == int(value) else f"{value:.2f}"
    return value.isoformat() if isinstance(value, date) else value


def boxes_of(form: FormName, plain: Plain) -> dict[str, BoxValue]:
    """What ``plain_boxes`` wrote, read back."""
    return read_boxes_of(form, Node(dict(plain), "boxes", []))
