"""Words that do not belong into the code or the texts."""
import re

from tree import CODE, files, finish, read, without_comments

# What a library must not do (it returns a status), and what base/alloc.h is there for.
NOT_IN_LIB = re.compile(
    r"\b(exit|_exit|_Exit|abort|printf|fprintf|vprintf|puts|putchar|perror|sprintf|vsprintf|strcpy|strcat"
    r"|strtok|gets|atoi|atol|atof|rand|srand|setlocale|system|popen|getenv|time|malloc|calloc"
    r"|realloc|free|strdup|strndup)\s*\(")
ALLOCATOR = "lib/base/alloc.c"
FROM_OUTSIDE = {"getenv": "lib/io/scratch.c"}  # where TMPDIR is looked up
# Spelled with a class of one letter, so that this file does not find itself.
NOWHERE = re.compile(
    r"\bT[O]DO\b|\bF[I]XME\b|\bX[X]X\b|(?<![\w.])/[w]ork/|/tmp/[w]\b|\b[i]ssue #?\d|\bhel[p]ers?\b"
    r"|\bsessi[o]ns?\b|\bcoll[e]agues?\b|deb\.debian\.[o]rg|registry\.[n]pmjs|pypi\.[o]rg"
    r"|proxy\.golang\.[o]rg")
# A test never waits and never asks the network.
NOT_IN_TESTS = re.compile(r"\b(u?sl[e]ep|nanosl[e]ep)\b|\b(cu[r]l|wg[e]t|urll[i]b)\b|\bsock[e]t\s*\(")

problems = []


def look(path, text, pattern, excused=()):
    for number, line in enumerate(text.splitlines(), 1):
        match = pattern.search(line)
        if match and match.group(0).rstrip("( ") not in excused:
            problems.append(f"{path}:{number}: {match.group(0).strip()}")


for path in files():
    text = read(path)
    if text is None or path == "LICENSE":
        continue
    if not path.startswith("schemas/"):
        look(path, text, NOWHERE)
    if path.startswith("tests/"):
        look(path, text, NOT_IN_TESTS)
    if path.startswith("lib/") and path.endswith(CODE) and path != ALLOCATOR:
        excused = [word for word, home in FROM_OUTSIDE.items() if home == path]
        look(path, without_comments(text), NOT_IN_LIB, excused)
finish(problems, "In lib/ return a strata_status and allocate through base/alloc.h; elsewhere say it "
                 "in other words.")
