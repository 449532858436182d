"""Uploaded files are small and stay in memory; what is too much is counted and thrown away."""

from io import BytesIO
from tempfile import SpooledTemporaryFile
from typing import IO, Any, Final

from django.conf import settings
from django.core.files.uploadedfile import InMemoryUploadedFile, UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

_IN_MEMORY: Final = 8 * 1024 * 1024
"""Bytes of a file that may be larger, until it goes to the disk."""


class SmallFileHandler(FileUploadHandler):
    """Keeps a file up to ``FILE_UPLOAD_MAX_MEMORY_SIZE`` and nothing of one that is larger.

    A route in ``LARGER_UPLOADS`` has a limit of its own. The size of the file says how large it
    was, so that a form can say that it is too large.
    """

    def __init__(self, request: Any = None) -> None:
        """Begin with nothing."""
        super().__init__(request)
        self._kept: IO[bytes] = BytesIO()
        self._size = 0

    def new_file(self, *args: Any, **options: Any) -> None:
        """Forget the file before."""
        super().new_file(*args, **options)
        self._kept = _empty() if self._most > _IN_MEMORY else BytesIO()
        self._size = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:  # noqa: ARG002
        """Keep what there is room for."""
        self._size += len(raw_data)
        if self._size <= self._most:
            self._kept.write(raw_data)
        else:
            self._kept.truncate(0)

    @property
    def _most(self) -> int:
        """Bytes that the route being asked for takes."""
        match = getattr(self.request, "resolver_match", None)
        most: int = settings.LARGER_UPLOADS.get(
            (match and match.url_name) or "", settings.FILE_UPLOAD_MAX_MEMORY_SIZE
        )
        return most

    def file_complete(self, file_size: int) -> "UploadedFile[bytes]":
        """The file; an empty one with its size where it was too large."""
        self._kept.seek(0)
        return InMemoryUploadedFile(
            self._kept,
            self.field_name,
            str(self.file_name),
            str(self.content_type),
            file_size,
            self.charset,
            self.content_type_extra,
        )


def _empty() -> IO[bytes]:
    return SpooledTemporaryFile(_IN_MEMORY)  # the request closes it
