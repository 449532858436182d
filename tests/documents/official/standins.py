"""Blanks made here, for where the official ones are not at hand: the same numbers, bare pages.

They have what the checks look at and nothing else: a title, a foot with the year, a number left of
each box and a few words left of the number.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cache
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from planner.engine.layouts import form_layout

_ROW = 24
_TOP = 640


@dataclass(frozen=True)
class Row:
    """A line as it is printed: its number, its words, and its boxes from the left."""

    number: str
    words: str
    page: int
    boxes: tuple[tuple[float, float], ...]
    field: str
    kind: str = "/Tx"


@dataclass(frozen=True)
class Plan:
    """What a stand-in prints and where; a test changes what it is about."""

    rows: list[Row]
    title: str = "Nondeductible IRAs"
    feet: tuple[str, ...] = ()
    name: str = "Name. If married, see instructions."
    ssn: str = "Your social security number"
    is_tagged: bool = True
    fields: dict[str, str] = field(default_factory=dict)


def plan(year: int = 2025) -> Plan:
    """The lines of a year's form, in two columns of boxes as the year has them."""
    layout = form_layout(year)
    rows = [
        Row(
            line.number,
            f"{line.number} words before, {line.says.format(year=year)}. And words after",
            line.page,
            _boxes(line.kind, with_cents=layout.cents_column),
            f"f{line.page}_{at:02d}",
        )
        for at, line in enumerate(layout.lines, start=9)
    ]
    return Plan(rows, feet=(f"Form 8606 ({year})",) * 2)


def _boxes(kind: str, *, with_cents: bool) -> tuple[tuple[float, float], ...]:
    if kind == "ratio":
        return ((510, 524), (531, 560))
    return ((504, 554), (555, 576)) if with_cents else ((504, 576),)


def changed(number: str, *, printed: str = "", **changes: object) -> Callable[[Plan], Plan]:
    """A change of one line, which may be printed with another number."""
    changes["number"] = printed or number

    def change(found: Plan) -> Plan:
        rows = [
            replace(row, **changes) if row.number == number else row  # type: ignore[arg-type]
            for row in found.rows
        ]
        return replace(found, rows=rows)

    return change


@cache
def standin(year: int = 2025) -> bytes:
    return drawn(plan(year))


def drawn(found: Plan, *, pages: int = 2) -> bytes:
    """The PDF of a plan."""
    with pikepdf.new() as pdf:
        font = pdf.make_indirect(
            Dictionary(
                Type=Name.Font,
                Subtype=Name.Type1,
                BaseFont=Name.Helvetica,
                Encoding=Name.WinAnsiEncoding,
            )
        )
        structure = _structure(pdf) if found.is_tagged else None
        fields = [
            one
            for number in range(1, pages + 1)
            for one in _page(pdf, found, number, font, structure)
        ]
        if fields:
            pdf.Root.AcroForm = Dictionary(
                Fields=Array(fields),
                DA=String("/Helv 0 Tf 0 g"),
                DR=Dictionary(Font=Dictionary(Helv=font)),
                XFA=Array([String("preamble"), pdf.make_stream(b"<xdp/>")]),
                SigFlags=2,
                NeedAppearances=True,
            )
        pdf.Root.Perms = Dictionary(UR3=Dictionary(Type=Name.Sig))
        pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([])))
        out = BytesIO()
        pdf.save(out, deterministic_id=True)
        return out.getvalue()


def _structure(pdf):
    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    contents = [pdf.make_indirect(Array()) for _ in range(2)]
    root.ParentTree = pdf.make_indirect(Dictionary(Nums=Array([0, contents[0], 1, contents[1]])))
    root.K = Array()
    pdf.Root.StructTreeRoot = root
    pdf.Root.MarkInfo = Dictionary(Marked=True)
    return root


def _page(pdf, found, number, font, structure):
    rows = [row for row in found.rows if row.page == number]
    page = pdf.add_blank_page(page_size=(612, 792))
    shown = [*_frame(found, number), *_printed(rows)]
    page.obj.Resources = Dictionary(Font=Dictionary(F1=font))
    page.obj.Contents = pdf.make_stream(b"\n".join(shown))
    page.obj.Annots = Array()
    boxes = [*_head()] if number == 1 else []
    for at, row in enumerate(rows):
        boxes += _boxes_of(row, _TOP - _ROW * at, found.fields)
    if structure is not None:
        page.obj.StructParents = number - 1
    return [_widget(pdf, page, box, structure) for box in boxes]


def _head():
    yield _Field("f1_01", (36, 684, 460, 698), Q=0)
    yield _Field("f1_02", (462, 684, 576, 698), MaxLen=11)
    yield _Field("c1_1", (568, 664, 576, 672), FT="/Btn")


def _boxes_of(row, bottom, texts):
    for place, (left, right) in enumerate(row.boxes):
        name = row.field + ("_part" if place else "")
        limit = {"MaxLen": 1} if len(row.boxes) > 1 and right - left < 16 else {}
        more = {"V": String(texts[name])} if name in texts else {}
        yield _Field(name, (left, bottom, right, bottom + 12), FT=row.kind, Q=2, **limit, **more)


def _frame(found, number):
    yield _text(36, 740, found.title if number == 1 else f"Page {number}")
    if found.feet[number - 1 :]:
        yield _text(500, 20, found.feet[number - 1])
    if number == 1:
        yield _text(36, 701, found.name)
        yield _text(464.8, 701, found.ssn)


def _printed(rows):
    for at, row in enumerate(rows):
        base = _TOP - _ROW * at + 2.5
        yield _text(64, base + 10, row.words)
        yield _text(485, base, row.number)


def _text(left, base, text):
    shown = text.encode("cp1252").replace(b"(", rb"\(").replace(b")", rb"\)")
    return b"BT /F1 9 Tf 1 0 0 1 %.2f %.2f Tm (%s) Tj ET" % (left, base, shown)


def _widget(pdf, page, box, structure):
    widget = pdf.make_indirect(
        Dictionary(
            Type=Name.Annot,
            Subtype=Name.Widget,
            T=String(box.name),
            Rect=Array(list(box.rect)),
            DA=String("/Helv 8.00 Tf 0.000 0.000 0.502 rg"),
            P=page.obj,
            F=4,
            **box.more,
        )
    )
    page.obj.Annots.append(widget)
    if structure is not None:
        number = 2 + len(structure.K)
        element = pdf.make_indirect(Dictionary(S=Name.Form, P=structure, Pg=page.obj))
        element.K = Dictionary(Type=Name.OBJR, Obj=widget)
        structure.K.append(element)
        widget.StructParent = number
        structure.ParentTree.Nums.append(number)
        structure.ParentTree.Nums.append(element)
    return widget


class _Field:
    """A field, where it is, and what else its dictionary says."""

    def __init__(self, name, rect, FT="/Tx", **more):  # noqa: N803
        self.name, self.rect = name, rect
        self.more = {"FT": Name(FT), **more}
