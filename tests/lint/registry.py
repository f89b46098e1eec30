"""Each line of a registry has its file, and each file that defines an entry has its line."""
import os
import re

from tree import ROOT, files, finish, read

problems = []
for registry in files((".def",), ("lib", "cmd")):
    folder = os.path.dirname(registry)
    macros = dict(re.findall(r"^(STRATA_(\w+))\((?=\w)", read(registry), flags=re.M))
    for macro in ("STRATA_MEASURE", "STRATA_GAP", "STRATA_TREND", "STRATA_WRITER", "STRATA_POLICY",
                  "STRATA_COMMAND"):
        if macro not in macros:
            continue
        kind = macro[len("STRATA_"):].lower()
        lines = re.findall(rf"^{macro}\((\w+)", read(registry), flags=re.M)
        for line in lines:
            if not os.path.exists(os.path.join(ROOT, folder, line + ".c")):
                problems.append(f"{registry}: {line} has no file {folder}/{line}.c")
        if lines != sorted(set(lines), key=lines.index):
            problems.append(f"{registry}: a line stands twice")
        for path in files((".c",), (folder,)):
            own = os.path.basename(path)[:-len(".c")]
            entry = rf"^const strata_(?:\w+_)?{kind} strata_(\w+) = {{"
            for name in re.findall(entry, read(path), flags=re.M):
                if own not in lines or name not in (own, f"{kind}_{own}"):
                    problems.append(f"{path}: strata_{name} has no line {macro}({own})")
finish(problems, "One entry is one line in the registry and one file of the same name.")
