package routes.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import routes.common.json.Json;

/**
 * What every operation of the contract answers: {@code golden/api} holds requests with their answers, one file for each area,
 * and {@code golden/refusals} what each operation says to a caller without a token, to unknown ids and to unusable input.
 * After a meant change run this class with {@code -Dgolden.write=true} and read the difference.
 */
@Tag("slow")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ApiRecordTest {
    private static final String WECOM = "only WeCom asks so, with a signature of the moment: InboundEndpointTest";

    /** Operations without a successful answer in a file, and why. */
    private static final Map<String, String> NOT_CALLED = Map.of(
            "verifyPlatform",
            WECOM,
            "verifyPlatformHook",
            WECOM,
            "verifyPlatformCallback",
            WECOM,
            "getBotSecret",
            "secrets are write-only: BotApiTest",
            "contractAsJson",
            "the whole contract: EventPageTest",
            "eventPage",
            "its link is signed and expires: EventPageTest",
            "eventPageAct",
            "as the page that its form stands on: EventPageActionsTest",
            "eventListPage",
            "its link is signed and expires: EventPageTest",
            "eventListPageAct",
            "as the page that its form stands on: EventPageActionsTest");

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final List<String> HEADERS = List.of("location", "retry-after", "cache-control", "allow");
    private static final String NO_ID = "0".repeat(24);
    private static final List<Operation> OPERATIONS = Operation.all();

    private static GoldenHub hub;

    @BeforeAll
    static void start() throws Exception {
        hub = GoldenHub.start();
        hub.store(new GoldenFile("api/stored.json").text());
        hub.store(new GoldenFile("documents/veaiops.json").text());
        List.of("subscriptionRegistry", "silenceRegistry", "inhibitions", "heartbeatRegistry")
                .forEach(hub::refresh);
        for (String route : List.of("thresholds-compute", "rule-sync-step", "notices-replay")) {
            hub.context().getRouteController().startRoute(route);
        }
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    static List<GoldenFile> files() {
        return GoldenFile.in("api", ".http");
    }

    static Stream<String> areas() {
        return OPERATIONS.stream().map(Operation::area).distinct();
    }

    @ParameterizedTest
    @MethodSource("files")
    void an_area_answers_as_recorded(GoldenFile file) {
        StableText values = new StableText(Instant.now());
        values.name("alarm-token", GoldenHub.ALARM_TOKEN);
        values.name("zabbix", hub.zabbix());
        StringBuilder seen = new StringBuilder(file.text().replaceFirst("(?s)(^|\n)### .*", "$1"));
        for (Exchange exchange : Exchange.read(file.text())) {
            assertThat(operation(exchange.operation()).matches(exchange.method(), exchange.target()))
                    .as(exchange.title())
                    .isTrue();
            HttpResponse<byte[]> answer = awaited(exchange, values);
            save(exchange, answer, values);
            seen.append(exchange.text()).append(record(answer, exchange.namesOnly(), values));
            exchange.stored().forEach(one -> seen.append("= ")
                    .append(one)
                    .append('\n')
                    .append(values.of(StoredDocuments.newest(hub.database(), one)))
                    .append('\n'));
            seen.append('\n');
        }
        file.check(seen.toString());
    }

    @ParameterizedTest
    @MethodSource("areas")
    void an_area_refuses_as_recorded(String area) {
        StringBuilder seen = new StringBuilder();
        OPERATIONS.stream().filter(one -> one.area().equals(area)).forEach(one -> refusals(one)
                .forEach((what, exchange) -> seen.append(one.id())
                        .append(" · ")
                        .append(what)
                        .append(" · ")
                        .append(refusal(call(exchange, new StableText(Instant.now()))))
                        .append('\n')));
        new GoldenFile("refusals/" + area + ".txt").check(seen.toString());
    }

    @Test
    @Order(Order.DEFAULT + 1)
    void every_operation_has_a_successful_answer_in_a_file() {
        TreeSet<String> answered = files().stream()
                .flatMap(file -> Stream.of(file.text().split("(?m)^### ")))
                .filter(block -> block.lines().anyMatch(line -> line.startsWith("< 2")))
                .map(block -> block.replaceFirst("(?s)[:\n].*", ""))
                .collect(Collectors.toCollection(TreeSet::new));
        answered.addAll(NOT_CALLED.keySet());

        assertThat(answered)
                .containsExactlyElementsOf(
                        OPERATIONS.stream().map(Operation::id).collect(Collectors.toCollection(TreeSet::new)));
    }

    private static Operation operation(String id) {
        return OPERATIONS.stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new AssertionError("the contract has no operation " + id));
    }

    private static HttpResponse<byte[]> awaited(Exchange exchange, StableText values) {
        List<HttpResponse<byte[]>> answers = new ArrayList<>();
        Awaitility.await(exchange.title())
                .pollDelay(Duration.ZERO)
                .atMost(PATIENCE)
                .until(() -> {
                    answers.add(call(exchange, values));
                    JsonNode body = json(answers.get(answers.size() - 1));
                    return exchange.awaited().entrySet().stream()
                            .allMatch(one -> body.at(one.getKey()).asText().equals(one.getValue()));
                });
        return answers.get(answers.size() - 1);
    }

    private static HttpResponse<byte[]> call(Exchange exchange, StableText values) {
        Map<String, String> headers = new LinkedHashMap<>(exchange.headers());
        headers.putIfAbsent("Authorization", "Bearer " + token(operation(exchange.operation())));
        headers.values().removeIf("none"::equals);
        if (!exchange.body().isEmpty()) {
            headers.putIfAbsent("Content-Type", "application/json");
        }
        headers.replaceAll((name, value) -> values.filled(value));
        return hub.call(exchange.method(), values.filled(exchange.target()), headers, values.filled(exchange.body()));
    }

    private static String token(Operation operation) {
        return operation.area().equals("alarms") ? GoldenHub.ALARM_TOKEN : GoldenHub.ADMIN_TOKEN;
    }

    private static void save(Exchange exchange, HttpResponse<byte[]> answer, StableText values) {
        exchange.saved().forEach((name, pointer) -> {
            JsonNode value = json(answer).at(pointer);
            assertThat(value.isValueNode())
                    .as(exchange.title() + " " + GoldenHub.text(answer))
                    .isTrue();
            values.name(name, value.asText());
        });
    }

    private static String record(HttpResponse<byte[]> answer, boolean namesOnly, StableText values) {
        StringBuilder text = new StringBuilder("< " + answer.statusCode());
        answer.headers().firstValue("content-type").ifPresent(type -> text.append(' ')
                .append(type));
        text.append('\n');
        new TreeMap<>(answer.headers().map()).forEach((name, all) -> {
            if (HEADERS.contains(name)) {
                text.append("< ")
                        .append(name)
                        .append(": ")
                        .append(values.stable(all.get(0)))
                        .append('\n');
            }
        });
        return text.append(namesOnly ? values.names(GoldenHub.text(answer)) : body(answer, values))
                .append('\n')
                .toString();
    }

    /** A document that is no JSON is shown by its first line. */
    private static String body(HttpResponse<byte[]> answer, StableText values) {
        String type = answer.headers().firstValue("content-type").orElse("");
        if (type.startsWith("application/json")) {
            return values.of(GoldenHub.text(answer));
        }
        return type.startsWith("image/jpeg")
                ? answer.body().length + " bytes"
                : values.stable(
                        GoldenHub.text(answer).lines().findFirst().orElse("").replaceFirst("(.{80}).*", "$1 ..."));
    }

    private static String refusal(HttpResponse<byte[]> answer) {
        JsonNode body = json(answer);
        String text = Stream.of(body.path("error"), body.path("field"), body.path("message"))
                .map(part -> part.asText(""))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" · "));
        return new StableText(Instant.now()).stable((answer.statusCode() + " " + text).strip());
    }

    private static JsonNode json(HttpResponse<byte[]> answer) {
        try {
            return Json.mapper().readTree(answer.body());
        } catch (IOException e) {
            return Json.mapper().createObjectNode();
        }
    }

    /** What is wrong with each request, and the request. */
    private static Map<String, Exchange> refusals(Operation operation) {
        Map<String, Exchange> refusals = new LinkedHashMap<>();
        String path = operation
                .path()
                .replace("{provider}", "lark")
                .replace("{type}", "zabbix")
                .replace("{source}", "zabbix")
                .replaceAll("\\{[a-z_]*id}", NO_ID)
                .replaceAll("\\{\\w+}", "unknown");
        String body = operation.contents().isEmpty() ? "" : "{}";
        if (!operation.open()) {
            refusals.put("no token", request(operation, path, Map.of("Authorization", "none"), body));
        }
        if (!path.equals(operation.path())) {
            refusals.put("unknown", request(operation, path, Map.of(), body));
        }
        if (path.contains(NO_ID)) {
            refusals.put("no id", request(operation, path.replace(NO_ID, "x"), Map.of(), body));
        }
        if (operation.takesJson()) {
            Stream.of("{", "[]", "{}").forEach(wrong -> refusals.put(wrong, request(operation, path, Map.of(), wrong)));
            refusals.put("text", request(operation, path, Map.of("Content-Type", "text/plain"), "{}"));
        }
        operation
                .queries()
                .forEach((name, value) ->
                        refusals.put("?" + name, request(operation, path + "?" + name + "=" + value, Map.of(), body)));
        return refusals;
    }

    private static Exchange request(Operation operation, String target, Map<String, String> headers, String body) {
        return new Exchange(
                operation.id(), operation.method(), target, headers, body, Map.of(), Map.of(), List.of(), false);
    }
}
