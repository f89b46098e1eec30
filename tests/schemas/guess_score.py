"""What strata schema guess says of the extracts beside the project, against what their READMEs and
bytes say: guess_score.py STRATA DATA. Prints a score for each file; fails where delimiter, encoding
or header are wrong, or under 80 % of the roles of a file's columns are right, or of those that have one. The truth is in
guess_truth.py."""
import fnmatch
import os
import re
import subprocess
import sys

from guess_truth import FILES

STRATA, DATA = sys.argv[1:3]
LEAST = 0.8
ALIKE = {"windows-1252": "latin", "iso-8859-1": "latin", "macintosh": "mac", "utf-8": "utf-8",
         "us-ascii": "utf-8"}


def paths():
    found = []
    for folder, _, names in sorted(os.walk(DATA)):
        found += [os.path.relpath(os.path.join(folder, name), DATA)
                  for name in sorted(names) if name != "README.md"]
    return sorted(found)


def guess(path):
    done = subprocess.run([STRATA, "schema", "guess", os.path.join(DATA, path), "-o", "/dev/null"],
                          capture_output=True, text=True, check=False)
    lines = [line.partition(": ")[2] for line in done.stderr.splitlines()]
    said = {"exit": done.returncode, "columns": [], "header": 0, "delimiter": "", "encoding": ""}
    for line in lines:
        columns = line.split(" | ")
        found = re.search(r"encoding ([\w-]+)", line)
        if len(columns) == 4 and columns[0] != "column":
            said["columns"].append((columns[0], columns[1]))
        elif found and not said["encoding"]:
            said["encoding"] = ALIKE.get(found.group(1).lower(), found.group(1))
            mark = re.search(r"delimiter '([^']+)'", line)
            said["delimiter"] = mark.group(1) if mark else "fixed"
        elif line.startswith("header on line"):
            said["header"] = int(line.split()[3].rstrip(","))
    return said


def wanted_role(truth, name):
    """Roles that are right for a column, the first line that fits; nothing where no line does."""
    for pattern, roles in truth:
        if fnmatch.fnmatchcase(name, pattern):
            return roles.split("|")
    return ["nothing"]


def score(path, truth):
    said = guess(path)
    problems = []
    for key in ("delimiter", "encoding", "header"):
        if said[key] != truth[key]:
            problems.append(f"{key} {said[key]}, is {truth[key]}")
    wrong = [(name, role) for name, role in said["columns"]
             if role not in wanted_role(truth["roles"], name)]
    total = len(said["columns"])
    if said["exit"] != 0 or total != truth.get("columns", total):
        problems.append(f"exit {said['exit']}, {total} columns")
    # Columns that must have a role count by themselves too: saying nothing is often right.
    needed = [name for name, _ in said["columns"]
              if "nothing" not in wanted_role(truth["roles"], name)]
    missed = [name for name, _ in wrong if name in needed]
    if len(wrong) > (1 - LEAST) * total or len(missed) > (1 - LEAST) * len(needed):
        problems.append("too many roles are wrong")
    print(f"{'ok ' if not problems else 'BAD'} {path}: {total - len(wrong)} of {total} roles"
          + "".join("; " + problem for problem in problems))
    for name, role in wrong[:8]:
        print(f"      {name}: {role}, is {' or '.join(wanted_role(truth['roles'], name))}")
    return not problems, total - len(wrong), total


if not os.path.isdir(DATA):
    print("skipped: no extracts beside the project")
    sys.exit(77)
good = True
right = columns = 0
for path in paths():
    known = [truth for pattern, truth in FILES if fnmatch.fnmatchcase(path, pattern)]
    if not known:
        print(f"BAD {path}: guess_truth.py does not know it")
        good = False
        continue
    is_good, some, all_of = score(path, known[0])
    good = good and is_good
    right += some
    columns += all_of
print(f"{right} of {columns} roles in all")
sys.exit(0 if good else 1)
