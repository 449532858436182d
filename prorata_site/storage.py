"""Where static files are kept once collected."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """Name each file after its contents, with DEBUG on too.

    Django falls back to plain names there; a developer would then look at another caching than
    visitors get.
    """

    # The signature is that of Django's hashing mixin, which its storage base class does not share.
    def url(self, name: str, force: bool = True) -> str:  # type: ignore[override]  # noqa: FBT001, FBT002
        """Return the hashed address."""
        return super().url(name, force)
