package routes.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Folders of extensions, and what a hub says of them. */
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

    /** A channel of one's own. */
    static final String CHANNEL =
            """
            channel: Beacon
            credentials:
              - { name: token, required: true, meaning: "Token of the robot" }
            url: "%s/rooms/{target}"
            headers: { Authorization: "Bearer {token}" }
            message: { form: json, markup: markdown, max_bytes: 8000 }
            """;

    /** One more path of a coded source, as files of the first release wrote it. */
    static final String SHORT_ENDPOINT =
            """
            # One more path of Zabbix.
            - templatedRoute:
                routeTemplateRef: alarm-door
                routeId: alarms-cellar-receive
                parameters:
                  - { name: path, value: /alarms/cellar }
                  - { name: source, value: zabbix }
                  - { name: converter, value: zabbixAlarmConverter }
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
}
