"""The typeface in which a blank is filled: ours, put into the file, to look alike anywhere.

Only the characters that are written go in. They are shown by the numbers of their glyphs
(ISO 32000-1, 9.7: a composite font, Identity-H), so that any letter of a name can be.
"""

from dataclasses import dataclass
from functools import cache, lru_cache
from io import BytesIO
from typing import Final

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, String

from planner.documents.assets import static_file

_FONT: Final = "fonts/arimo-names.ttf"
_TABLES: Final = frozenset({"head", "hhea", "maxp", "hmtx", "loca", "glyf", "cmap"})
_NAME: Final = Name("/AAAAAA+Arimo-Regular")
_EM: Final = 1000

CAP_HEIGHT: Final = 0.716
"""Ems from the baseline to the top of a digit."""

_TO_UNICODE: Final = """/CIDInit /ProcSet findresource begin 12 dict begin begincmap
/CMapName /Adobe-Identity-UCS def /CMapType 2 def
1 begincodespacerange <0000> <FFFF> endcodespacerange
{ranges}
endcmap CMapName currentdict /CMap defineresource pop end end"""
_MOST_IN_A_RANGE: Final = 100


@dataclass(frozen=True, slots=True)
class _Glyph:
    number: int
    ems: float


def width(text: str) -> float:
    """How wide ``text`` is, in ems; every character must be one that the typeface has."""
    glyphs = _glyphs()
    return sum(glyphs[character].ems for character in text)


def shown(text: str) -> bytes:
    """``text`` as an operand of the operator that shows it."""
    glyphs = _glyphs()
    return b"<" + b"".join(b"%04X" % glyphs[character].number for character in text) + b">"


def embedded(pdf: Pdf, texts: frozenset[str]) -> Object:
    """A font of ``pdf`` that can show all of ``texts``."""
    used = "".join(sorted(frozenset("".join(texts))))
    descriptor = Dictionary(
        Type=Name.FontDescriptor,
        FontName=_NAME,
        Flags=4,
        FontBBox=Array([-545, -303, 2056, 980]),
        ItalicAngle=0,
        Ascent=905,
        Descent=-212,
        CapHeight=round(CAP_HEIGHT * _EM),
        StemV=80,
        FontFile2=pdf.make_indirect(Stream(pdf, _cut(used))),
    )
    descendant = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType2,
        BaseFont=_NAME,
        CIDSystemInfo=Dictionary(
            Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0
        ),
        FontDescriptor=pdf.make_indirect(descriptor),
        CIDToGIDMap=Name.Identity,
        W=_widths(used),
    )
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.Type0,
            BaseFont=_NAME,
            Encoding=Name("/Identity-H"),
            DescendantFonts=Array([pdf.make_indirect(descendant)]),
            ToUnicode=pdf.make_indirect(Stream(pdf, _to_unicode(used))),
        )
    )


def _widths(used: str) -> Array:
    glyphs = _glyphs()
    found = Array()
    for character in used:
        glyph = glyphs[character]
        found.append(glyph.number)
        found.append(Array([round(glyph.ems * _EM)]))
    return found


def _to_unicode(used: str) -> bytes:
    glyphs = _glyphs()
    pairs = [
        f"<{glyphs[one].number:04X}> <{one.encode('utf-16-be').hex().upper()}>" for one in used
    ]
    spans = [pairs[at : at + _MOST_IN_A_RANGE] for at in range(0, len(pairs), _MOST_IN_A_RANGE)]
    ranges = "\n".join(
        f"{len(one)} beginbfchar\n" + "\n".join(one) + "\nendbfchar" for one in spans
    )
    return _TO_UNICODE.format(ranges=ranges).encode("ascii")


@lru_cache(maxsize=64)
def _cut(used: str) -> bytes:
    """The typeface with no other glyphs than those of ``used``, each at its number."""
    options = Options()
    options.hinting = False
    options.notdef_outline = True
    options.retain_gids = True
    with TTFont(BytesIO(_lean()), lazy=True, recalcTimestamp=False) as font:
        subsetter = Subsetter(options)
        subsetter.populate(text=used)
        subsetter.subset(font)
        del font["cmap"]
        return _saved(font)


@cache
def _lean() -> bytes:
    """The typeface without what only a layout engine reads."""
    with TTFont(static_file(_FONT), recalcTimestamp=False) as font:
        for table in set(font.keys()) - _TABLES - {"GlyphOrder"}:
            del font[table]
        return _saved(font)


def _saved(font: TTFont) -> bytes:
    written = BytesIO()
    font.save(written)
    return written.getvalue()


@cache
def _glyphs() -> dict[str, _Glyph]:
    with TTFont(static_file(_FONT), lazy=True) as font:
        advances, em = font["hmtx"].metrics, font["head"].unitsPerEm
        return {
            chr(code): _Glyph(font.getGlyphID(name), advances[name][0] / em)
            for code, name in font.getBestCmap().items()
        }
