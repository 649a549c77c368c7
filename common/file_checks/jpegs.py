"""What a JPEG carries beside its picture, taken out without coding the picture anew."""

import re

START, SCAN, END = 0xD8, 0xDA, 0xD9
COMMENT, JFIF_SEGMENT, ADOBE = 0xFE, 0xE0, 0xEE  # Adobe's says how the colours are coded
PROFILE, JFIF = b"ICC_PROFILE\x00", b"JFIF\x00"
NEXT_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")  # coded data holds FF only before 00 and the restart markers


def bare_jpeg(data):
    """Return a JPEG without Exif, XMP, thumbnails, comments and what hangs behind it; as it came if it is no JPEG.

    Kept of the segments for applications are JFIF, the colour profile and Adobe's note on the colours.
    """
    if not data.startswith(b"\xff\xd8\xff"):
        return data
    kept, at = [data[:2]], 2
    while found := NEXT_MARKER.search(data, at):
        at, marker = found.start(), data[found.start() + 1]
        if marker == END:
            return b"".join([*kept, data[at : at + 2]])
        if marker == START:  # no picture stands inside another
            break
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        if marker == SCAN:
            following = NEXT_MARKER.search(data, end)
            end = following.start() if following else len(data)
        if _is_picture(marker, data[at + 4 : end]):
            kept.append(data[at:end])
        at = max(end, at + 2)
    return b"".join(kept)


def _is_picture(marker, content):
    if marker == JFIF_SEGMENT:
        return content.startswith(JFIF)
    is_for_applications = 0xE0 <= marker <= 0xEF or marker == COMMENT
    return not is_for_applications or marker == ADOBE or content.startswith(PROFILE)
