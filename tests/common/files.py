"""Small files of every kind, sound and broken, made when they are needed."""

import io
import zipfile

import pikepdf
from PIL import Image

TYPES = "<Types><Override ContentType='application/vnd.openxmlformats'/></Types>"


def archive(parts, method=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return out.getvalue()


def word(**extra):
    return archive(
        {"[Content_Types].xml": TYPES, "word/document.xml": "<w:document><w:p>Words</w:p></w:document>", **extra}
    )


def excel(workbook='<workbook><sheet name="A"/></workbook>', **extra):
    return archive({"[Content_Types].xml": TYPES, "xl/workbook.xml": workbook, **extra})


def pdf(pages=2, change=None):
    out = io.BytesIO()
    with pikepdf.new() as file:
        for _number in range(pages):
            file.add_blank_page()
        if change:
            change(file)
        file.save(out)
    return out.getvalue()


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
