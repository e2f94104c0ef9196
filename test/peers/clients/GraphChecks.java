import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.graph.core.models.UploadResult;
import com.microsoft.graph.core.tasks.LargeFileUploadTask;
import com.microsoft.graph.drives.item.items.item.DriveItemItemRequestBuilder;
import com.microsoft.graph.drives.item.items.item.copy.CopyPostRequestBody;
import com.microsoft.graph.drives.item.items.item.createlink.CreateLinkPostRequestBody;
import com.microsoft.graph.drives.item.items.item.createuploadsession.CreateUploadSessionPostRequestBody;
import com.microsoft.graph.models.DriveItem;
import com.microsoft.graph.models.DriveItemUploadableProperties;
import com.microsoft.graph.models.Folder;
import com.microsoft.graph.models.ItemReference;
import com.microsoft.graph.models.odataerrors.ODataError;
import com.microsoft.graph.serviceclient.GraphServiceClient;
import com.microsoft.kiota.authentication.AnonymousAuthenticationProvider;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import reactor.core.publisher.Mono;

/** Microsoft's Graph SDK for Java on one drive; credentials in the environment. */
public final class GraphChecks {
  private static final byte[] SMALL = bytes(4321, 1);
  // More than one fragment, and no multiple of anything.
  private static final byte[] LARGE = bytes(23_456_789, 2);
  private static final String NAME = "größe – ファイル.txt";
  private static final String DRIVE_ID = System.getenv("DRIVE_ID");
  private static final GraphServiceClient GRAPH =
      new GraphServiceClient(new RefreshTokenCredential(), "https://graph.microsoft.com/.default");

  private interface Work {
    void run() throws Exception;
  }

  /** Redeems the refresh token, once: the checks end before what it gets does. */
  private static final class RefreshTokenCredential implements TokenCredential {
    private AccessToken token;

    @Override
    public synchronized Mono<AccessToken> getToken(TokenRequestContext context) {
      return Mono.just(getTokenSync(context));
    }

    @Override
    public synchronized AccessToken getTokenSync(TokenRequestContext context) {
      if (token == null) token = redeem();
      return token;
    }

    private static AccessToken redeem() {
      String form =
          Map.of(
                  "grant_type", "refresh_token",
                  "client_id", System.getenv("CLIENT_ID"),
                  "client_secret", System.getenv("CLIENT_SECRET"),
                  "refresh_token", System.getenv("REFRESH_TOKEN"))
              .entrySet()
              .stream()
              .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
              .collect(Collectors.joining("&"));
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("https://login.microsoftonline.com/common/oauth2/v2.0/token"))
              .header("Content-Type", "application/x-www-form-urlencoded")
              .POST(HttpRequest.BodyPublishers.ofString(form))
              .build();
      try {
        String answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body();
        String text = new ObjectMapper().readTree(answer).get("access_token").asText();
        return new AccessToken(text, OffsetDateTime.now().plusMinutes(50));
      } catch (Exception error) {
        throw new IllegalStateException("the sign-in failed", error);
      }
    }
  }

  public static void main(String[] args) {
    check("signs in and looks at the drive", () -> same(GRAPH.me().drive().get().getId().toLowerCase(), DRIVE_ID.toLowerCase()));
    check("makes a folder", () -> same(makeFolder("root", "java").getName(), "java"));
    check("uploads a small file by its path", () -> {
      DriveItem item = at("/" + NAME).content().put(new ByteArrayInputStream(SMALL));
      same(List.of(item.getName(), item.getSize()), List.of(NAME, (long) SMALL.length));
    });
    check("uploads a large file by an upload session", () -> {
      DriveItemUploadableProperties properties = new DriveItemUploadableProperties();
      properties.setAdditionalData(Map.of("@microsoft.graph.conflictBehavior", "replace"));
      CreateUploadSessionPostRequestBody body = new CreateUploadSessionPostRequestBody();
      body.setItem(properties);
      // An uploadUrl takes no token, so that the task gets an adapter without one.
      GraphServiceClient anonymous = new GraphServiceClient(new AnonymousAuthenticationProvider());
      LargeFileUploadTask<DriveItem> task =
          new LargeFileUploadTask<>(
              anonymous.getRequestAdapter(),
              at("/large.bin").createUploadSession().post(body),
              new ByteArrayInputStream(LARGE),
              LARGE.length,
              5L * 1024 * 1024,
              DriveItem::createFromDiscriminatorValue);
      UploadResult<DriveItem> result = task.upload();
      same(result.itemResponse.getSize(), (long) LARGE.length);
    });
    check("lists a folder", () -> same(names(""), List.of("large.bin", NAME).stream().sorted().toList()));
    check("downloads a small file", () -> same(download("/" + NAME), SMALL));
    check("downloads a large file", () -> same(download("/large.bin"), LARGE));
    check("renames and moves a file", () -> {
      DriveItem change = new DriveItem();
      change.setName("renamed.bin");
      change.setParentReference(reference(makeFolder(at("").get().getId(), "target").getId()));
      item(at("/large.bin").get().getId()).patch(change);
      same(names("/target"), List.of("renamed.bin"));
    });
    check("copies a file", () -> {
      CopyPostRequestBody body = new CopyPostRequestBody();
      body.setName("copy.bin");
      body.setParentReference(reference(at("").get().getId()));
      at("/target/renamed.bin").copy().post(body);
      for (int attempt = 0; attempt < 50 && !names("").contains("copy.bin"); attempt++) Thread.sleep(100);
      same(download("/copy.bin"), LARGE);
    });
    check("makes a sharing link", () -> {
      CreateLinkPostRequestBody body = new CreateLinkPostRequestBody();
      body.setType("view");
      body.setScope("anonymous");
      same(at("/copy.bin").createLink().post(body).getLink().getWebUrl().startsWith("https://"), true);
    });
    check("tells an item that is not there", () -> {
      try {
        at("/missing").get();
        throw new AssertionError("found");
      } catch (ODataError error) {
        same(List.of(error.getResponseStatusCode(), error.getError().getCode()), List.of(404, "itemNotFound"));
      }
    });
    check("deletes a folder with what it holds", () -> {
      item(at("").get().getId()).delete();
      List<DriveItem> left = item("root").children().get().getValue();
      same(left.stream().filter(each -> each.getName().equals("java")).count(), 0L);
    });
    System.exit(0);
  }

  private static DriveItemItemRequestBuilder item(String id) {
    return GRAPH.drives().byDriveId(DRIVE_ID).items().byDriveItemId(id);
  }

  private static DriveItemItemRequestBuilder at(String below) {
    return item("root:/java" + below + ":");
  }

  private static DriveItem makeFolder(String parent, String name) {
    DriveItem folder = new DriveItem();
    folder.setName(name);
    folder.setFolder(new Folder());
    return item(parent).children().post(folder);
  }

  private static ItemReference reference(String id) {
    ItemReference reference = new ItemReference();
    reference.setDriveId(DRIVE_ID);
    reference.setId(id);
    return reference;
  }

  private static List<String> names(String below) {
    return at(below).children().get().getValue().stream().map(DriveItem::getName).sorted().toList();
  }

  private static byte[] download(String below) throws Exception {
    return at(below).content().get().readAllBytes();
  }

  private static byte[] bytes(int size, long seed) {
    byte[] made = new byte[size];
    new Random(seed).nextBytes(made);
    return made;
  }

  private static void check(String name, Work work) {
    try {
      work.run();
      System.out.println("PASS\t" + name);
    } catch (Throwable error) {
      String words = (error + "").replaceAll("\\s+", " ");
      System.out.println("FAIL\t" + name + "\t" + words.substring(0, Math.min(300, words.length())));
    }
  }

  private static void same(Object got, Object wanted) {
    boolean isEqual = wanted instanceof byte[] bytes ? Arrays.equals(bytes, (byte[]) got) : Objects.equals(got, wanted);
    if (!isEqual) throw new AssertionError(shown(got) + " instead of " + shown(wanted));
  }

  private static String shown(Object value) {
    return value instanceof byte[] bytes ? bytes.length + " bytes" : String.valueOf(value);
  }
}
