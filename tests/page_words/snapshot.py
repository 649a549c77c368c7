"""The folder a walk is kept in: one text for each page of each role, one list of what was no page."""

from pathlib import Path
from urllib.parse import quote

from tests.page_words.crawl import Answer

REFUSED = "refused.txt"
# A name of a file may have 255 bytes.
LONGEST = 200


def file_of(address):
    """Return where the words of an address lie."""
    path, _, query = address.partition("?")
    name = path.strip("/") or "index"
    return f"{name}{'@' + quote(query, safe='=&')[:LONGEST] if query else ''}.txt"


def write(folder, role, answers):
    """Write what one role was given."""
    there = Path(folder, role)
    there.mkdir(parents=True, exist_ok=True)
    refused = []
    for address, answer in sorted(answers.items()):
        if answer.status != 200:
            refused.append(
                f"{answer.status} {address} {' '.join(answer.lines) if answer.status not in (403, 404) else ''}"
            )
            continue
        file = there / file_of(address)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("\n".join((f"{answer.status} {address}", *answer.lines, "")), encoding="utf-8")
    (there / REFUSED).write_text("".join(f"{line.strip()}\n" for line in refused), encoding="utf-8")


def read(folder):
    """Return {role: {address: answer}} of a folder."""
    return {there.name: read_role(there) for there in sorted(Path(folder).iterdir()) if there.is_dir()}


def read_role(there):
    answers = {}
    for file in sorted(there.rglob("*.txt")):
        lines = file.read_text(encoding="utf-8").splitlines()
        if file == there / REFUSED:
            for line in lines:
                status, address, *rest = line.split(" ", 2)
                answers[address] = Answer(int(status), tuple(rest))
        else:
            status, address = lines[0].split(" ", 1)
            answers[address] = Answer(int(status), tuple(lines[1:]))
    return answers
