"""Microsoft's Graph SDK for Python on one drive; credentials in the environment."""

import asyncio
import io
import os

import msal
from azure.core.credentials import AccessToken
from checks import LARGE, SMALL, check, same
from kiota_abstractions.authentication import AnonymousAuthenticationProvider
from msgraph import GraphRequestAdapter, GraphServiceClient
from msgraph.generated.drives.item.items.item.children.children_request_builder import ChildrenRequestBuilder
from msgraph.generated.drives.item.items.item.copy.copy_post_request_body import CopyPostRequestBody
from msgraph.generated.drives.item.items.item.create_link.create_link_post_request_body import (
    CreateLinkPostRequestBody,
)
from msgraph.generated.drives.item.items.item.create_upload_session.create_upload_session_post_request_body import (
    CreateUploadSessionPostRequestBody,
)
from msgraph.generated.models.drive_item import DriveItem
from msgraph.generated.models.drive_item_uploadable_properties import DriveItemUploadableProperties
from msgraph.generated.models.folder import Folder
from msgraph.generated.models.item_reference import ItemReference
from msgraph_core.tasks.large_file_upload import LargeFileUploadTask

SCOPES = ["https://graph.microsoft.com/Files.ReadWrite.All"]


class RefreshTokenCredential:
    """What the SDK asks for tokens: MSAL redeems the refresh token, and keeps what it gets."""

    def __init__(self):
        self.app = msal.ConfidentialClientApplication(
            os.environ["CLIENT_ID"],
            client_credential=os.environ["CLIENT_SECRET"],
            authority="https://login.microsoftonline.com/common",
        )

    def get_token(self, *scopes, **_):
        accounts = self.app.get_accounts()
        answer = (accounts and self.app.acquire_token_silent(SCOPES, accounts[0])) or (
            self.app.acquire_token_by_refresh_token(os.environ["REFRESH_TOKEN"], SCOPES)
        )
        if "access_token" not in answer:
            raise RuntimeError(answer.get("error_description"))
        return AccessToken(answer["access_token"], 2_000_000_000)


async def main():
    graph = GraphServiceClient(RefreshTokenCredential(), ["https://graph.microsoft.com/.default"])
    drive = graph.drives.by_drive_id(os.environ["DRIVE_ID"])
    at = lambda path: drive.items.by_drive_item_id(f"root:/{path}:")
    name = "größe – ファイル 🚀.txt"

    with check("signs in and looks at the drive"):
        mine = await graph.me.drive.get()
        same(mine.id.lower(), os.environ["DRIVE_ID"].lower())
    with check("makes a folder"):
        body = DriveItem(
            name="msgraph", folder=Folder(), additional_data={"@microsoft.graph.conflictBehavior": "fail"}
        )
        made = await drive.items.by_drive_item_id("root").children.post(body)
        same(made.name, "msgraph")
    with check("uploads a small file by its path"):
        item = await at(f"msgraph/{name}").content.put(SMALL)
        same((item.name, item.size), (name, len(SMALL)))
    with check("uploads a large file by an upload session"):
        properties = DriveItemUploadableProperties(additional_data={"@microsoft.graph.conflictBehavior": "replace"})
        session = await at("msgraph/large.bin").create_upload_session.post(
            CreateUploadSessionPostRequestBody(item=properties)
        )
        # An uploadUrl takes no token, so that the task gets an adapter without one.
        anonymous = GraphRequestAdapter(AnonymousAuthenticationProvider())
        await LargeFileUploadTask(session, anonymous, io.BytesIO(LARGE), DriveItem).upload()
        same(await at("msgraph/large.bin").content.get(), LARGE)
    with check("uploads a large file in one request"):
        item = await at("msgraph/one.bin").content.put(LARGE)
        same((item.name, item.size), ("one.bin", len(LARGE)))
    with check("lists a folder, a page for each item"):
        query = ChildrenRequestBuilder.ChildrenRequestBuilderGetQueryParameters(top=1)
        page = await at("msgraph").children.get(
            request_configuration=ChildrenRequestBuilder.ChildrenRequestBuilderGetRequestConfiguration(
                query_parameters=query
            )
        )
        names = []
        while page:
            names += [item.name for item in page.value]
            link = page.odata_next_link
            page = await at("msgraph").children.with_url(link).get() if link else None
        same(sorted(set(names) - {"large.bin"}), sorted([name, "one.bin"]))
    with check("downloads a small file"):
        same(await at(f"msgraph/{name}").content.get(), SMALL)
    with check("downloads a large file by its id"):
        found = await at("msgraph/one.bin").get()
        same(await drive.items.by_drive_item_id(found.id).content.get(), LARGE)
    with check("renames and moves a file"):
        folder = await at("msgraph").children.post(DriveItem(name="target", folder=Folder()))
        found = await at("msgraph/one.bin").get()
        change = DriveItem(name="renamed.bin", parent_reference=ItemReference(id=folder.id))
        await drive.items.by_drive_item_id(found.id).patch(change)
        same((await at("msgraph/target/renamed.bin").get()).size, len(LARGE))
    with check("copies a file"):
        folder = await at("msgraph").get()
        reference = ItemReference(drive_id=os.environ["DRIVE_ID"], id=folder.id)
        await at("msgraph/target/renamed.bin").copy.post(
            CopyPostRequestBody(name="copy.bin", parent_reference=reference)
        )
        for _ in range(50):
            names = [item.name for item in (await at("msgraph").children.get()).value]
            if "copy.bin" in names:
                break
            await asyncio.sleep(0.1)
        same(await at("msgraph/copy.bin").content.get(), LARGE)
    with check("makes a sharing link"):
        link = await at("msgraph/copy.bin").create_link.post(CreateLinkPostRequestBody(type="view", scope="anonymous"))
        same(link.link.web_url.startswith("https://"), True)
    with check("asks for what changed"):
        changes = await drive.items.by_drive_item_id("root").delta.get()
        same("copy.bin" in [item.name for item in changes.value], True)
    with check("tells an item that is not there"):
        try:
            await at("msgraph/missing").get()
            raise AssertionError("found")
        except Exception as error:
            same((error.response_status_code, error.error.code), (404, "itemNotFound"))
    with check("deletes a folder with what it holds"):
        await drive.items.by_drive_item_id((await at("msgraph").get()).id).delete()
        same("msgraph" in [item.name for item in (await drive.items.by_drive_item_id("root").children.get()).value], False)


asyncio.run(main())
