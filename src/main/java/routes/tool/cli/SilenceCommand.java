package routes.tool.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import routes.common.error.VeaiopsException;
import routes.common.json.Json;

/** Silences: what is held back. */
@Command(
        name = "silence",
        description = "Makes, lists and ends silences.",
        mixinStandardHelpOptions = true,
        subcommands = {SilenceCommand.Add.class, SilenceCommand.Listing.class, SilenceCommand.End.class})
final class SilenceCommand {
    private static final String SILENCES = "/apis/v1/manager/event-center/silence/";

    @ParentCommand
    private Veaiops veaiops;

    /** One more. */
    @Command(
            name = "add",
            description = "Makes a silence for events that fit all matchers, such as host=~web-.* level=P2.",
            mixinStandardHelpOptions = true)
    static final class Add implements Callable<Integer> {
        private static final Pattern MATCHER = Pattern.compile("([^=!~]+)(=~|!~|!=|=)(.*)");

        @ParentCommand
        private SilenceCommand silences;

        @Parameters(arity = "1..*", paramLabel = "NAME=VALUE", description = "Matchers with =, !=, =~ or !~; all hold")
        private List<String> matchers = List.of();

        @Option(names = "--for", description = "How long: 90m, 12h or 7d", defaultValue = "2h")
        private String duration;

        @Option(names = "--comment", required = true, description = "Why")
        private String comment;

        @Mixin
        private HubOptions hub;

        @Mixin
        private Output out;

        @Override
        public Integer call() {
            ObjectNode wanted = Json.mapper().createObjectNode().put("comment", comment);
            Duration length = DiffCommand.duration("--for", duration);
            wanted.put(
                    "ends_at", silences.veaiops.clock().instant().plus(length).toString());
            ArrayNode all = wanted.putArray("matchers");
            for (String text : matchers) {
                Matcher parts = MATCHER.matcher(text);
                if (!parts.matches()) {
                    throw new VeaiopsException("a matcher is written name=value, not " + text);
                }
                all.addObject()
                        .put("name", parts.group(1))
                        .put("op", parts.group(2))
                        .put("value", parts.group(3));
            }
            show(out, Json.mapper().createArrayNode().add(hub.post(SILENCES, wanted)));
            return 0;
        }
    }

    /** All of them. */
    @Command(
            name = "list",
            description = "Lists silences that are in force or to come.",
            mixinStandardHelpOptions = true)
    static final class Listing implements Callable<Integer> {
        @Option(names = "--ended", description = "Those that have ended too")
        private boolean ended;

        @Mixin
        private HubOptions hub;

        @Mixin
        private Output out;

        @Override
        public Integer call() {
            show(out, hub.get(SILENCES + "?limit=100" + (ended ? "" : "&state=active&state=pending")));
            return 0;
        }
    }

    /** One less. */
    @Command(
            name = "end",
            description = "Ends a silence now; what it held back and still goes on is notified.",
            mixinStandardHelpOptions = true)
    static final class End implements Callable<Integer> {
        @Parameters(index = "0", description = "Its id, or its comment")
        private String named;

        @Mixin
        private HubOptions hub;

        @Mixin
        private Output out;

        @Override
        public Integer call() {
            List<String> ids = new ArrayList<>();
            hub.get(SILENCES + "?limit=100&state=active&state=pending").forEach(silence -> {
                if (named.equals(silence.path("_id").asText())
                        || named.equals(silence.path("comment").asText())) {
                    ids.add(silence.path("_id").asText());
                }
            });
            if (ids.size() != 1) {
                throw new Found((ids.isEmpty() ? "no silence" : "more than one silence") + " is called " + named);
            }
            show(out, Json.mapper().createArrayNode().add(hub.delete(SILENCES + ids.get(0))));
            return 0;
        }
    }

    private static void show(Output out, JsonNode silences) {
        if (out.json()) {
            out.json(silences);
            return;
        }
        for (JsonNode silence : silences) {
            List<String> matchers = new ArrayList<>();
            silence.path("matchers")
                    .forEach(one -> matchers.add(one.path("name").asText()
                            + one.path("op").asText()
                            + one.path("value").asText()));
            out.line("%s %-7s until %s %s %s"
                    .formatted(
                            silence.path("_id").asText(),
                            silence.path("state").asText(),
                            silence.path("ends_at").asText(),
                            String.join(" ", matchers),
                            silence.path("comment").asText()));
        }
    }
}
