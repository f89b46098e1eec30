"""Runs one case of broken.cases: broken.py STRATA ROOT CASE.

A case says how its input is made, the command, the exit code and what the message must match. Every
case also has to keep to the rules for all of them: see check().
"""
import os
import re
import subprocess
import sys
import tempfile

STRATA, ROOT, CASE = sys.argv[1:4]
CANARY = "CANARY4711"  # part of every student's identifier in the inputs
SKIPPED = 77
SECONDS = 60
REJECTS = "rejects.csv"

# Five students at two schools; the cases change it.
GOOD = """\
year,lea,school,student,subject,grade,scale_score,level,el,race,frl,gender
2023,01011,0100001,CANARY47111,ela,03,2431,2,english_only,white,no,female
2023,01011,0100001,CANARY47112,ela,03,2502,4,english_only,black,yes,male
2023,01011,0100001,CANARY47113,ela,03,2377,2,current,hispanic,yes,male
2023,01011,0100002,CANARY47114,ela,03,2440,3,current,asian,no,female
2023,01011,0100002,CANARY47115,ela,03,2391,2,reclassified,white,yes,female
"""


def find_case():
    """The lines of the case as {word: [text, ...]}."""
    fields = {}
    current = None
    with open(os.path.join(ROOT, "tests/faults/broken.cases"), encoding="utf-8") as file:
        for line in file:
            word, _, text = line.strip().partition(" ")
            if word == "case":
                current = text.split(" ")[0]
            elif current == CASE and word and word != "#":
                fields.setdefault(word, []).append(text.strip())
    return fields


def shell(script, folder):
    environment = dict(os.environ, STRATA=STRATA, SAMPLE=os.path.join(ROOT, "sample-data"),
                       SCHEMAS=os.path.join(ROOT, "schemas"), TMPDIR=folder, LC_ALL="C")
    environment.pop("STRATA_KEY_FILE", None)
    return subprocess.run(["sh", "-c", script], cwd=folder, env=environment, timeout=SECONDS,
                          stdin=subprocess.DEVNULL, capture_output=True, check=False)


def files_of(folder):
    found = {}
    for path, _, names in os.walk(folder):
        for name in names:
            full = os.path.join(path, name)
            found[os.path.relpath(full, folder)] = os.lstat(full).st_mtime_ns
    return found


def check(case, done, before, folder):
    """What is wrong, as a list of sentences."""
    message = done.stderr.decode("utf-8", "replace")
    wrong = []
    expected = int(case["exit"][0])
    if done.returncode != expected:
        wrong.append(f"exit code {done.returncode}, expected {expected}")
    for pattern in case.get("says", []):
        if not re.search(pattern, message):
            wrong.append(f"the message does not match: {pattern}")
    if expected > 1 and message.count("error: ") != 1:
        wrong.append("not exactly one line with 'error: '")
    if expected > 1 and len(message.splitlines()) > 2:
        wrong.append("more than two lines")
    if re.search(r"Sanitizer|runtime error|[Aa]ssertion|core dumped", message):
        wrong.append("a report of a sanitizer or an assertion")
    after = files_of(folder)
    changed = {path for path in after if after[path] != before.get(path)}
    if CANARY in message:
        wrong.append("a student's identifier in the message")
    if REJECTS in changed:
        with open(os.path.join(folder, REJECTS), encoding="utf-8", errors="replace") as file:
            rejects = file.read()
        if CANARY in rejects:
            wrong.append("a student's identifier in the rejects")
        for pattern in case.get("rejects", []):
            if not re.search(pattern, rejects, flags=re.S):
                wrong.append(f"the rejects do not match: {pattern}")
    elif "rejects" in case:
        wrong.append("no rejects were written")
    if expected > 1 and changed - {REJECTS}:
        wrong.append("left behind: " + ", ".join(sorted(changed - {REJECTS})))
    return wrong


def main():
    case = find_case()
    if not case:
        sys.exit(f"no such case: {CASE}")
    with tempfile.TemporaryDirectory() as folder:
        with open(os.path.join(folder, "good.csv"), "w", encoding="utf-8") as file:
            file.write(GOOD)
        made = shell("set -eu\n" + "\n".join(case.get("make", [])), folder)
        if made.returncode == SKIPPED:
            print("skipped: " + made.stdout.decode().strip())
            return SKIPPED
        if made.returncode != 0:
            print("the input could not be made:\n" + made.stderr.decode("utf-8", "replace"))
            return 1
        before = files_of(folder)
        done = shell("\n".join(case["run"]), folder)
        wrong = check(case, done, before, folder)
        shell("chmod -R u+rwx . ; umount mounted || true", folder)
    if wrong:
        print("$ " + "\n$ ".join(case["run"]))
        print(done.stderr.decode("utf-8", "replace"))
        print("\n".join(wrong))
    return 1 if wrong else 0


sys.exit(main())
