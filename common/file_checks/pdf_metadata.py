"""Takes out of a PDF who wrote it, with what, when, and where its pictures were taken."""

import pikepdf

from common.file_checks.jpegs import bare_jpeg

TRACES = ("/Metadata", "/PieceInfo", "/LastModified", "/Thumb", "/SpiderInfo")
BARE = [pikepdf.Name.DCTDecode]


def take_out_metadata(pdf):
    """Delete the information, every XMP block and private data of programs; bare the JPEG pictures."""
    for key in ("/Info", "/ID"):
        if key in pdf.trailer:
            del pdf.trailer[key]
    for thing in pdf.objects:
        is_stream = isinstance(thing, pikepdf.Stream)
        if not is_stream and not isinstance(thing, pikepdf.Dictionary):
            continue
        found = thing.stream_dict if is_stream else thing
        for key in TRACES:
            if key in found:
                del found[key]
        if is_stream and found.get("/Subtype") == "/Image":
            _bare(thing)


def _bare(picture):
    filters = picture.get("/Filter")
    filters = list(filters) if isinstance(filters, pikepdf.Array) else [filters]
    if filters == BARE:
        picture.write(
            bare_jpeg(picture.read_raw_bytes()), filter=pikepdf.Name.DCTDecode, decode_parms=picture.get("/DecodeParms")
        )
