"""Word, Excel and PowerPoint files: what a reader would not see is refused with its place, or taken out.

ECMA-376. Parts that nothing leads to, and metadata, are always left behind.
"""

import dataclasses
import io

import msoffcrypto
import olefile

from common.file_checks import office_alternatives, office_excel, office_slides, office_word
from common.file_checks.findings import Finding, Refused, Sound
from common.file_checks.jpegs import bare_jpeg
from common.file_checks.office_package import Package
from common.file_checks.office_relations import cut, fate_of, is_left_over, named_in
from common.file_checks.pngs import bare_png
from common.file_checks.process import answer

OLE = b"\xd0\xcf\x11\xe0"
# Kind of the main part: what the file is, who looks into it, and the type it is stored with.
FAMILIES = {
    "wordprocessingml.document.main+xml": ("docx", office_word),
    "wordprocessingml.template.main+xml": ("docx", office_word),
    "spreadsheetml.sheet.main+xml": ("xlsx", office_excel),
    "spreadsheetml.template.main+xml": ("xlsx", office_excel),
    "presentationml.presentation.main+xml": ("pptx", office_slides),
    "presentationml.slideshow.main+xml": ("pptx", office_slides),
    "presentationml.template.main+xml": ("pptx", office_slides),
}
AS_STORED = {"docx": "document.main", "xlsx": "sheet.main", "pptx": "presentation.main"}
MOST_FINDINGS = 6


def check(data, asked):
    """Return an Office file without metadata; raises Refused for what a reader would not see.

    `hidden` says what becomes of that: "refuse", "take_out" where the person asked for it, or "leave" where nothing of
    the file is kept. What cannot be taken out safely is refused in any case.
    """
    if data.startswith(OLE):
        raise Refused(Finding(_kind_of_old(data)))
    package = Package(data)
    main, key, family = _main_part(package)
    hidden = asked.get("hidden", "refuse")
    findings, kept = _look(package, family)
    if hidden == "take_out" and findings and all(finding.can_go for finding in findings):
        _take_out(package, family, kept)
        findings, kept = _look(package, family)
    if findings and not (hidden == "leave" and all(finding.can_go for finding in findings)):
        raise Refused(*findings[:MOST_FINDINGS])
    family.take_out_traces(package, kept)
    types = {name: package.types[name] for name in kept}
    types[main] = _as_stored(types[main], key)
    _bare_pictures(package, kept)
    return Sound(package.write(kept, types), key)


def _main_part(package):
    for relation in package.relations(""):
        kind = package.types.get(relation.target, "")
        for ending, (key, family) in FAMILIES.items():
            if relation.kind == "officedocument" and kind.endswith(ending):
                return relation.target, key, family
    is_open_document = "mimetype" in package.names
    raise Refused(Finding("office_other" if is_open_document or package.types else "not_office"))


def _as_stored(kind, key):
    """A house template is stored as the document that it is."""
    for other in ("template.main", "slideshow.main"):
        kind = kind.replace(other, AS_STORED[key])
    return kind


def _look(package, family):
    """Follow what leads on, drop traces, and return (findings, names of the parts that are shown)."""
    findings, kept, waiting = {}, {}, [""]
    while waiting:
        name = waiting.pop()
        relations = package.relations(name)
        named = named_in(package, name) if relations else None
        for relation in relations:
            fate = fate_of(relation, package)
            if fate == "drop" or (fate == "keep" and is_left_over(relation, named)):
                cut(package, name, relation)
            elif fate != "keep":
                findings[fate, name] = True
            elif not relation.is_external and relation.target not in kept:
                kept[relation.target] = True
                waiting.append(relation.target)
    found = [_placed(fate, family.where(package, kept, part)) for fate, part in findings]
    return list(dict.fromkeys([*found, *family.find(package, kept), *office_alternatives.find(package, kept)])), kept


def _placed(finding, where):
    """Return a finding with its place in words of the reader: a sheet, a slide."""
    place, name = where
    return finding if finding.name else dataclasses.replace(finding, place=place, name=name)


def _take_out(package, family, kept):
    for name in ("", *kept):
        for relation in package.relations(name):
            if isinstance(fate_of(relation, package), Finding):
                cut(package, name, relation)
    family.take_out(package, kept)
    office_alternatives.take_out(package, kept)


def _bare_pictures(package, kept):
    for name in kept:
        kind = package.types[name]
        if kind.startswith("image/") and not package.is_xml(name):
            package.replaced[name] = bare_png(bare_jpeg(package.read(name)))


def _kind_of_old(data):
    """Return what an OLE file is: locked, an e-mail, or of an Office before 2007."""
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as file:
            if file.exists("__properties_version1.0"):
                return "email"
        office = msoffcrypto.OfficeFile(io.BytesIO(data))
        return "office_locked" if office.is_encrypted() else "office_old"
    except Exception:  # both readers raise whatever a broken file makes them stumble over
        return "not_office"


if __name__ == "__main__":
    answer(check)
