"""A logo is drawn anew: what else was in its file is left behind."""

from io import BytesIO
from typing import Final

from django.core.exceptions import ValidationError
from PIL import Image, UnidentifiedImageError

LARGEST_LOGO: Final = 200 * 1024
_WIDEST, _TALLEST = 1200, 400
_LONGEST_SIDE, _MOST_PIXELS = 8_000, 16_000_000
_DAMAGED: Final = (
    *(UnidentifiedImageError, Image.DecompressionBombError, OSError, SyntaxError),
    *(ValueError, LookupError),
)
"""What Pillow raises; for a header that is cut short it is a ``ValueError``."""


def _opened(content: bytes) -> Image.Image:
    return Image.open(BytesIO(content), formats=("PNG", "JPEG"))


def redrawn(content: bytes) -> bytes:
    """The picture in ``content`` as a PNG; ``ValidationError`` says why there is none."""
    try:
        with _opened(content) as picture:
            picture.verify()
        with _opened(content) as picture:
            if max(picture.size) > _LONGEST_SIDE or picture.width * picture.height > _MOST_PIXELS:
                raise ValidationError("This picture has too many points for a logo.")
            drawn = picture.convert("RGBA")
    except _DAMAGED as error:
        raise ValidationError("This is no PNG or JPEG picture.") from error
    drawn.thumbnail((_WIDEST, _TALLEST))
    kept = BytesIO()
    drawn.save(kept, "PNG", optimize=True)
    if len(kept.getvalue()) > LARGEST_LOGO:
        raise ValidationError("This picture is too detailed for a logo. Choose a simpler one.")
    return kept.getvalue()
