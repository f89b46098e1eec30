"""Runs the examples of the READMEs: readme.py STRATA ROOT FILE.

Every `$ ` line of a ```console block is run, in order, in a folder with the sample; `\\` at its end
goes on. The lines below it are what it must print ("..." stands for any lines); none: anything. It
must succeed unless they tell of an error.
"""
import os
import re
import subprocess
import sys
import tempfile

STRATA, ROOT, FILE = sys.argv[1:4]
SECONDS = 120


def examples(text):
    """(command, expected lines) of every example."""
    found = []
    for block in re.findall(r"^```console\n(.*?)^```", text, flags=re.S | re.M):
        lines = iter(block.splitlines())
        for line in lines:
            if line.startswith("$ "):
                command = line[2:]
                while command.endswith("\\"):
                    command = command[:-1] + next(lines).strip()
                found.append((command, []))
            else:
                found[-1][1].append(line)
    return found


def fits(expected, printed):
    """True if the printed text is what was expected."""
    if not expected:
        return True
    pattern = "".join("(?:.*\n)*?" if line == "..." else re.escape(line) + "\n"
                      for line in expected)
    return re.fullmatch(pattern, printed) is not None


def main():
    with open(os.path.join(ROOT, FILE), encoding="utf-8") as file:
        found = examples(file.read())
    if not found:
        sys.exit(f"{FILE} has no examples")
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        sample = os.path.join(ROOT, "sample-data")
        os.symlink(sample, os.path.join(folder, "sample-data"))
        path = os.path.dirname(STRATA) + os.pathsep + os.environ["PATH"]
        for command, expected in found:
            done = subprocess.run(["sh", "-c", command], cwd=folder, timeout=SECONDS, text=True,
                                  env=dict(os.environ, PATH=path, LC_ALL="C"), check=False,
                                  stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
            fails = any("error: " in line for line in expected)
            if not fits(expected, done.stdout) or fails != (done.returncode != 0):
                failed += 1
                print(f"$ {command}\n{done.stdout}(exit {done.returncode})")
    print(f"{len(found)} examples, {failed} wrong")
    return 1 if failed else 0


sys.exit(main())
