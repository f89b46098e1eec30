"""No programs, libraries or archives beside the samples and the fuzzers' seeds."""
import os

from tree import ROOT, files, finish

STARTS = {
    b"\x7fELF": "a program or library",
    b"!<arch>\n": "a library",
    b"\xfe\xed\xfa\xce": "a program", b"\xfe\xed\xfa\xcf": "a program",
    b"\xce\xfa\xed\xfe": "a program", b"\xcf\xfa\xed\xfe": "a program",
    b"MZ": "a program",
    b"PK\x03\x04": "an archive", b"PK\x05\x06": "an archive", b"\x1f\x8b": "compressed",
    b"BZh": "compressed", b"\xfd7zXZ\0": "compressed", b"\x28\xb5\x2f\xfd": "compressed",
    b"7z\xbc\xaf\x27\x1c": "an archive", b"Rar!": "an archive",
}
TAR_MAGIC = slice(257, 262)
ALLOWED = ("sample-data/", "tests/fuzz/corpus/")


def kind_of(path):
    """What a file is by its first bytes, or None: text, or nothing that is refused."""
    with open(os.path.join(ROOT, path), "rb") as file:
        start = file.read(512)
    for magic, kind in STARTS.items():
        if start.startswith(magic) and not (magic in (b"MZ", b"BZh") and start.isascii()
                                            and b"\0" not in start):
            return kind
    return "an archive" if start[TAR_MAGIC] == b"ustar" else None


problems = []
for name in files():
    found = None if name.startswith(ALLOWED) else kind_of(name)
    if found is not None:
        problems.append(f"{name}: {found}")
finish(problems, "Take it out; what is built is not kept, and samples belong to sample-data/.")
