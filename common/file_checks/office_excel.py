"""What a workbook holds that its reader does not see: hidden sheets, rows, columns and values, formulas that fetch."""

import re

from common.file_checks.findings import Finding
from common.file_checks.office_package import local
from common.file_checks.office_relations import cut, remove, remove_everywhere
from common.file_checks.office_word import hidden_shapes

QUOTED = re.compile(r"""'[^']*'(?!\|)|"[^"]*\"""")
REMOTE = re.compile(
    r"\b(WEBSERVICE|RTD|CALL|REGISTER\.ID|REGISTER|EXEC|IMAGE|SQL\.REQUEST|FILTERXML)\s*\(", re.IGNORECASE
)
FORMULAS = ("{*}f", "{*}formula", "{*}formula1", "{*}formula2", "{*}definedName")
COLUMN = re.compile(r"[A-Z]+")
UNSEEN_FORMAT = re.compile(r"\s*;\s*;[\s;]*")
TRUE = {"1", "true"}
PRIVATE = ("absPath", "fileSharing", "customWorkbookViews", "customSheetViews", "scenarios", "docVars")


def workbook_of(package, kept):
    return next(
        name for name in kept if package.types.get(name, "").endswith((".sheet.main+xml", ".template.main+xml"))
    )


def sheets(package, kept):
    """Yield (element, name, part or None) of each sheet, in order."""
    book = workbook_of(package, kept)
    parts = {relation.id: relation.target for relation in package.relations(book)}
    for sheet in package.tree(book).iterfind("{*}sheets/{*}sheet"):
        key = next((value for name, value in sheet.attrib.items() if name.endswith("/relationships}id")), "")
        part = parts.get(key)
        yield sheet, sheet.get("name", ""), part if part in kept else None


def is_hidden(sheet):
    return sheet.get("state", "visible").lower() != "visible"


def find(package, kept):
    unseen = unseen_formats(package, kept)
    for sheet, name, part in sheets(package, kept):
        if is_hidden(sheet):
            yield Finding("sheet_hidden", name=name, can_go=True)
        elif part:
            codes = {code for code, _cell in hidden_cells(package.tree(part), unseen)}
            yield from (Finding(code, name=name, can_go=True) for code in sorted(codes))
    if hidden_names(package.tree(workbook_of(package, kept))):
        yield Finding("names_hidden", can_go=True)
    for part in kept:
        if package.is_xml(part):
            if any(map(fetches, package.tree(part).iter(*FORMULAS))):
                yield Finding("sheet_fetch", *where(package, kept, part), can_go=True)
            if next(hidden_shapes(package.tree(part)), None) is not None:
                yield Finding("office_shape", can_go=True)


def hidden_names(book):
    """Return the hidden names, but for those that Excel makes itself, such as the range of a filter."""
    names = book.iter("{*}definedName")
    return [
        one
        for one in names
        if one.get("hidden", "0").lower() in TRUE
        and not one.get("name", "").startswith(("_xlnm.", "_xlfn.", "_xleta."))
    ]


def where(package, kept, part):
    name = next((name for _sheet, name, one in sheets(package, kept) if one == part), "")
    return ("sheet", name) if name else ("", "")


def fetches(formula):
    """Say whether a formula asks another program or the network: DDE is `program|'topic'!item`."""
    text = QUOTED.sub("", formula.text or "")
    return "|" in text or bool(REMOTE.search(text))


def unseen_formats(package, kept):
    """Return the numbers of the cell styles that show nothing (";;;")."""
    styles = next((name for name in kept if package.types.get(name, "").endswith(".styles+xml")), None)
    if styles is None:
        return frozenset()
    root = package.tree(styles)
    formats = {
        one.get("numFmtId") for one in root.iter("{*}numFmt") if UNSEEN_FORMAT.fullmatch(one.get("formatCode", ""))
    }
    cells = root.iterfind("{*}cellXfs/{*}xf")
    return frozenset(str(number) for number, cell in enumerate(cells) if cell.get("numFmtId") in formats)


def hidden_cells(root, unseen):
    """Yield (code, cell) for each cell with something in it that is not shown."""
    columns = hidden_columns(root)
    usual = root.find("{*}sheetFormatPr")
    all_hidden = usual is not None and usual.get("zeroHeight", "0") in TRUE
    for row in root.iterfind("{*}sheetData/{*}row"):
        is_row_hidden = row_is_hidden(row, all_hidden=all_hidden)
        if not (is_row_hidden or columns or unseen):
            continue
        at = 0
        for cell in row.iterfind("{*}c"):
            at = number_of(cell.get("r", "")) or at + 1
            if not len(cell):
                continue
            if is_row_hidden:
                yield "rows_hidden", cell
            elif any(first <= at <= last for first, last in columns):
                yield "columns_hidden", cell
            elif cell.get("s") in unseen:
                yield "values_hidden", cell


def row_is_hidden(row, *, all_hidden):
    height = row.get("ht")
    if row.get("hidden", "0").lower() in TRUE or (height is not None and _number(height) < 1):
        return True
    return all_hidden and height is None and "hidden" not in row.attrib


def hidden_columns(root):
    return [
        (int(_number(one.get("min", "0"))), int(_number(one.get("max", "0"))))
        for one in root.iterfind("{*}cols/{*}col")
        if one.get("hidden", "0").lower() in TRUE or _number(one.get("width", "9")) < 0.2
    ]


def _number(text):
    try:
        return float(text)
    except ValueError:
        return 0.0


def number_of(place):
    """Return 28 for "AB7", 0 for none."""
    number = 0
    found = COLUMN.match(place.upper())
    for letter in found[0] if found else "":
        number = number * 26 + ord(letter) - 64
    return number


def take_out(package, kept):
    """Empty what is hidden, and turn every formula into its value: it may have been computed from what goes."""
    unseen = unseen_formats(package, kept)
    book = workbook_of(package, kept)
    gone = []
    for number, (sheet, name, part) in enumerate(list(sheets(package, kept))):
        if is_hidden(sheet):
            gone.append((number, name))
            for relation in package.relations(book):
                if not relation.is_external and relation.target == part:
                    cut(package, book, relation)
            remove(sheet)
        elif part:
            _empty(package, part, unseen)
    _cut_names(package.tree(book), gone)
    for part in kept:
        if package.is_xml(part):
            for formula in list(package.tree(part).iter("{*}f")):
                if local(formula.getparent()) == "c" or fetches(formula):
                    remove(formula)
            for formula in list(package.tree(part).iter(*FORMULAS[1:])):
                if fetches(formula):
                    remove(formula)
            for shape in list(hidden_shapes(package.tree(part))):
                remove(shape)


def _empty(package, part, unseen):
    root = package.tree(part)
    cells = [cell for _code, cell in hidden_cells(root, unseen)]
    for cell in cells:
        cell.attrib.pop("t", None)
        for child in list(cell):
            cell.remove(child)
    for relation in package.relations(part):
        is_note = relation.kind == "vmldrawing" and _is_of_notes(package, relation)
        if is_note or (cells and relation.kind == "table"):  # a table must have its headings
            cut(package, part, relation)
    for tables in list(root.iter("{*}tableParts")):
        if not len(tables):
            remove(tables)


def _is_of_notes(package, relation):
    if relation.target not in package.names:
        return False
    return any(one.get("ObjectType") == "Note" for one in package.tree(relation.target).iter("{*}ClientData"))


def _cut_names(book, gone):
    """Hidden names go, and names that lead to a sheet that is gone; the others keep counting right."""
    for one in hidden_names(book):
        remove(one)
    for view in book.iter("{*}workbookView"):
        view.attrib.pop("activeTab", None)
        view.attrib.pop("firstSheet", None)
    for one in list(book.iter("{*}definedName")):
        place = one.get("localSheetId")
        leads_there = any(name in (one.text or "") for _number, name in gone)
        if leads_there or any(place == str(number) for number, _name in gone):
            remove(one)
        elif place is not None:
            one.set("localSheetId", str(int(place) - sum(number < int(place) for number, _name in gone)))


def take_out_traces(package, kept):
    """Who shared it and where it lay; and texts of cells that are no more."""
    remove_everywhere(package, kept, PRIVATE)
    strings = next((name for name in kept if package.types.get(name, "").endswith(".sharedStrings+xml")), None)
    if strings is None:
        return
    used = set()
    for name in kept:
        if package.types.get(name, "").endswith(".worksheet+xml"):
            cells = package.tree(name).iter("{*}c")
            used |= {cell.findtext("{*}v") for cell in cells if cell.get("t") == "s"}
    for number, one in enumerate(package.tree(strings).iterfind("{*}si")):
        if str(number) not in used:
            for child in list(one):
                one.remove(child)
            one.append(one.makeelement(one.tag.replace("}si", "}t")))
