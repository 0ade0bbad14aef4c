package routes.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import routes.common.json.Json;

/**
 * Every operation of VeAIOps is answered as its generated client reads it. {@code veaiops/operations.txt} holds the operations and the
 * fields that the client reads; the answers are those of {@code golden/api}, which {@link ApiRecordTest} replays against the running
 * hub, the calls of VeAIOps' web UI among them ({@code veaiops-ui.http}).
 */
class VeaiopsOperationsTest {
    private static final int ALL = 128;
    private static final List<Recorded> RECORDED = GoldenFile.in("api", ".http").stream()
            .flatMap(file -> Stream.of(file.text().split("(?m)^### ")))
            .flatMap(block -> Recorded.of(block).stream())
            .toList();

    /** One operation of VeAIOps. @param list whether the fields are those of each element */
    private record Theirs(String method, String path, String state, List<String> fields, boolean list) {
        static Theirs of(String line) {
            String[] parts = (line + " | | |").split(" \\| ?", -1);
            String[] operation = parts[0].strip().split(" ");
            List<String> fields = Stream.of(parts[3].strip().split(" "))
                    .filter(word -> word.matches("\\w+|\\[]"))
                    .toList();
            return new Theirs(
                    operation[0],
                    operation[1],
                    parts[1].strip(),
                    fields.stream().filter(field -> !field.equals("[]")).toList(),
                    fields.contains("[]"));
        }

        /** With values in place of the parameters, as the client calls it. */
        boolean matches(Recorded recorded) {
            String pattern = Stream.of(path.split("/"))
                    .map(step -> step.startsWith("{") ? "[^/]+" : step)
                    .collect(Collectors.joining("/"));
            return method.equals(recorded.method())
                    && recorded.target().replaceFirst("\\?.*", "").matches(pattern + "/?");
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    /** A call and its answer. */
    private record Recorded(String method, String target, int status, JsonNode data) {
        static Optional<Recorded> of(String block) {
            List<String> lines = block.lines().toList();
            List<String> request =
                    lines.stream().takeWhile(line -> !line.startsWith("< ")).toList();
            if (request.size() < 2 || request.size() == lines.size()) {
                return Optional.empty();
            }
            String[] first = request.get(1).split(" ", 2);
            String body = lines.stream()
                    .skip(request.size() + 1)
                    .takeWhile(line -> !line.startsWith("= "))
                    .filter(line -> !line.startsWith("< "))
                    .collect(Collectors.joining("\n"));
            int status = Integer.parseInt(lines.get(request.size()).substring(2, 5));
            return Optional.of(new Recorded(first[0], first[1], status, data(body)));
        }

        private static JsonNode data(String body) {
            try {
                return Json.mapper().readTree(body).path("data");
            } catch (JsonProcessingException e) {
                return MissingNode.getInstance();
            }
        }
    }

    static List<Theirs> operations() throws IOException {
        try (InputStream file = VeaiopsOperationsTest.class.getResourceAsStream("/veaiops/operations.txt")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#") && !line.isBlank())
                    .map(Theirs::of)
                    .toList();
        }
    }

    static List<Theirs> working() throws IOException {
        return operations().stream().filter(one -> one.state().equals("works")).toList();
    }

    @Test
    void all_of_them_stand_on_the_page_and_three_are_not_answered_on_purpose() throws IOException {
        String page = Files.readString(Path.of("docs/veaiops.md"));
        List<Theirs> operations = operations();

        assertThat(operations).hasSize(ALL).doesNotHaveDuplicates();
        assertThat(operations)
                .extracting(one -> "`" + one.path().replace("/apis/v1", "") + "`")
                .allMatch(page::contains);
        assertThat(operations)
                .filteredOn(one -> !one.state().equals("works"))
                .extracting(Theirs::toString)
                .containsExactly(
                        "POST /apis/v1/intelligent-threshold/agent/",
                        "GET /apis/v1/intelligent-threshold/agent/status",
                        "GET /apis/v1/manager/system-config/bots/{uid}/secrets");
    }

    @ParameterizedTest
    @MethodSource("working")
    void an_operation_was_called_and_answered_with_the_fields_that_the_client_reads(Theirs operation) {
        List<Recorded> answers = RECORDED.stream()
                .filter(operation::matches)
                .filter(answer -> answer.status() / 100 == 2)
                .toList();

        assertThat(answers).as("successful answers to " + operation).isNotEmpty();
        if (!operation.fields().isEmpty()) {
            List<JsonNode> shown = answers.stream()
                    .map(answer -> operation.list() ? answer.data().path(0) : answer.data())
                    .filter(JsonNode::isObject)
                    .toList();
            assertThat(shown).as("data of " + operation).isNotEmpty().allSatisfy(data -> assertThat(data.fieldNames())
                    .toIterable()
                    .containsAll(operation.fields()));
        }
    }
}
