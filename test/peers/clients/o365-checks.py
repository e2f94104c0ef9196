"""O365's account, drive and folders; credentials in the environment."""

import io
import os
import tempfile
from pathlib import Path

import requests
from O365 import Account
from O365.utils.token import MemoryTokenBackend
from checks import LARGE, SMALL, check, same

account = Account(
    (os.environ["CLIENT_ID"], os.environ["CLIENT_SECRET"]),
    tenant_id="common",
    token_backend=MemoryTokenBackend(),
)
scopes = ["User.Read", "Files.ReadWrite.All"]
here = Path(tempfile.mkdtemp())


def named(items):
    return sorted(item.name for item in items)


def download(item):
    back = io.BytesIO()
    item.download(output=back)
    return back.getvalue()


with check("signs in with a code"):
    url, flow = account.con.get_authorization_url(requested_scopes=scopes)
    answer = requests.post(url, data={"decision": "allow"}, allow_redirects=False, timeout=10)
    same(account.con.request_token(answer.headers["Location"], flow=flow), True)
with check("refreshes its token"):
    same(account.con.refresh_token(), True)

drive = account.storage().get_default_drive()
root = drive.get_root_folder()
folder = None
with check("makes a folder"):
    folder = root.create_child_folder("o365")
    same(folder.name, "o365")
with check("uploads a small file"):
    (here / "small.txt").write_bytes(SMALL)
    same(folder.upload_file(here / "small.txt", item_name="größe – ファイル.txt").size, len(SMALL))
with check("uploads a large file by an upload session"):
    uploaded = folder.upload_file(
        None, item_name="large.bin", stream=io.BytesIO(LARGE), stream_size=len(LARGE), conflict_handling="replace"
    )
    same(uploaded.size, len(LARGE))
with check("lists a folder"):
    same(named(folder.get_items()), ["größe – ファイル.txt", "large.bin"])
with check("finds an item by its path, and downloads it"):
    same(download(drive.get_item_by_path("/o365/größe – ファイル.txt")), SMALL)
with check("downloads a large file"):
    same(download(drive.get_item_by_path("/o365/large.bin")), LARGE)
with check("filters a listing"):
    query = folder.new_query().equals("name", "large.bin")
    same(named(folder.get_items(query=query)), ["large.bin"])
with check("renames a file"):
    same(drive.get_item_by_path("/o365/large.bin").update(name="renamed.bin"), True)
    same(drive.get_item_by_path("/o365/renamed.bin").size, len(LARGE))
with check("copies a file, and asks until it is there"):
    progress = drive.get_item_by_path("/o365/renamed.bin").copy(name="copy.bin")
    # It ends with the answer that holds the new item's id.
    for _ in progress.check_status(delay=0.1):
        pass
    same((progress.status, progress.get_item().name, progress.get_item().size), ("completed", "copy.bin", len(LARGE)))
with check("moves a file to another folder"):
    target = folder.create_child_folder("target")
    same(drive.get_item_by_path("/o365/renamed.bin").move(target), True)
    same(named(target.get_items()), ["renamed.bin"])
with check("shares a file by a link"):
    link = drive.get_item_by_path("/o365/copy.bin").share_with_link(share_type="view", share_scope="anonymous")
    same(link.share_link.startswith("https://"), True)
with check("finds a file by a search"):
    same("copy.bin" in named(drive.search("copy.bin")), True)
with check("lists the versions of a file"):
    same(len(list(drive.get_item_by_path("/o365/copy.bin").get_versions())), 1)
with check("deletes a folder with what it holds"):
    same(folder.delete(), True)
    same([item.name for item in root.get_items() if item.name == "o365"], [])
