package routes.tool.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import routes.common.error.VeaiopsException;
import routes.common.json.Json;
import routes.common.yaml.YamlText;
import routes.extension.source.Posted;
import routes.extension.source.SourceFolder;
import routes.tool.preview.DevPage;
import routes.tool.preview.DevServer;
import routes.tool.preview.OfflineTrial;

/** A page on this machine to write a mapping with. */
@Command(
        name = "dev",
        description =
                "Serves a page on this machine: a post, its mapping, and what comes of it on each keystroke - alarm,"
                        + " merge, who is notified, the cards. With a hub its events, subscriptions and refused posts count.",
        mixinStandardHelpOptions = true)
final class DevCommand implements Callable<Integer> {
    private static final String REJECTED = "/apis/v1/manager/event-center/rejected";

    @ParentCommand
    private Veaiops veaiops;

    @Parameters(index = "0", description = "Mapping: its file, its folder, or the name of the source in the folder")
    private String mapping;

    @Option(names = "--port", description = "Port on loopback; a free one when left out", defaultValue = "0")
    private int port;

    @Option(names = "--offline", description = "Without a hub, even if one is known")
    private boolean offline;

    @Mixin
    private OfflineOptions files;

    @Mixin
    private HubOptions hub;

    @Mixin
    private Output out;

    private @Nullable OfflineTrial trial;

    @Override
    public Integer call() throws InterruptedException {
        Path file = file();
        String source = Objects.requireNonNull(file.toAbsolutePath().getParent())
                .getFileName()
                .toString();
        try (DevServer server = DevServer.start(port, page(source, file))) {
            if (out.json()) {
                out.json(Map.of("url", server.url()));
            } else {
                out.line(server.url() + "  (ends with Ctrl+C)");
            }
            new CountDownLatch(1).await();
        }
        return 0;
    }

    DevPage page(String source, Path file) {
        return !offline && hub.named()
                ? new DevPage(source, file, (post, text) -> ofHub(source, post, text), new HubPosts(source))
                : new DevPage(source, file, (post, text) -> ofFiles(source, post, text), new NoPosts());
    }

    private Path file() {
        Path named = Path.of(mapping);
        List<Path> places = new ArrayList<>(List.of(named, named.resolve(SourceFolder.FILE)));
        files.folder()
                .ifPresent(folder ->
                        places.add(folder.resolve("mappings").resolve(mapping).resolve(SourceFolder.FILE)));
        return places.stream()
                .filter(Files::isRegularFile)
                .findFirst()
                .orElseThrow(() -> new VeaiopsException(
                        "there is no mapping " + mapping + "; veaiops new alarm-source " + mapping + " makes one"));
    }

    private JsonNode ofHub(String source, Posted post, String text) {
        ObjectNode wanted = TryCommand.wanted(post);
        wanted.put("mapping", text);
        return hub.post("/apis/v1/manager/extensions/try/" + source, wanted);
    }

    private JsonNode ofFiles(String source, Posted post, String text) {
        return Json.mapper()
                .valueToTree(offlineTrial()
                        .of(post, OfflineTrial.read(new YamlText(source, "mapping", text, new ArrayList<>())))
                        .trials());
    }

    /** Made for the first post: channels and templates are read once. */
    private OfflineTrial offlineTrial() {
        if (trial == null) {
            trial = new OfflineTrial(files.folder(), files.settings(), List.of(), veaiops.clock());
        }
        return trial;
    }

    private static final class NoPosts implements DevPage.Posts {
        @Override
        public String where() {
            return "offline: a fresh store, and every channel";
        }

        @Override
        public Map<String, String> list() {
            return Map.of();
        }

        @Override
        public String body(String id) {
            throw new VeaiopsException("there is no post " + id);
        }
    }

    /** The last refused posts, and those that are caught to learn from. */
    private final class HubPosts implements DevPage.Posts {
        private static final String CAUGHT = "caught ";
        private final String source;

        HubPosts(String source) {
            this.source = source;
        }

        @Override
        public String where() {
            return "at " + hub.address();
        }

        @Override
        public Map<String, String> list() {
            Map<String, String> found = new LinkedHashMap<>();
            hub.get(REJECTED + "?limit=20&source=" + source)
                    .forEach(one -> found.put(
                            one.path("_id").asText(),
                            "refused " + one.path("received_at").asText() + " "
                                    + one.path("message").asText()));
            for (int i = 0; i < caught().size(); i++) {
                found.put(CAUGHT + i, CAUGHT + (i + 1));
            }
            return found;
        }

        @Override
        public String body(String id) {
            return id.startsWith(CAUGHT)
                    ? caught().path(Integer.parseInt(id.substring(CAUGHT.length())))
                            .toPrettyString()
                    : hub.get(REJECTED + "/" + id).path("body").asText();
        }

        /** Nothing where nothing is learned. */
        private JsonNode caught() {
            try {
                return hub.get("/apis/v1/manager/extensions/learn/" + source).path("samples");
            } catch (Found notLearning) {
                return Json.mapper().createArrayNode();
            }
        }
    }
}
