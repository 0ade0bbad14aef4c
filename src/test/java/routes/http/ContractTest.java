package routes.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The contract is one valid document, and it and the routes name the same operations. */
class ContractTest {
    private static final Path RESOURCES = Path.of("src/main/resources");
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");
    /** By these methods nothing is posted to an alarm endpoint: they ask whether it is there. */
    private static final Set<String> PROBES = Set.of("GET", "HEAD", "OPTIONS");

    private static final String ALARM_ENGINE = "#bean:alarmHttpEngine";

    private final String served = new String(Contract.shipped().yaml(), StandardCharsets.UTF_8);
    private final Map<?, ?> contract = map(new Load(LoadSettings.builder().build()).loadFromString(served));

    @Test
    void every_operation_of_the_routes_is_in_the_contract_and_the_other_way_round() {
        assertThat(operationsOfContract()).isEqualTo(operationsOfRoutes()).isNotEmpty();
    }

    @Test
    void what_is_served_is_whole_and_has_nothing_that_is_put_in_when_the_files_are_joined() {
        assertThat(names(contract)).isEqualTo(Set.of("openapi", "info", "security", "tags", "paths", "components"));
        assertThat(served)
                .doesNotContain("x-areas", "x-answers", "x-data", "x-list", "x-bean")
                .doesNotContain("&id", "*id");
        eachOperation((name, operation) -> {
            assertThat(names(operation)).as(name).contains("operationId", "summary", "tags", "responses");
            map(operation.get("responses")).forEach((status, response) -> assertThat(map(response))
                    .as(name + " " + status)
                    .satisfiesAnyOf(
                            full -> assertThat(names(full)).contains("description", "content", "headers"),
                            reference -> assertThat(names(reference)).containsExactly("$ref")));
        });
    }

    @Test
    void each_operation_has_an_id_of_its_own_and_describes_every_parameter_of_its_path() {
        List<Object> ids = new ArrayList<>();

        eachOperation((name, operation) -> {
            ids.add(operation.get("operationId"));
            List<String> described = ((List<?>) Objects.requireNonNullElse(operation.get("parameters"), List.of()))
                    .stream()
                            .map(this::resolved)
                            .filter(parameter -> "path".equals(parameter.get("in")))
                            .map(parameter -> "{" + parameter.get("name") + "}")
                            .toList();
            assertThat(described)
                    .as(name)
                    .containsExactlyInAnyOrder(Pattern.compile("\\{[^}]+}")
                            .matcher(name)
                            .results()
                            .map(MatchResult::group)
                            .toArray(String[]::new));
        });

        assertThat(ids).doesNotHaveDuplicates().isNotEmpty();
    }

    @Test
    void every_file_of_the_folder_is_part_of_the_contract() throws IOException {
        Map<?, ?> base = map(yaml(RESOURCES.resolve("openapi/openapi.yaml")));
        try (Stream<Path> files = Files.list(RESOURCES.resolve("openapi"))) {
            assertThat(files.map(file -> file.getFileName().toString().replace(".yaml", "")))
                    .containsExactlyInAnyOrderElementsOf(
                            Stream.concat(Stream.of("openapi"), ((List<?>) base.get("x-areas")).stream())
                                    .map(String::valueOf)
                                    .toList());
        }
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
        eachOperation((name, operation) -> {
            boolean open = "open".equals(operation.get("x-scope"));
            Object security = Objects.requireNonNullElse(operation.get("security"), contract.get("security"));
            assertThat(((List<?>) security).isEmpty()).as(name).isEqualTo(open);
            boolean logsIn = List.of("accounts").equals(operation.get("tags"))
                    || String.valueOf(operation.get("operationId")).matches("event(List)?Page.*");
            boolean proves = !open || logsIn;
            assertThat(map(operation.get("responses")).containsKey("401"))
                    .as(name)
                    .isEqualTo(proves);
        });
    }

    private static Set<String> names(Map<?, ?> object) {
        return object.keySet().stream().map(String::valueOf).collect(Collectors.toSet());
    }

    private void eachOperation(BiConsumer<String, Map<?, ?>> check) {
        map(contract.get("paths")).forEach((path, operations) -> map(operations)
                .forEach((method, operation) -> check.accept(method + " " + path, map(operation))));
    }

    private Map<?, ?> resolved(Object node) {
        if (!(map(node).get("$ref") instanceof String reference)) {
            return map(node);
        }
        Object place = contract;
        for (String step : reference.substring("#/".length()).split("/")) {
            place = map(place).get(step);
        }
        return map(place);
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
        Contract.shipped().operations().forEach(one -> operations.add(one.method() + " " + one.path()));
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
            Map<?, ?> parameters = map(Objects.requireNonNullElse(from.get("parameters"), Map.of()));
            if ("platform-http".equals(from.get("uri")) && !"/".equals(parameters.get("path"))) {
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
