"""Each file of lib/ with functions for others has a unit test or a reason in untested.txt."""
import os

from tree import ROOT, files, finish, functions, read

reasons = {}
for line in read("tests/lint/untested.txt").splitlines():
    if line and not line.startswith("#"):
        path, _, reason = line.partition(" ")
        reasons[path] = reason.strip()

public = {path for path, _, _, _, is_static in functions(files((".c",), ("lib",))) if not is_static}
problems = []
for path in sorted(public):
    test = "tests/unit/" + path[len("lib/"):].replace("/", "_")
    has_test = os.path.exists(os.path.join(ROOT, test))
    if has_test and path in reasons:
        problems.append(f"{path}: has a test now; take it out of tests/lint/untested.txt")
    elif not has_test and not reasons.get(path):
        problems.append(f"{path}: {test} is missing")
problems += [f"tests/lint/untested.txt: {path} is not there" for path in sorted(set(reasons) - public)]
finish(problems, "Write the test, or say in tests/lint/untested.txt which other test covers the file.")
