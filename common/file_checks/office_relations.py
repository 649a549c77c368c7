"""What may lead from one part of an Office file to another, by the last word of its kind."""

from lxml import etree

from common.file_checks.findings import Finding
from common.file_checks.office_package import local
from common.file_checks.pdf_dangers import is_plain_link

SHOWN = """
    officedocument styles theme themeoverride fonttable font numbering settings websettings stylesWithEffects header
    footer footnotes endnotes image hyperlink chart chartex chartstyle chartcolorstyle chartusershapes drawing
    diagramdata diagramlayout diagramquickstyle diagramcolors diagramdrawing
    worksheet chartsheet sharedstrings sheetmetadata table vmldrawing ctrlprop rdrichvalue rdrichvaluestructure
    rdrichvaluetypes rdarray richstyles rdsupportingpropertybag rdsupportingpropertybagstructure rdrichvaluewebimage
    featurepropertybag legacydiagramtext
    slide slidelayout slidemaster notesmaster handoutmaster presprops viewprops tablestyles hdphoto svg
"""
TRACES = """
    core-properties extended-properties custom-properties thumbnail customxml customxmlprops printersettings people
    person glossarydocument calcchain attachedtoolbars extensibility keymapcustomizations tags commentauthors authors
    changesinfo revisioninfo origin custom-property classificationlabels labelinfo documenttasks tasks commentsids
    commentsextended commentsextensible
"""
COMMENTS = dict.fromkeys(("comments", "threadedcomment"), "office_comments")
PARTS = COMMENTS | {
    "notesslide": "slide_notes",
    "oleobject": "office_embedded",
    "package": "office_embedded",
    "control": "office_embedded",
    "activexcontrolbinary": "office_embedded",
    "afchunk": "office_embedded",
    "subdocument": "office_elsewhere",
    "frame": "office_elsewhere",
    "mailmergesource": "office_elsewhere",
    "mailmergeheadersource": "office_elsewhere",
    "attachedtemplate": "office_elsewhere",
    "externallink": "office_elsewhere",
    "externallinkpath": "office_elsewhere",
    "xlpathmissing": "office_elsewhere",
    "connections": "office_elsewhere",
    "querytable": "office_elsewhere",
    "webextension": "office_elsewhere",
    "webextensiontaskpanes": "office_elsewhere",
    "pivottable": "office_pivot",
    "pivotcachedefinition": "office_pivot",
    "pivotcacherecords": "office_pivot",
    "slicer": "office_pivot",
    "slicercache": "office_pivot",
    "powerpivotdata": "office_pivot",
    "revisionheaders": "office_tracked",
    "usernames": "office_tracked",
    "video": "office_media",
    "audio": "office_media",
    "media": "office_media",
}
MACROS = {"vbaproject", "xlmacrosheet", "xlintlmacrosheet", "dialogsheet", "wordvbadata"}
# A part shows these where it names them; one that is not named is left from before, or belonged to what went.
NAMED = "image hyperlink chart chartex drawing header footer worksheet chartsheet slide vmldrawing hdphoto svg"
NAMED = frozenset(f"{NAMED} diagramdata diagramlayout diagramquickstyle diagramcolors".split())
REFERENCES = etree.XPath("//@*[contains(namespace-uri(), '/relationships') or local-name() = 'relid']")
SHOWN, TRACES = frozenset(SHOWN.lower().split()), frozenset(TRACES.split())
CARRIERS = {"object", "graphicFrame", "oleObjects", "controls"}
WRITTEN = ("t", "text")


def named_in(package, name):
    """Return the relations that a part names, or None where it is no XML."""
    return {str(value) for value in REFERENCES(package.tree(name))} if name and package.is_xml(name) else None


def is_left_over(relation, named):
    return named is not None and relation.kind in NAMED and relation.id not in named


def fate_of(relation, package):
    """Return "keep", "drop", or the finding that a relation is."""
    if relation.kind in MACROS:
        return Finding("office_macros")
    if relation.kind in TRACES:
        return "drop"
    if relation.is_external:
        return _fate_of_external(relation)
    if relation.kind in PARTS:
        is_empty = PARTS[relation.kind] in {"office_comments", "slide_notes"} and not _has_words(relation, package)
        return "drop" if is_empty else Finding(PARTS[relation.kind], can_go=relation.kind != "afchunk")
    if relation.kind in SHOWN:
        return "keep" if relation.target in package.names else "drop"
    return Finding("office_unknown", name=relation.kind)


def _fate_of_external(relation):
    """A house template on a drive is only where the document came from: the link to it goes without asking."""
    if relation.kind == "hyperlink" and is_plain_link(relation.target):
        return "keep"
    if relation.kind == "attachedtemplate" and not relation.target.lower().startswith(("http:", "https:", "ftp:")):
        return "drop"
    return Finding("office_elsewhere", can_go=True)


def _has_words(relation, package):
    """Say whether comments or notes hold words of their own; a field, such as a slide's number, is none."""
    if relation.target not in package.names:
        return False
    if relation.kind == "comments" and any(True for _one in package.tree(relation.target).iter("{*}comment", "{*}cm")):
        return True
    texts = package.tree(relation.target).iter(*(f"{{*}}{name}" for name in WRITTEN))
    return any((text.text or "").strip() for text in texts if local(text.getparent()) != "fld")


def cut(package, name, relation):
    """Take a relation out, and what in its part points at it."""
    relation.element.getparent().remove(relation.element)
    if not name or not package.is_xml(name):
        return
    for element in list(package.tree(name).iter("{*}*")):
        for key, value in list(element.attrib.items()):
            if value == relation.id and key.endswith("/relationships}" + key.rpartition("}")[2]):
                _cut_reference(element, key)


def _cut_reference(element, key):
    name, parent = local(element), element.getparent()
    if name == "blip":  # the picture that stands in the file stays, if there is one
        del element.attrib[key]
    elif parent is None:
        return
    elif name == "hyperlink" and len(element) and local(parent) != "hyperlinks":
        unwrap(element)
    else:
        carriers = [one for one in element.iterancestors() if local(one) in CARRIERS]
        remove(carriers[-1] if carriers else element)


def remove(element):
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def remove_everywhere(package, kept, names):
    """Remove the elements of these names from every part that is kept."""
    wanted = [f"{{*}}{name}" for name in names]
    for name in kept:
        if package.is_xml(name):
            for element in list(package.tree(name).iter(*wanted)):
                remove(element)


def unwrap(element):
    """Put what stands in an element in its place."""
    parent = element.getparent()
    at = parent.index(element)
    for step, child in enumerate(list(element)):
        parent.insert(at + step, child)
    parent.remove(element)
