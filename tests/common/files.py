"""Small files of every kind, sound and broken, made when they are needed."""

import io
import zipfile

import pikepdf
from PIL import Image

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WORDS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
CELLS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
R, W, X = f'xmlns:r="{OFFICE}"', f'xmlns:w="{WORDS}"', f'xmlns="{CELLS}"'
FORMAT = "application/vnd.openxmlformats-officedocument."
AUTHOR = "Anna Author of The Council"
CORE = (
    f'<c:coreProperties xmlns:c="{PACKAGE}/metadata/core-properties"><c:creator>{AUTHOR}</c:creator></c:coreProperties>'
)
TYPE_OF = {
    "word/styles.xml": "wordprocessingml.styles+xml",
    "word/settings.xml": "wordprocessingml.settings+xml",
    "word/comments.xml": "wordprocessingml.comments+xml",
    "word/footnotes.xml": "wordprocessingml.footnotes+xml",
    "xl/styles.xml": "spreadsheetml.styles+xml",
}


def archive(parts, method=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return out.getvalue()


def relation(kind, target, key="rId8", *, external=False):
    mode = ' TargetMode="External"' if external else ""
    return f'<Relationship Id="{key}" Type="{OFFICE}/{kind}" Target="{target}"{mode}/>'


def relations(*each):
    return f'<Relationships xmlns="{PACKAGE}/relationships">{"".join(each)}</Relationships>'


def office(main, kind, parts, rels=""):
    """Return a package: its main part, who wrote it, and other parts by their name."""
    folder, _slash, file = main.rpartition("/")
    types = TYPE_OF | {main: kind} | {name: "spreadsheetml.worksheet+xml" for name in parts if "/sheet" in name}
    known = [f'<Override PartName="/{name}" ContentType="{FORMAT}{types[name]}"/>' for name in parts if name in types]
    plain = [f'<Default Extension="{end}" ContentType="{is_what}"/>' for end, is_what in DEFAULTS.items()]
    first = relations(
        relation("officeDocument", main, "rId1"), relation("core-properties", "docProps/core.xml", "rId2")
    )
    return archive(
        {
            "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">{"".join((*plain, *known))}</Types>',
            "_rels/.rels": first,
            "docProps/core.xml": CORE,
            f"{folder}/_rels/{file}.rels": relations(rels),
            **parts,
        }
    )


DEFAULTS = {
    "rels": "application/vnd.openxmlformats-package.relationships+xml",
    "xml": "application/xml",
    "jpg": "image/jpeg",
    "bmp": "image/bmp",
    "bin": "application/octet-stream",
}


def word(body="<w:p><w:r><w:t>Words</w:t></w:r></w:p>", *, rels="", main="document", before="", **parts):
    text = f"{before}<w:document {W}><w:body>{body}</w:body></w:document>"
    return office("word/document.xml", f"wordprocessingml.{main}.main+xml", {"word/document.xml": text, **parts}, rels)


def pictured(run="<w:r>"):
    """Return a Word document with a photograph in it."""
    drawing = f'<w:p>{run}<w:drawing><a:blip xmlns:a="urn:a" {R} r:embed="rId8"/></w:drawing></w:r></w:p>'
    return word(drawing, rels=relation("image", "media/a.jpg"), **{"word/media/a.jpg": photograph()})


def excel(first=None, second=None, *, state="visible", names="", rels="", **parts):
    """Return a workbook with the sheet Figures, and Families if there is a second one."""
    empty = f"<worksheet {X}><sheetData/></worksheet>"
    sheets = {"xl/worksheets/sheet1.xml": first or empty}
    book = f'<sheet name="Figures" sheetId="1" {R} r:id="rId1"/>'
    rels += relation("worksheet", "worksheets/sheet1.xml", "rId1")
    if second:
        sheets["xl/worksheets/sheet2.xml"] = second
        book += f'<sheet name="Families" sheetId="2" state="{state}" {R} r:id="rId2"/>'
        rels += relation("worksheet", "worksheets/sheet2.xml", "rId2")
    workbook = f"<workbook {X}><sheets>{book}</sheets><definedNames>{names}</definedNames></workbook>"
    parts = {"xl/workbook.xml": workbook, **sheets, **parts}
    return office("xl/workbook.xml", "spreadsheetml.sheet.main+xml", parts, rels)


def slides(content="", second="", *, rels="", **parts):
    """Return a presentation of two slides; `second` are attributes of the second."""
    slide = '<p:sld xmlns:p="urn:p" {}>{}</p:sld>'
    shown = "".join(f'<p:sldId {R} r:id="rId{number}"/>' for number in (1, 2))
    show = f'<p:presentation xmlns:p="urn:p"><p:sldIdLst>{shown}</p:sldIdLst></p:presentation>'
    parts = {
        "ppt/presentation.xml": show,
        "ppt/slides/slide1.xml": slide.format("", content),
        "ppt/slides/slide2.xml": slide.format(second, "<p:t>Anna Secret</p:t>" if second else ""),
        **parts,
    }
    rels += "".join(relation("slide", f"slides/slide{number}.xml", f"rId{number}") for number in (1, 2))
    return office("ppt/presentation.xml", "presentationml.presentation.main+xml", parts, rels)


def pdf(pages=2, change=None):
    out = io.BytesIO()
    with pikepdf.new() as file:
        for _number in range(pages):
            file.add_blank_page()
        if change:
            change(file)
        file.save(out)
    return out.getvalue()


def pdf_saying(*lines, picture=None):
    """Return a PDF of one page with these lines on it, and a picture (bytes of a PNG) where one is given."""
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    drawn = "".join(f"BT /F1 12 Tf 50 {700 - 20 * number} Td ({line}) Tj ET " for number, line in enumerate(lines))

    def write(file):
        page = file.pages[0]
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        page.Contents = file.make_stream(drawn.encode() + _drawing(file, page, picture))

    return pdf(1, write)


def _drawing(file, page, picture):
    if picture is None:
        return b""
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    stream = file.make_stream(
        image.tobytes(),
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Image,
        Width=image.width,
        Height=image.height,
        ColorSpace=pikepdf.Name.DeviceRGB,
        BitsPerComponent=8,
    )
    page.Resources.XObject = pikepdf.Dictionary(Im1=stream)
    return b"q 100 0 0 100 50 50 cm /Im1 Do Q"


def picture(mode="RGB", size=(40, 20), kind="PNG", **settings):
    out = io.BytesIO()
    Image.new(mode, size, "red" if mode in {"RGB", "RGBA", "P"} else 0).save(out, kind, **settings)
    return out.getvalue()


def photograph():
    """Return a photograph that says where it was taken, by whom, and which way it is to be turned."""
    exif = Image.Exif()
    exif[0x010F] = "Telephone of A. Parent"
    exif[0x0112] = 6
    exif.get_ifd(0x8825).update({1: "N", 2: (52.0, 12.0, 30.0), 3: "W", 4: (1.0, 2.0, 3.0)})
    return picture(kind="JPEG", exif=exif, comment=b"24 Elm Lane")
