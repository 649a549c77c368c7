"""What processes hold in memory, as Linux counts it."""

import resource
from pathlib import Path


def peak_mb():
    """Return the most that this process has held at once since it began."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def tree_mb(root):
    """Return what a process and all below it hold together; what several share is counted once."""
    return sum(map(_proportional_kb, _with_all_below(root))) / 1024


def _with_all_below(root):
    parents = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            parents[int(stat.parent.name)] = int(stat.read_text(encoding="utf-8").rpartition(")")[2].split()[1])
        except OSError:
            continue  # it has ended
    found = {root}
    while more := {child for child, parent in parents.items() if parent in found} - found:
        found |= more
    return found


def _proportional_kb(process):
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="utf-8").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)
