package routes.tool.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import routes.common.json.Json;

/**
 * The receivers of an Alertmanager that are bots and strategies here. Each is made once, however many routes name it; those that share
 * their credentials share a bot. A secret of the file is named by a variable or a file, never written.
 */
final class AlertmanagerBots {
    private static final Set<String> ELSEWHERE = Set.of("send_resolved", "http_config");

    private final JsonNode global;
    private final Unsaid unsaid;
    private final Map<String, ObjectNode> bots = new LinkedHashMap<>();
    private final Map<String, ObjectNode> strategies = new LinkedHashMap<>();
    private final Map<String, String> made = new LinkedHashMap<>();
    private final List<String> secrets = new ArrayList<>();

    AlertmanagerBots(JsonNode global, Unsaid unsaid) {
        this.global = global;
        this.unsaid = unsaid;
    }

    List<ObjectNode> bots() {
        return List.copyOf(bots.values());
    }

    List<ObjectNode> strategies() {
        return List.copyOf(strategies.values());
    }

    /** What has to be set before the files can be applied. */
    List<String> secrets() {
        return List.copyOf(secrets);
    }

    /** What stands there for all receivers and none of ours reads. */
    void unusedGlobals() {
        global.fieldNames().forEachRemaining(field -> {
            if (!AlertmanagerKind.readsGlobal(field)) {
                unsaid.add("global." + field, "it is a setting of the hub here, or has no meaning");
            }
        });
    }

    /** @return the name of the strategy that says the same; empty when there is none, which is listed */
    Optional<String> strategy(String receiver, AlertmanagerKind kind, JsonNode config, String place) {
        Optional<String> chat = kind.chat(config);
        if (chat.isEmpty()) {
            unsaid.add(place, "it names no one chat that a bot of the channel " + kind.channel + " has");
            return Optional.empty();
        }
        return Optional.ofNullable(made.computeIfAbsent(place, first -> {
            leftOut(kind, config, place);
            String name = name(receiver, kind);
            String bot = bot(name, kind, config, place);
            ObjectNode strategy = Json.mapper().createObjectNode();
            strategy.put("name", name).put("description", place + " of alertmanager.yml");
            strategy.put("channel", kind.channel).put("bot_id", bot);
            strategy.putArray("chat_ids").add(chat.orElseThrow());
            strategies.put(name, strategy);
            return name;
        }));
    }

    private void leftOut(AlertmanagerKind kind, JsonNode config, String place) {
        config.fieldNames().forEachRemaining(field -> {
            if (!ELSEWHERE.contains(field) && !kind.reads(field)) {
                unsaid.add(
                        place + "." + field, "the message of the channel " + kind.channel + " is a template of ours");
            }
        });
        if (kind == AlertmanagerKind.EMAIL) {
            unsaid.add(
                    place, "its mail server is a setting for all bots: veaiops.channel.email.host, .user, .password");
        }
    }

    private String name(String receiver, AlertmanagerKind kind) {
        String plain = receiver + " " + kind.channel;
        String name = plain;
        for (int number = 2; strategies.containsKey(name); number++) {
            name = plain + " " + number;
        }
        return name;
    }

    private String bot(String name, AlertmanagerKind kind, JsonNode config, String place) {
        String id = "alertmanager-" + name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}._-]+", "-");
        ObjectNode credentials = Json.mapper().createObjectNode();
        StringBuilder same = new StringBuilder(kind.channel);
        List<String> wanted = new ArrayList<>();
        for (AlertmanagerKind.Field field : kind.fields) {
            JsonNode file = field.of(config, global, "_file");
            JsonNode value = field.of(config, global, "");
            if (field.credential().isEmpty()) {
                continue;
            }
            same.append('\n').append(file).append(value);
            if (!field.secret()) {
                plain(field, value).ifPresent(text -> credentials.put(field.credential(), text));
            } else if (file.isTextual()) {
                credentials.put(field.credential(), "${file:" + file.asText() + "}");
            } else {
                String variable = variable(id, field.credential());
                credentials.put(field.credential(), "${env:" + variable + "}");
                wanted.add(variable + " is " + field.name() + " of " + place);
            }
        }
        ObjectNode other = bots.get(same.toString());
        if (other != null) {
            return other.path("bot_id").asText();
        }
        secrets.addAll(wanted);
        bots.put(same.toString(), bot(kind, id, credentials));
        return id;
    }

    private static ObjectNode bot(AlertmanagerKind kind, String id, ObjectNode credentials) {
        ObjectNode bot = credentials.objectNode().put("channel", kind.channel).put("bot_id", id);
        if (credentials.has("secret")) {
            bot.set("secret", credentials.remove("secret"));
        }
        if (!credentials.isEmpty()) {
            bot.set("credentials", credentials);
        }
        return bot;
    }

    private static Optional<String> plain(AlertmanagerKind.Field field, JsonNode value) {
        String text = value.asText();
        return text.isBlank()
                ? Optional.empty()
                : Optional.of(
                        text.endsWith(field.end())
                                ? text.substring(0, text.length() - field.end().length())
                                : text);
    }

    private static String variable(String bot, String credential) {
        return ("VEAIOPS_BOTS_" + bot + "_" + credential)
                .toUpperCase(Locale.ROOT)
                .replaceAll("[^A-Z0-9_]", "_");
    }
}
