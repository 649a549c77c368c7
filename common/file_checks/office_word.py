"""What a Word document holds that its reader does not see: tracked changes, hidden text, fields that fetch."""

import itertools

from common.file_checks.findings import Finding
from common.file_checks.office_package import local
from common.file_checks.office_relations import remove, remove_everywhere, unwrap

STORIES = {"document": "text", "header": "header", "footer": "footer", "footnotes": "footnotes", "endnotes": "endnotes"}
GONE = ("del", "moveFrom", "delText", "delInstrText", "cellDel")
ARRIVED = ("ins", "moveTo")
LOOKS = "rPrChange pPrChange sectPrChange tblPrChange tblGridChange tcPrChange trPrChange tblPrExChange numberingChange"
CELLS = "cellIns cellMerge"
MOVES = "moveFromRangeStart moveFromRangeEnd moveToRangeStart moveToRangeEnd"
KINDS_OF_CHANGE = ("Ins", "Del", "MoveFrom", "MoveTo")
CUSTOM = [f"customXml{kind}Range{end}" for kind in KINDS_OF_CHANGE for end in ("Start", "End")]
NOTED = (*LOOKS.split(), *CELLS.split(), *MOVES.split(), *CUSTOM)
TRACKED = tuple(f"{{*}}{name}" for name in (*GONE, *ARRIVED, *NOTED))
FETCHING = {"DDE", "DDEAUTO", "INCLUDETEXT", "INCLUDEPICTURE", "INCLUDE", "IMPORT", "LINK", "DATABASE", "RD", ""}
OFF = {"0", "false", "off"}
WORDS = {"t", "sym", "drawing", "pict", "object", "instrText", "fldSimple"}
MARKS = ("commentRangeStart", "commentRangeEnd", "commentReference", "annotationRef")
PRIVATE = ("rsids", "docVars", "dataBinding", "attachedSchema", "mailMerge")
SHORT = 40


def stories(package, kept):
    """Yield (name of the part, place in words) for each part that holds text."""
    for name in kept:
        kind = package.types.get(name, "")
        key = next((key for key in STORIES if kind.endswith((f".{key}+xml", f".{key}.main+xml"))), None)
        if key or kind.endswith("template.main+xml"):
            yield name, STORIES.get(key, "text")


def where(package, kept, part):
    return dict(stories(package, kept)).get(part, ""), ""


def find(package, kept):
    hidden = hidden_styles(package, kept)
    for name, place in stories(package, kept):
        root = package.tree(name)
        if next(root.iter(*TRACKED), None) is not None:
            yield Finding("office_tracked", place, can_go=True)
        first = next(hidden_runs(root, hidden), None)
        if first is not None:
            yield Finding("word_hidden", place, beginning(first), can_go=True)
        if next(hidden_shapes(root), None) is not None:
            yield Finding("office_shape", place, can_go=True)
        for keyword in {keyword for keyword, _parts in fields(root) if keyword in FETCHING}:
            yield Finding("word_field", place, keyword, can_go=True)


def take_out(package, kept):
    hidden = hidden_styles(package, kept)
    for name, _place in stories(package, kept):
        root = package.tree(name)
        for keyword, parts in list(fields(root)):
            if keyword in FETCHING:
                cut_field(parts)
        accept_changes(root)
        for one in itertools.chain(list(hidden_runs(root, hidden)), list(hidden_shapes(root))):
            remove(one)
        for mark in list(root.iter(*(f"{{*}}{name}" for name in MARKS))):
            remove(mark)


def take_out_traces(package, kept):
    """Numbers of editing sessions, variables of macros, and bindings to data that is not kept."""
    remove_everywhere(package, kept, PRIVATE)


def accept_changes(root):
    """Take what was struck out away and leave what was put in, as Word's "Accept all changes" does."""
    for mark in list(root.iter("{*}del", "{*}ins", "{*}moveFrom", "{*}moveTo")):
        above = local(mark.getparent()) if mark.getparent() is not None else ""
        name = local(mark)
        if above == "rPr" and name in {"del", "moveFrom"}:
            _join_next(mark)
        elif above == "trPr" and name == "del":
            remove(mark.getparent().getparent())
        elif name in ARRIVED and above not in {"rPr", "trPr"}:
            unwrap(mark)
        else:
            remove(mark)
    for mark in list(root.iter("{*}cellDel")):
        remove(next(mark.iterancestors("{*}tc"), mark))
    for mark in list(root.iter(*TRACKED)):
        remove(mark)


def _join_next(mark):
    """The end of a paragraph was struck out: what follows it belongs to it."""
    paragraph = next(mark.iterancestors("{*}p"), None)
    remove(mark)
    following = paragraph.getnext() if paragraph is not None else None
    if following is not None and local(following) == "p":
        for child in list(following):
            if local(child) != "pPr":
                paragraph.append(child)
        remove(following)


def is_on(element):
    """Say whether a switch such as `vanish` is on."""
    return element is not None and value_of(element).lower() not in OFF


def value_of(element, name="val"):
    """Return an attribute whatever its namespace."""
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), "")


def hidden_styles(package, kept):
    """Return the styles whose text is hidden, those based on them too; "" where all text is."""
    based, hidden = {}, set()
    for name in kept:
        if not package.types.get(name, "").endswith(".styles+xml"):
            continue
        root = package.tree(name)
        if is_on(root.find("{*}docDefaults/{*}rPrDefault/{*}rPr/{*}vanish")):
            hidden.add("")
        for style in root.iter("{*}style"):
            key, above, vanish = value_of(style, "styleId"), style.find("{*}basedOn"), style.find("{*}rPr/{*}vanish")
            if vanish is None and above is not None:
                based[key] = value_of(above)
            elif is_on(vanish):
                hidden.add(key)
    for _step in based:
        more = {key for key, above in based.items() if above in hidden} - hidden
        if not more:
            break
        hidden |= more
    return hidden


def hidden_runs(root, styles):
    """Yield the runs with words in them that are hidden, by themselves or by a style."""
    for run in root.iter("{*}r"):
        if not any(local(child) in WORDS for child in run if isinstance(child.tag, str)):
            continue
        vanish = run.find("{*}rPr/{*}vanish")
        tiny = run.find("{*}rPr/{*}sz")
        if (
            is_on(vanish)
            or (tiny is not None and value_of(tiny) in {"0", "1", "2"})
            or (vanish is None and styles and not styles.isdisjoint(_styles_of(run)))
        ):
            yield run


def _styles_of(run):
    yield ""
    own = run.find("{*}rPr/{*}rStyle")
    if own is not None:
        yield value_of(own)
    for above in (*run.iterancestors("{*}p"), *run.iterancestors("{*}tbl")):
        for path in ("{*}pPr/{*}pStyle", "{*}tblPr/{*}tblStyle"):
            style = above.find(path)
            if style is not None:
                yield value_of(style)


def hidden_shapes(root):
    """Yield pictures and text boxes that are switched off."""
    for one in root.iter("{*}docPr", "{*}cNvPr"):
        if one.get("hidden", "0").lower() in {"1", "true", "on"}:
            yield next(one.iterancestors("{*}drawing", "{*}sp", "{*}pic", "{*}graphicFrame"), one)
    for one in root.iter("{*}shape", "{*}rect", "{*}group"):
        style = one.get("style", "").replace(" ", "").lower()
        if "visibility:hidden" in style and next(one.iter("{*}ClientData"), None) is None:
            yield one


def beginning(run):
    """Return how the paragraph of a run begins, in words that a reader sees."""
    paragraph = next(run.iterancestors("{*}p"), run)
    texts = (text for text in paragraph.iter("{*}t") if text.getparent() is not run)
    return " ".join("".join(text.text or "" for text in texts).split())[:SHORT]


def fields(root):
    """Yield (keyword, elements) of each field. A field that builds its keyword from another one has none."""
    for simple in root.iter("{*}fldSimple"):
        yield keyword_of(value_of(simple, "instr")), [simple]
    open_fields = []
    for one in root.iter("{*}fldChar", "{*}instrText"):
        kind = value_of(one, "fldCharType") if local(one) == "fldChar" else ""
        if kind == "begin":
            open_fields.append({"words": "", "parts": [], "is_over": False})
        if not open_fields:
            continue
        field = open_fields[-1]
        field["parts"].append(one)
        if local(one) == "instrText" and not field["is_over"]:
            field["words"] += one.text or ""
        field["is_over"] |= kind == "separate"
        if kind == "end":
            open_fields.pop()
            yield keyword_of(field["words"]), field["parts"]
    for field in open_fields:
        yield keyword_of(field["words"]), field["parts"]


def keyword_of(words):
    return words.strip().split(maxsplit=1)[0].strip('"\\').upper() if words.strip() else ""


def cut_field(parts):
    """Leave what a field shows and take away what it does."""
    for part in parts:
        if local(part) == "fldSimple":
            unwrap(part)
        else:
            remove(part)
