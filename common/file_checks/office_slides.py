"""What a presentation holds that its reader does not see: hidden slides, hidden shapes, actions that run something."""

from common.file_checks.findings import Finding
from common.file_checks.office_relations import cut, remove, remove_everywhere
from common.file_checks.office_word import hidden_shapes

RUNNING = ("ppaction://program", "ppaction://macro", "ppaction://ole", "ppaction://hlinkfile", "ppaction://hlinkpres")
PRIVATE = ("custDataLst", "custShowLst", "sectionLst", "modifyVerifier")
KINDS = (".presentation.main+xml", ".slideshow.main+xml", ".template.main+xml")


def slides(package, kept):
    """Yield (number, id, part) of each slide in the order in which they are shown."""
    show = next(name for name in kept if package.types.get(name, "").endswith(KINDS))
    relations = {relation.id: relation for relation in package.relations(show)}
    for number, one in enumerate(package.tree(show).iterfind("{*}sldIdLst/{*}sldId"), start=1):
        key = next((value for name, value in one.attrib.items() if name.endswith("/relationships}id")), "")
        relation = relations.get(key)
        if relation is not None and relation.target in kept:
            yield number, show, relation


def where(package, kept, part):
    number = next((number for number, _show, relation in slides(package, kept) if relation.target == part), None)
    return ("slide", str(number)) if number else ("", "")


def is_hidden(root):
    return root.get("show", "1").lower() in {"0", "false"}


def find(package, kept):
    for number, _show, relation in slides(package, kept):
        root = package.tree(relation.target)
        if is_hidden(root):
            yield Finding("slide_hidden", name=str(number), can_go=True)
            continue
        if next(hidden_shapes(root), None) is not None:
            yield Finding("office_shape", "slide", str(number), can_go=True)
        if any(map(_runs, root.iter("{*}hlinkClick", "{*}hlinkHover"))):
            yield Finding("slide_action", "slide", str(number), can_go=True)


def _runs(link):
    return link.get("action", "").strip().lower().startswith(RUNNING)


def take_out(package, kept):
    for _number, show, relation in list(slides(package, kept)):
        root = package.tree(relation.target)
        if is_hidden(root):
            cut(package, show, relation)
        for one in list(hidden_shapes(root)):
            remove(one)
        for one in list(root.iter("{*}hlinkClick", "{*}hlinkHover")):
            if _runs(one):
                remove(one)


def take_out_traces(package, kept):
    remove_everywhere(package, kept, PRIVATE)
