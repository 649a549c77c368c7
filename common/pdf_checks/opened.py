"""A PDF that several checks look into."""

import dataclasses
import functools
import re
from pathlib import Path

import pikepdf

from common.pdf.fixup import live_marks, walk


@dataclasses.dataclass
class Opened:
    """A PDF and what several checks ask of it."""

    pdf: pikepdf.Pdf
    source: bytes | str | Path

    @functools.cached_property
    def elements(self):
        root = self.pdf.Root.get("/StructTreeRoot")
        return list(walk(root)) if root is not None else []

    @functools.cached_property
    def xmp(self):
        metadata = self.pdf.Root.get("/Metadata")
        return metadata.read_bytes().decode("utf-8", "replace") if metadata is not None else ""

    @functools.cached_property
    def live(self):
        return live_marks(self.elements)

    @functools.cached_property
    def headings(self):
        return [int(str(element.S)[2]) for element, _path in self.elements if re.fullmatch("/H[1-6]", str(element.S))]

    def tagged(self, name):
        """Return the elements of one kind."""
        return [element for element, _path in self.elements if str(element.S) == f"/{name}"]
