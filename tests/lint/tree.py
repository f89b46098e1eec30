"""The files of the project, for the lint scripts; each is called with the project's folder."""
import os
import re
import subprocess
import sys

ROOT = sys.argv[1]
CODE = (".c", ".h")


def files(endings=None, under=("cmd", "lib", "sample-data", "schemas", "tests", ".ci", "")):
    """Paths of files relative to ROOT; the folder "" stands for the files at the top."""
    found = []
    for folder in under:
        for path, folders, names in os.walk(os.path.join(ROOT, folder)):
            folders.sort()
            for name in sorted(names):
                full = os.path.relpath(os.path.join(path, name), ROOT)
                if endings is None or name.endswith(endings):
                    found.append(full)
            if folder == "":
                break
    return found


def read(path):
    """The text of a file, or None if it is not text."""
    with open(os.path.join(ROOT, path), "rb") as file:
        content = file.read()
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return None


def without_comments(text):
    """C with comments and the insides of literals blanked out, line ends kept."""
    def blank(match):
        return re.sub(r"[^\n]", " ", match.group(0))
    return re.sub(r'/\*.*?\*/|//[^\n]*|"(\\.|[^"\\\n])*"|\'(\\.|[^\'\\\n])*\'', blank, text,
                  flags=re.S)


def functions(paths):
    """(path, name, first line, last line, is static) of every function in C files."""
    listing = subprocess.run(
        ["ctags", "-f", "-", "--languages=C", "--kinds-C=f", "--fields=+ne", "--sort=no"]
        + [os.path.join(ROOT, path) for path in paths],
        capture_output=True, text=True, check=True).stdout
    found = []
    for line in listing.splitlines():
        name, path, *rest = line.split("\t")
        fields = dict(part.split(":", 1) for part in rest if ":" in part)
        found.append((os.path.relpath(path, ROOT), name, int(fields["line"]),
                      int(fields.get("end", fields["line"])), "file" in fields))
    return found


def finish(problems, advice):
    """Prints the problems and what to do about them; ends the script."""
    for problem in problems:
        print(problem)
    if problems:
        print(f"{len(problems)} found. {advice}")
    sys.exit(1 if problems else 0)
