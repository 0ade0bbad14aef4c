package routes.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
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

    private static final String MAPPING =
            """
            source: %s
            auth:
              - token: usual
            alarm: |
              {fingerprint: .id, status: .state, level: "P1", title: .name}
            """;
    private static final String POST = "{\"id\": \"7\", \"state\": \"firing\", \"name\": \"Pump 7\"}";

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

    /** Saves a mapping with its samples. @param more a field of its file; empty for none */
    static Path mapping(Path extensions, String name, String more) throws IOException {
        Path file = extensions.resolve("mappings/" + name + "/source.yaml");
        String text = MAPPING.formatted(name);
        save(file, more.isEmpty() ? text : text.replaceFirst("\n", "\n" + more + "\n"));
        save(file.resolveSibling("samples/firing.json"), POST);
        save(file.resolveSibling("samples/resolved.json"), POST.replace("firing", "resolved"));
        return file;
    }

    /** A route of its own id that answers at a path. */
    static String route(String id, String path) {
        return ROUTE.replace("weather-ask-answer", id)
                .replace("path: /weather", "path: " + path)
                .replace("weather", "tide-" + id);
    }

    /** The status of a post of that sample. */
    static int post(Hub hub, String path) {
        return hub.post(path, Map.of(), POST.getBytes(StandardCharsets.UTF_8)).statusCode();
    }

    /** Deletes a folder with all that is in it. */
    static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
