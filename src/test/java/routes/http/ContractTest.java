package routes.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The contract and the routes name the same operations. */
class ContractTest {
    private static final Path RESOURCES = Path.of("src/main/resources");
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");
    /** By these methods nothing is posted to an alarm endpoint: they ask whether it is there. */
    private static final Set<String> PROBES = Set.of("GET", "HEAD", "OPTIONS");

    private static final String ALARM_ENGINE = "#bean:alarmHttpEngine";

    private final Map<?, ?> contract = map(yaml(RESOURCES.resolve("openapi/openapi.yaml")));

    @Test
    void every_operation_of_the_routes_is_in_the_contract_and_the_other_way_round() {
        assertThat(operationsOfContract()).isEqualTo(operationsOfRoutes()).isNotEmpty();
    }

    @Test
    void every_reference_leads_somewhere() {
        List<String> references = new ArrayList<>();
        collect(contract, references);

        assertThat(references).isNotEmpty().allSatisfy(reference -> {
            Object place = contract;
            for (String step : reference.substring("#/".length()).split("/")) {
                place = map(place).get(step);
                assertThat(place).as(reference).isNotNull();
            }
        });
    }

    @Test
    void every_operation_but_the_open_ones_asks_for_a_token_and_can_be_refused() {
        map(contract.get("paths")).forEach((path, operations) -> map(operations).forEach((method, operation) -> {
            Map<?, ?> described = map(operation);
            boolean open = List.of("open").equals(described.get("tags"));
            assertThat(((List<?>) described.get("security")).isEmpty())
                    .as(method + " " + path)
                    .isEqualTo(open);
            assertThat(map(described.get("responses")).containsKey("401"))
                    .as(method + " " + path)
                    .isNotEqualTo(open);
        }));
    }

    private Set<String> operationsOfContract() {
        Set<String> operations = new TreeSet<>();
        map(contract.get("paths")).forEach((path, methods) -> map(methods).keySet().stream()
                .map(String::valueOf)
                .filter(METHODS::contains)
                .forEach(method -> operations.add(method.toUpperCase(Locale.ROOT) + " " + path)));
        return operations;
    }

    private static Set<String> operationsOfRoutes() {
        Set<String> operations = new TreeSet<>();
        try (Stream<Path> files = Files.list(RESOURCES.resolve("routes"))) {
            files.forEach(file -> ((List<?>) yaml(file)).forEach(entry -> addTo(operations, map(entry))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return operations;
    }

    private static void addTo(Set<String> operations, Map<?, ?> entry) {
        if (entry.get("templatedRoute") instanceof Map<?, ?> instance) {
            Map<Object, Object> values = new HashMap<>();
            ((List<?>) instance.get("parameters"))
                    .forEach(one -> values.put(map(one).get("name"), map(one).get("value")));
            if (values.containsKey("path")) {
                operations.add(values.get("method") + " " + values.get("path"));
            }
        } else if (entry.get("route") instanceof Map<?, ?> route) {
            Map<?, ?> from = map(route.get("from"));
            if ("platform-http".equals(from.get("uri"))) {
                Map<?, ?> parameters = map(from.get("parameters"));
                boolean alarms = ALARM_ENGINE.equals(parameters.get("platformHttpEngine"));
                Stream.of(String.valueOf(parameters.get("httpMethodRestrict")).split(","))
                        .filter(method -> !alarms || !PROBES.contains(method))
                        .forEach(method -> operations.add(method + " " + parameters.get("path")));
            }
        }
    }

    private static void collect(Object node, List<String> references) {
        if (node instanceof Map<?, ?> map) {
            map.forEach((key, value) -> {
                if ("$ref".equals(key)) {
                    references.add((String) value);
                }
                collect(value, references);
            });
        } else if (node instanceof List<?> list) {
            list.forEach(item -> collect(item, references));
        }
    }

    private static Object yaml(Path file) {
        try {
            return new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<?, ?> map(Object node) {
        return (Map<?, ?>) node;
    }
}
