"""What a page of a blank prints, and where: its pieces of text with their places in points.

The operators are those of ISO 32000-1, section 9 (text) and 8.4 (graphics state). Text in fonts
with codes of two bytes is left out: the official blanks set nothing but arrows in them.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any, Final

from pikepdf import Array, Dictionary, Matrix, Page, String, parse_content_stream

_EM: Final = 1000
"""Units of a font to its size."""

_GAP: Final = 0.15
"""Ems between two pieces of text beyond which they are two words."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Text in one go: where it begins and ends, on which line it stands, and how large it is."""

    text: str
    left: float
    right: float
    base: float
    size: float


@dataclass(frozen=True, slots=True)
class _Font:
    widths: dict[int, float]
    is_simple: bool

    def read(self, shown: bytes) -> str:
        return shown.decode("cp1252", "replace") if self.is_simple else ""

    def width(self, code: int) -> float:
        return self.widths.get(code, _EM / 2) / _EM


@dataclass(slots=True)
class _State:
    """What the operators before have set; ``line`` is where the line of text began."""

    ctm: Matrix = field(default_factory=Matrix)
    font: _Font = field(default_factory=lambda: _Font({}, is_simple=False))
    size: float = 1
    of_letters: float = 0
    of_spaces: float = 0
    stretch: float = 1
    leading: float = 0
    rise: float = 0
    line: Matrix = field(default_factory=Matrix)
    text: Matrix = field(default_factory=Matrix)


def pieces(page: Page) -> tuple[Piece, ...]:
    """Every piece of text of ``page``, in the order it is shown; neighbours are joined."""
    return tuple(_joined(_Reader(page).read(page)))


def _joined(found: Iterator[Piece]) -> Iterator[Piece]:
    last = None
    for piece in found:
        if last and last.base == piece.base and _touch(last, piece):
            last = Piece(
                last.text + piece.text,
                last.left,
                piece.right,
                last.base,
                max(last.size, piece.size),
            )
            continue
        if last:
            yield last
        last = piece
    if last:
        yield last


def _touch(left: Piece, right: Piece) -> bool:
    return abs(right.left - left.right) < _GAP * right.size and not left.text.endswith(" ")


class _Reader:
    """Follows the operators of one page."""

    def __init__(self, page: Page) -> None:
        self.state = _State()
        self.saved: list[_State] = []
        fonts = page.resources.get("/Font", Dictionary())
        self.fonts = {str(name): _font(font) for name, font in fonts.items()}
        self.found: list[Piece] = []

    def read(self, page: Page) -> Iterator[Piece]:
        for instruction in parse_content_stream(page):
            follow = _OPERATORS.get(str(instruction.operator))
            if follow:
                follow(self, instruction.operands)
                yield from self.found
                self.found.clear()

    def save(self, _: Any) -> None:
        self.saved.append(replace(self.state))

    def restore(self, _: Any) -> None:
        if self.saved:
            self.state = self.saved.pop()

    def transform(self, operands: Any) -> None:
        self.state.ctm = _matrix(operands) @ self.state.ctm

    def begin(self, _: Any) -> None:
        self.state.line = self.state.text = Matrix()

    def set_font(self, operands: Any) -> None:
        self.state.font = self.fonts.get(str(operands[0]), _Font({}, is_simple=False))
        self.state.size = float(operands[1])

    def set_matrix(self, operands: Any) -> None:
        self.state.line = self.state.text = _matrix(operands)

    def move(self, operands: Any) -> None:
        across, up = float(operands[0]), float(operands[1])
        self.state.line = self.state.text = Matrix(1, 0, 0, 1, across, up) @ self.state.line

    def move_and_lead(self, operands: Any) -> None:
        self.state.leading = -float(operands[1])
        self.move(operands)

    def next_line(self, _: Any) -> None:
        self.move((0, -self.state.leading))

    def show(self, operands: Any) -> None:
        self._show(bytes(operands[0]))

    def show_below(self, operands: Any) -> None:
        self.next_line(())
        self._show(bytes(operands[-1]))

    def show_spaced(self, operands: Any) -> None:
        for item in operands[0]:
            if isinstance(item, String):
                self._show(bytes(item))
            else:
                self._advance(-float(item) / _EM * self.state.size * self.state.stretch)

    def _show(self, shown: bytes) -> None:
        state = self.state
        begin = state.text @ state.ctm
        self._advance(sum(map(self._width, shown)) if state.font.is_simple else 0)
        end = state.text @ state.ctm
        text = state.font.read(shown)
        if text.strip():
            height = abs(state.size * begin.d)
            self.found.append(Piece(text, begin.e, end.e, round(begin.f + state.rise, 2), height))

    def _width(self, code: int) -> float:
        state = self.state
        extra = state.of_letters + (state.of_spaces if code == ord(" ") else 0)
        return (state.font.width(code) * state.size + extra) * state.stretch

    def _advance(self, across: float) -> None:
        self.state.text = Matrix(1, 0, 0, 1, across, 0) @ self.state.text


def _matrix(operands: Any) -> Matrix:
    return Matrix(*(float(one) for one in operands))


def _font(font: Any) -> _Font:
    widths = font.get("/Widths", Array())
    first = int(font.get("/FirstChar", 0))
    return _Font(
        {code: float(width) for code, width in enumerate(widths, start=first)},
        is_simple=font.get("/Subtype") != "/Type0",
    )


def _setting(name: str, scale: float = 1) -> Callable[[_Reader, Any], None]:
    def follow(reader: _Reader, operands: Any) -> None:
        setattr(reader.state, name, float(operands[0]) * scale)

    return follow


_OPERATORS: Final[dict[str, Callable[[_Reader, Any], None]]] = {
    "q": _Reader.save,
    "Q": _Reader.restore,
    "cm": _Reader.transform,
    "BT": _Reader.begin,
    "Tf": _Reader.set_font,
    "Tm": _Reader.set_matrix,
    "Td": _Reader.move,
    "TD": _Reader.move_and_lead,
    "T*": _Reader.next_line,
    "Tj": _Reader.show,
    "'": _Reader.show_below,
    '"': _Reader.show_below,
    "TJ": _Reader.show_spaced,
    "Tc": _setting("of_letters"),
    "Tw": _setting("of_spaces"),
    "Tz": _setting("stretch", 0.01),
    "TL": _setting("leading"),
    "Ts": _setting("rise"),
}
