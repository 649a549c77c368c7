"""What the engine may read: the named assets of the project and nothing else.

The engine's own fetcher reads local files and calls any address that text can be made to contain: images, style sheets,
fonts, attachments, colour profiles. Every one of those ways ends in `fetch`.
"""

from pathlib import PurePosixPath

from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from common.pdf import assets


class AddressRefused(ValueError):
    """An address that is not one of our own assets; the engine goes on without it."""


class AssetFetcher(URLFetcher):
    """Serve `asset:` names; refuse everything else, and keep what was refused for whoever wants to know."""

    def __init__(self):
        super().__init__(allowed_protocols=["asset"], allow_redirects=False)
        self.refused = []

    def fetch(self, url, headers=None):
        """Return one asset.

        Raises AddressRefused, on which the engine leaves the thing out, or its own fatal error where one of our
        files is missing: a report without its type or layout is not to be published.
        """
        name = url.removeprefix(assets.SCHEME)
        if name == url or name not in assets.NAMES:
            self.refused.append(url)
            raise AddressRefused(url[:200])
        try:
            body = assets.read(name)
        except assets.AssetMissing as error:
            raise FatalURLFetchingError(name) from error
        return URLFetcherResponse(url, body, {"Content-Type": assets.MEDIA_TYPES[PurePosixPath(name).suffix]})
