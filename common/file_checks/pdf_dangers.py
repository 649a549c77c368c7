"""What in a PDF runs, fetches, sends, plays or carries something else."""

import re

ACTIONS = {
    "/JavaScript": "pdf_script",
    "/Launch": "pdf_launch",
    "/GoToR": "pdf_other_file",
    "/GoToE": "pdf_attachment",
    "/ImportData": "pdf_import",
    "/SubmitForm": "pdf_submit",
    "/Rendition": "pdf_media",
    "/Movie": "pdf_media",
    "/Sound": "pdf_media",
    "/RichMediaExecute": "pdf_media",
    "/GoTo3DView": "pdf_media",
}
SHOWN = {
    "/FileAttachment": "pdf_attachment",
    "/Screen": "pdf_media",
    "/Movie": "pdf_media",
    "/Sound": "pdf_media",
    "/RichMedia": "pdf_media",
    "/3D": "pdf_media",
}
KEYS = {"/XFA": "pdf_xfa", "/EF": "pdf_attachment", "/Collection": "pdf_attachment", "/RichMediaContent": "pdf_media"}
LINKS = re.compile(r"(https?|mailto|tel):", re.IGNORECASE)
SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:|\\\\|//", re.IGNORECASE)
NOT_SHOWN = re.compile(r"[\x00-\x20]")


def danger_of(thing):
    """Return the code of what is wrong with one dictionary or stream, or None."""
    keys = thing.found.keys()
    if not KEYS.keys().isdisjoint(keys):
        return next(code for key, code in KEYS.items() if key in keys)
    if thing.is_stream and (code := _danger_of_stream(thing)):
        return code
    if "/S" in keys and (code := _danger_of_action(thing)):
        return code
    return SHOWN.get(thing.name("/Subtype")) if "/Subtype" in keys else None


def _danger_of_stream(stream):
    """A stream may be kept in another file, stand for a page of one, or be a file itself."""
    if "/F" in stream or "/Ref" in stream:
        return "pdf_other_file"
    return "pdf_attachment" if stream.name("/Type") == "/EmbeddedFile" else None


def _danger_of_action(thing):
    action = thing.name("/S")
    if action in ACTIONS:
        return ACTIONS[action]
    if "/JS" in thing:
        return "pdf_script"
    if action == "/URI" and not is_plain_link(thing.text("/URI")):
        return "pdf_link"
    return "pdf_other_file" if action == "/Thread" and "/F" in thing else None


def is_plain_link(address):
    """Say whether an address leads to a page, an e-mail or a telephone, or stands beside the document."""
    address = NOT_SHOWN.sub("", address)
    return bool(LINKS.match(address)) or not SCHEME.match(address)
