"""OpenDAL's operations on one drive; credentials in the environment."""

import os

import opendal
from checks import LARGE, SMALL, check, same

drive = opendal.Operator(
    "onedrive",
    root="/opendal",
    client_id=os.environ["CLIENT_ID"],
    client_secret=os.environ["CLIENT_SECRET"],
    refresh_token=os.environ["REFRESH_TOKEN"],
)


def names(path):
    return sorted(entry.path for entry in drive.list(path))


with check("signs in and looks at the root"):
    drive.check()
with check("makes folders, one inside the other"):
    drive.create_dir("a/b/c/")
    same(str(drive.stat("a/b/c/").mode), str(drive.stat("a/").mode))
with check("writes and reads a small file"):
    drive.write("a/small – ファイル.txt", SMALL)
    same(bytes(drive.read("a/small – ファイル.txt")), SMALL)
with check("writes and reads a large file by an upload session"):
    # In one call: its OneDrive service cuts the fragments by itself.
    drive.write("a/large.bin", LARGE)
    same(bytes(drive.read("a/large.bin")), LARGE)
with check("writes an empty file"):
    drive.write("a/empty", b"")
    same(drive.stat("a/empty").content_length, 0)
with check("replaces a file"):
    drive.write("a/small – ファイル.txt", SMALL[:100])
    same(bytes(drive.read("a/small – ファイル.txt")), SMALL[:100])
with check("reads a range"):
    with drive.open("a/large.bin", "rb") as file:
        file.seek(7_000_000)
        same(bytes(file.read(1000)), LARGE[7_000_000:7_001_000])
with check("writes below folders that are not there"):
    drive.write("new/folders/file.txt", SMALL)
    same(drive.stat("new/folders/file.txt").content_length, len(SMALL))
with check("lists a folder"):
    wanted = ["a/", "a/b/", "a/empty", "a/large.bin", "a/small – ファイル.txt"]
    same([name for name in names("a/") if name in wanted], wanted)
with check("renames a file"):
    drive.rename("a/empty", "a/renamed")
    same((drive.exists("a/empty"), drive.exists("a/renamed")), (False, True))
with check("copies a file"):
    drive.copy("a/large.bin", "a/copy.bin")
    same(bytes(drive.read("a/copy.bin")), LARGE)
with check("tells a file that is not there"):
    same(drive.exists("a/missing"), False)
with check("deletes a file, and one that is not there"):
    drive.delete("a/large.bin")
    drive.delete("a/large.bin")
    same(drive.exists("a/large.bin"), False)
with check("deletes a folder with what it holds"):
    drive.remove_all("a/")
    same(drive.exists("a/b/c/"), False)
