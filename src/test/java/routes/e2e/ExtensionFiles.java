package routes.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.bson.Document;

/** Folders of extensions, and what a hub tells of them. */
final class ExtensionFiles {
    /** A route of one's own. */
    static final String ROUTE =
            """
            # Answers who asks for the weather.

            # Over HTTP.
            - route:
                id: weather-ask-answer
                description: Answers how the weather is
                routeConfigurationId: base,http-api
                from:
                  uri: platform-http
                  parameters:
                    path: /weather
                    httpMethodRestrict: GET
                  steps:
                    - setBody:
                        id: say-weather
                        expression:
                          simple:
                            expression: "fine at {{veaiops.weather.place:home}}"
                    - convertBodyTo:
                        id: weather-as-bytes
                        type: byte[]
            """;

    private ExtensionFiles() {}

    static JsonNode row(Hub hub, String kind, String name) {
        JsonNode rows =
                Hub.json(hub.call("GET", "/apis/v1/manager/extensions", "")).path("data");
        return StreamSupport.stream(rows.spliterator(), false)
                .filter(row -> row.path("kind").asText().equals(kind))
                .filter(row -> row.path("name").asText().equals(name))
                .findFirst()
                .orElseGet(() -> rows.path("none"));
    }

    static void save(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            files.filter(Files::isRegularFile).forEach(file -> {
                Path copy = to.resolve(from.relativize(file).toString());
                try {
                    Files.createDirectories(copy.getParent());
                    Files.copy(file, copy);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }

    /** A bot may be there before its channel is. */
    static void bot(Site site, String channel, String botId, Map<String, String> credentials) {
        site.database()
                .getCollection("veaiops__config_bot")
                .insertOne(new Document("channel", channel)
                        .append("bot_id", botId)
                        .append("name", botId)
                        .append("is_active", true)
                        .append("secret", credentials.getOrDefault("secret", ""))
                        .append("credentials", new Document(Map.copyOf(credentials))));
    }

    static void subscribe(Hub hub, String channel, String botId, String project) {
        String strategy = created(
                        hub,
                        "/apis/v1/manager/event-center/inform-strategy/",
                        Map.of("name", project, "channel", channel, "bot_id", botId, "chat_ids", List.of(botId)))
                .path("id")
                .asText();
        created(
                hub,
                "/apis/v1/manager/event-center/subscribe/",
                Map.of(
                        "name", project,
                        "agent_type", "intelligent_threshold_agent",
                        "inform_strategy_ids", List.of(strategy),
                        "start_time", Instant.now().minusSeconds(60).toString(),
                        "end_time", Instant.now().plusSeconds(3600).toString(),
                        "event_level", List.of(),
                        "interest_projects", List.of(project)));
    }

    private static JsonNode created(Hub hub, String path, Object body) {
        HttpResponse<String> answer = hub.call("POST", path, Payloads.text(body));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return Hub.json(answer).path("data");
    }
}
