"""Turn the engine's PDF/A-3a into a file that keeps PDF/UA-1 (ISO 14289-1) as well.

The engine tags the page but leaves out what a machine cannot see in it: which way a header cell reads, that running
heads are no part of the text, what a link is called, and the claim itself.
"""

import io
import re

import pikepdf
from pikepdf import Array, Dictionary, Name, String

MARK = re.compile(rb"/\w+\s+<<\s*/MCID (\d+)\s*>>\s*BDC")
ARTIFACT = b"/Artifact <</Type /Pagination>> BDC"
PRINT = 4  # annotation flag, ISO 32000-1 table 165
UA_SCHEMA = (
    b'<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">'
    b"<pdfuaid:part>1</pdfuaid:part></rdf:Description>"
    # PDF/A wants every schema that is not its own described in the file.
    b'<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"'
    b' xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"'
    b' xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">'
    b'<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">'
    b"<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>"
    b"<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>"
    b"<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>"
    b'<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">'
    b"<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>"
    b"<pdfaProperty:category>internal</pdfaProperty:category>"
    b"<pdfaProperty:description>Indicates which part of ISO 14289 the file conforms to</pdfaProperty:description>"
    b"</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"
)


def fix(data, links):
    """Return the mended file; `links` says what each link target is called in the text."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        wrap_list_bodies(pdf)
        drop_inner_links(pdf)
        elements = list(walk(pdf.Root.StructTreeRoot))
        set_scopes(elements)
        index_identifiers(pdf, elements)
        mark_artifacts(pdf, live_marks(elements))
        name_links(pdf, links)
        pdf.Root.PageMode = Name.UseOutlines
        claim_ua(pdf)
        out = io.BytesIO()
        # The engine's identifier stays the first half of /ID; the second is then made of the content.
        pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
    return out.getvalue()


def kids(element):
    """Return the children of a structure element, always as a list."""
    below = element.get("/K")
    if below is None:
        return []
    return list(below) if isinstance(below, Array) else [below]


def walk(root):
    """Yield every structure element below `root`, in reading order, with the names of its ancestors."""
    stack = [(kid, ()) for kid in reversed(kids(root))]
    while stack:
        element, path = stack.pop()
        if isinstance(element, Dictionary) and "/S" in element:
            yield element, path
            inner = (*path, str(element.S))
            stack.extend((kid, inner) for kid in reversed(kids(element)))


def wrap_list_bodies(pdf):
    """Put what follows the label of a list item in a body: the engine leaves a paragraph there bare."""
    for item, _path in list(walk(pdf.Root.StructTreeRoot)):
        if item.S == Name.LI:
            bare = [kid for kid in kids(item) if _is_bare(kid)]
            if bare:
                body = Dictionary(Type=Name.StructElem, S=Name.LBody, P=item, Pg=item.Pg, K=Array(bare))
                body = pdf.make_indirect(body)
                for kid in bare:
                    kid.P = body
                item.K = Array([*(kid for kid in kids(item) if not _is_bare(kid)), body])


def _is_bare(kid):
    """Say whether something in a list item is an element not allowed there."""
    return isinstance(kid, Dictionary) and "/S" in kid and kid.S not in {Name.Lbl, Name.LBody}


def drop_inner_links(pdf):
    """Leave one annotation to a link: the engine adds another for each emphasised word inside it, with no link tag."""
    inner = {}
    for element, path in list(walk(pdf.Root.StructTreeRoot)):
        if "/Link" in path and str(element.S) != "/Link":
            for kid in kids(element):
                if is_reference(kid):
                    inner[kid.Obj.objgen] = int(kid.Obj.StructParent)
            element.K = Array([kid for kid in kids(element) if not is_reference(kid)])
    if inner:
        for page in pdf.pages:
            if "/Annots" in page:
                page.Annots = Array([note for note in page.Annots if note.objgen not in inner])
        tree = pdf.Root.StructTreeRoot.ParentTree
        pairs = [(tree.Nums[place], tree.Nums[place + 1]) for place in range(0, len(tree.Nums), 2)]
        tree.Nums = Array([part for pair in pairs if int(pair[0]) not in inner.values() for part in pair])


def is_reference(kid):
    """Say whether something below an element is a reference to an annotation."""
    return isinstance(kid, Dictionary) and kid.get("/Type") == Name.OBJR


def set_scopes(elements):
    """Say of each header cell which way it reads: down in the head and over a group, else along its row."""
    for element, path in elements:
        if element.S == Name.TH:
            attributes = element.get("/A", Dictionary(O=Name.Table))
            if "/Scope" not in attributes:
                stands_alone = not any(cell.S == Name.TD for cell in kids(element.P))
                attributes.Scope = Name.Column if "/THead" in path or stands_alone else Name.Row
                element.A = attributes


def index_identifiers(pdf, elements):
    """List the identifiers of header cells: ISO 32000-1 table 322 demands it where there are any."""
    named = {bytes(element.ID): element for element, _path in elements if "/ID" in element}
    if named:
        names = Array()
        for key in sorted(named):
            names.extend([String(key), named[key]])
        pdf.Root.StructTreeRoot.IDTree = pdf.make_indirect(Dictionary(Names=names))


def live_marks(elements):
    """Return for each page the numbers of the marks that an element of the tree owns."""
    live = {}
    for element, _path in elements:
        for kid in kids(element):
            if isinstance(kid, int):
                live.setdefault(element.Pg.objgen, set()).add(kid)
    return live


def mark_artifacts(pdf, live):
    """Turn content that no element owns, the running heads and feet, into artifacts, and drop it from the index."""
    index = pdf.Root.StructTreeRoot.ParentTree.Nums
    owners = {int(index[place]): index[place + 1] for place in range(0, len(index), 2)}
    for page in pdf.pages:
        kept = live.get(page.objgen, set())
        content = page.Contents.read_bytes()
        marked = MARK.sub(lambda mark, kept=kept: mark[0] if int(mark[1]) in kept else ARTIFACT, content)
        page.Contents = pdf.make_stream(marked)
        owned = owners.get(int(page.StructParents))
        for number in range(len(owned) if owned is not None else 0):
            if number not in kept:
                owned[number] = pikepdf.Object.parse(b"null")


def name_links(pdf, links):
    """Say in each link what it leads to: the engine writes the bare address, which a screen reader spells out."""
    for page in pdf.pages:
        for annotation in page.get("/Annots", []):
            annotation.F = int(annotation.get("/F", 0)) | PRINT
            target = str(annotation.get("/Contents", ""))
            if name := links.get(target) or links.get(f"#{target}"):
                annotation.Contents = name if name.casefold() in target.casefold() else f"{name} ({target})"
                if "/Dest" in annotation:
                    annotation.Contents = name


def claim_ua(pdf):
    """Add the claim of PDF/UA-1 to the metadata."""
    metadata = pdf.Root.Metadata.read_bytes().replace(b"</rdf:RDF>", UA_SCHEMA + b"</rdf:RDF>", 1)
    pdf.Root.Metadata = pdf.make_stream(metadata, Type=Name.Metadata, Subtype=Name.XML)
