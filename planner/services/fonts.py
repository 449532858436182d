"""Cut the three typefaces down to what Prorata's pages and PDFs print.

The typefaces arrive as ordinary Python packages, so no font file is committed and nothing is
fetched at run time. Screens get variable WOFF2; the PDF gets static TrueType.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path

import fontpkg
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

type AxisLimit = float | tuple[float, float]

STAMP_NAME = ".stamp"
PACKAGES = ("fontpkg-arimo", "fontpkg-fraunces", "fontpkg-public-sans", "fonttools", "brotli")

# Glyphs a typeface does not have are left out without complaint.
PUNCTUATION = "‐‑–—‘’‚“”„†•…‹›⁄\u2007\u2009\u200a\u202f"
SYMBOLS = "½¼¾×÷−±≈≠≤≥€™→←↑↓▸▶▾▼●○✓✗"
CHARACTERS = frozenset(
    {*map(chr, range(0x20, 0x7F)), *map(chr, range(0xA0, 0x100)), *PUNCTUATION, *SYMBOLS}
)

# People's names in the PDF: all of the above and the rest of Latin, Greek, Cyrillic and Hebrew.
_ALPHABETS = ((0x100, 0x250), (0x300, 0x530), (0x590, 0x600), (0x1E00, 0x2000))
NAME_CHARACTERS = CHARACTERS | {chr(code) for span in _ALPHABETS for code in range(*span)}

# Kerning and accents, then: ligatures, fractions, and the two ways to set figures.
FEATURES = ("kern", "mark", "mkmk", "ccmp", "locl", "liga", "calt", "frac", "lnum", "pnum", "tnum")


@dataclass(frozen=True, kw_only=True)
class Recipe:
    """One font file: which typeface, where its axes are fixed or narrowed, in which format."""

    name: str
    family: str
    style: str = "normal"
    axes: Mapping[str, AxisLimit] = field(default_factory=dict)
    characters: frozenset[str] = CHARACTERS

    @property
    def is_static(self) -> bool:
        """Say whether this is plain TrueType for the PDF, and not WOFF2 for the screen."""
        return self.name.endswith(".ttf")


RECIPES = (
    Recipe(name="public-sans.woff2", family="Public Sans", axes={"wght": (400, 700)}),
    Recipe(
        name="fraunces.woff2",
        family="Fraunces",
        axes={"opsz": 72, "SOFT": 0, "WONK": 0, "wght": 560},
    ),
    Recipe(name="arimo-regular.ttf", family="Arimo", axes={"wght": 400}),
    Recipe(name="arimo-bold.ttf", family="Arimo", axes={"wght": 700}),
    Recipe(name="arimo-names.ttf", family="Arimo", axes={"wght": 400}, characters=NAME_CHARACTERS),
    Recipe(name="arimo-italic.ttf", family="Arimo", style="italic", axes={"wght": 400}),
)


def build_fonts(*, folder: Path, force: bool = False) -> list[Path]:
    """Build every font into `folder` and return what was written: nothing if all is current."""
    stamp = folder / STAMP_NAME
    if not force and _is_current(folder):
        return []
    folder.mkdir(parents=True, exist_ok=True)
    written = [_build(recipe, folder) for recipe in RECIPES]
    stamp.write_text(_fingerprint())
    return written


def _is_current(folder: Path) -> bool:
    """Say whether all files are there and were made by this code from these packages."""
    stamp = folder / STAMP_NAME
    complete = all((folder / recipe.name).exists() for recipe in RECIPES)
    return complete and stamp.exists() and stamp.read_text() == _fingerprint()


def _fingerprint() -> str:
    """Return a digest of everything the output depends on."""
    packages = " ".join(f"{package}={version(package)}" for package in PACKAGES)
    return hashlib.sha256(Path(__file__).read_bytes() + packages.encode()).hexdigest()


def _build(recipe: Recipe, folder: Path) -> Path:
    """Write one font; the name appears only when the file is whole."""
    font = _source(recipe)
    # A static cut is named for its weight, which is the name a PDF shows; a range has no one name.
    instantiateVariableFont(font, dict(recipe.axes), inplace=True, updateFontNames=recipe.is_static)
    _subset(font, recipe.characters)
    font.flavor = None if recipe.is_static else "woff2"
    target = folder / recipe.name
    unfinished = target.with_suffix(".part")
    font.save(unfinished)
    return unfinished.replace(target)


def _source(recipe: Recipe) -> TTFont:
    """Open the typeface; its own date is kept, so that the same input gives the same bytes."""
    path = fontpkg.path(recipe.family, style=recipe.style)
    return TTFont(path, recalcTimestamp=False)


def _subset(font: TTFont, characters: frozenset[str]) -> None:
    """Drop the glyphs, features and hints that no page or PDF uses."""
    options = Options()
    options.layout_features = list(FEATURES)
    options.hinting = False
    options.notdef_outline = True
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=[ord(character) for character in characters])
    subsetter.subset(font)
