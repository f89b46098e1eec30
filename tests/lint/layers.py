"""Dependencies between the folders point left only."""
import re

from tree import files, finish, read

ORDER = ["base", "io", "schema", "record", "stream", "cube", "protect", "measure", "gap", "trend",
         "table", "run", "cmd"]
STRANGERS = {"gap": {"trend"}, "trend": {"gap"}}  # do not know one another
# Who may know a library: the folders whose strata_layer() line names it.
LIBRARIES = {"csv.h": "CSV::csv", "zlib.h": "ZLIB::ZLIB", "ini.h": "PkgConfig::INIH",
             "jansson.h": "PkgConfig::JANSSON", "xxhash.h": "PkgConfig::XXHASH",
             "openssl": "OpenSSL::Crypto", "gsl": "GSL::gsl"}
MAIN = "cmd/main.c"  # turns GSL's error handler off


def folder_of(path):
    parts = path.split("/")
    return "cmd" if parts[0] == "cmd" else parts[1]


def ours(path, header):
    """What is wrong with including one of our headers, or None."""
    home = folder_of(path)
    target = header.split("/")[0] if "/" in header else None
    if target == "strata" or (home == "cmd" and target is None):
        return None
    if home == "include":
        return "a public header includes public headers only"
    if target not in ORDER:
        return "write the folder too, as in \"base/status.h\""
    if ORDER.index(target) > ORDER.index(home) or target in STRANGERS.get(home, ()):
        return f"{home} may not know {target}"
    return None


links = {match.group(1): match.group(2).split()
         for match in re.finditer(r"strata_layer\((\w+)([^)]*)\)", read("lib/CMakeLists.txt"))}
problems = []
for path in files((".c", ".h", ".def"), ("lib", "cmd")):
    for number, line in enumerate(read(path).splitlines(), 1):
        match = re.match(r'\s*#\s*include\s+(["<])([^">]+)', line)
        if not match:
            continue
        bracket, header = match.groups()
        library = LIBRARIES.get(header.split("/")[0])
        wrong = None
        if bracket == '"':
            wrong = ours(path, header)
        elif library and path != MAIN and library not in links.get(folder_of(path), ()):
            wrong = f"only the folders whose strata_layer() names {library} may know <{header}>"
        if wrong:
            problems.append(f"{path}:{number}: {header}: {wrong}")
finish(problems, "Move the code to the layer it belongs to; order: " + " < ".join(ORDER))
