"""An Office file as a package (ECMA-376, part 2): parts, their types, and what leads from one to another.

Everything is read as XML, with entities, DTDs and the network off, and written anew, so that no encoding, entity or
comment shows one program something else than another.
"""

import collections
import io
import posixpath
import re
import struct
import zipfile
import zlib

from lxml import etree

from common.file_checks.findings import Finding, Refused

MOST_PARTS = 5000
MOST_BYTES = 100_000_000
MOST_GROWTH = 200  # times; a part of a real document grows 10 to 40 times
SMALL = 1_000_000
TYPES = "[Content_Types].xml"
RUNNING = re.compile(r"vbaproject|vbadata|/activex/|macrosheets/|\.(exe|dll|js|vbs|ps1|bat|cmd|scr|lnk)$")
PLAIN_DATE = (1980, 1, 1, 0, 0, 0)
Relation = collections.namedtuple("Relation", "id kind target is_external element")


def parsed(data):
    """Return the root of a part; raises Refused where it is no XML, or has a document type."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Refused(Finding("office_damaged")) from error
    if root.getroottree().docinfo.doctype:
        raise Refused(Finding("office_damaged"))
    return root


def local(element):
    return etree.QName(element).localname


# What the library raises at an archive whose bytes are wrong.
DAMAGED = (
    zipfile.BadZipFile, zlib.error, struct.error, NotImplementedError, EOFError, KeyError, RuntimeError, ValueError,
    OverflowError, OSError,
)  # fmt: skip


class Package:
    """The parts of a file by their name."""

    def __init__(self, data):
        try:
            self.archive = zipfile.ZipFile(io.BytesIO(data))
        except DAMAGED as error:
            raise Refused(Finding("office_damaged")) from error
        self.names = [part.filename for part in self.archive.infolist() if not part.filename.endswith("/")]
        self._check()
        self.trees, self.replaced = {}, {}
        self.types = self._types() if TYPES in self.names else {}

    def _check(self):
        parts = self.archive.infolist()
        if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_BYTES or any(map(_is_bomb, parts)):
            raise Refused(Finding("office_bomb"))
        if any(part.flag_bits & 1 for part in parts):
            raise Refused(Finding("office_locked"))
        if len({name.lower() for name in self.names}) < len(self.names):
            raise Refused(Finding("office_damaged"))  # two parts of one name: programs differ in which they read
        if any(RUNNING.search(name.lower()) for name in self.names):
            raise Refused(Finding("office_macros"))

    def _types(self):
        defaults, types = {}, {}
        for element in self.tree(TYPES):
            kind = element.get("ContentType", "")
            if "macroenabled" in kind.lower() or "vbaproject" in kind.lower():
                raise Refused(Finding("office_macros"))
            if local(element) == "Default":
                defaults[element.get("Extension", "").lower()] = kind
            else:
                types[element.get("PartName", "").removeprefix("/")] = kind
        return {name: types.get(name) or defaults.get(name.rpartition(".")[2].lower(), "") for name in self.names}

    def read(self, name):
        try:
            return self.archive.read(name)
        except DAMAGED as error:
            raise Refused(Finding("office_damaged")) from error

    def tree(self, name):
        if name not in self.trees:
            self.trees[name] = parsed(self.read(name))
        return self.trees[name]

    def is_xml(self, name):
        return self.types.get(name, "").endswith("xml") or name.endswith((".xml", ".rels", ".vml"))

    def relations(self, name):
        """Return what leads on from a part, or from the package where the name is empty."""
        rels = rels_of(name)
        if rels not in self.names:
            return []
        return [_relation(element, name) for element in self.tree(rels) if isinstance(element.tag, str)]

    def write(self, kept, types):
        """Return the file with the parts of `kept` alone; `types` says what they are."""
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            _put(archive, TYPES, etree.tostring(_types_tree(types), xml_declaration=True, encoding="UTF-8"))
            for name in ("", *kept):
                rels = rels_of(name)
                if rels in self.names and len(self.tree(rels)):
                    _put(archive, rels, self.as_written(rels))
                if name:
                    _put(archive, name, self.as_written(name))
        return out.getvalue()

    def as_written(self, name):
        if self.is_xml(name):
            return etree.tostring(self.tree(name), xml_declaration=True, encoding="UTF-8", standalone=True)
        return self.replaced.get(name) or self.read(name)


def rels_of(name):
    folder, _slash, file = name.rpartition("/")
    return posixpath.join(folder, "_rels", f"{file}.rels")


def _relation(element, name):
    target = element.get("Target", "")
    is_external = element.get("TargetMode", "").lower() == "external"
    if not is_external:
        folder = posixpath.dirname(name)
        target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
    kind = element.get("Type", "").rstrip("/").rpartition("/")[2].lower()
    return Relation(element.get("Id", ""), kind, target, is_external, element)


def _is_bomb(part):
    return part.file_size > SMALL and part.file_size > MOST_GROWTH * max(part.compress_size, 1)


def _types_tree(types):
    space = "http://schemas.openxmlformats.org/package/2006/content-types"
    root = etree.Element(f"{{{space}}}Types", nsmap={None: space})
    rels = "application/vnd.openxmlformats-package.relationships+xml"
    etree.SubElement(root, f"{{{space}}}Default", Extension="rels", ContentType=rels)
    for name, kind in types.items():
        etree.SubElement(root, f"{{{space}}}Override", PartName=f"/{name}", ContentType=kind)
    return root


def _put(archive, name, data):
    archive.writestr(zipfile.ZipInfo(name, PLAIN_DATE), data, zipfile.ZIP_DEFLATED)
