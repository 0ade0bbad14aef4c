package routes.dev;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Subscribes the fake bots to every alarm, by the same API that people use, and sends one alarm. */
final class FirstAlarm {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CENTER = "/apis/v1/manager/event-center/";
    private static final String NAME = "fake platforms";

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final RunFile run;

    private FirstAlarm(RunFile run) {
        this.run = run;
    }

    /** @param number makes the alarm another one than that of any earlier run */
    static void send(RunFile run, List<FakeBot> bots, long number) {
        FirstAlarm first = new FirstAlarm(run);
        first.subscribe(bots);
        first.alarm(number);
    }

    /** Once: what an earlier run wrote still counts. */
    private void subscribe(List<FakeBot> bots) {
        JsonNode known = call("GET", CENTER + "subscribe/?limit=100&show_all=true", null);
        for (JsonNode one : known.path("data")) {
            if (one.path("name").asText().equals(NAME)) {
                return;
            }
        }
        List<String> strategies = bots.stream().map(this::strategy).toList();
        Map<String, Object> subscription = Map.of(
                "name",
                NAME,
                "agent_type",
                "intelligent_threshold_agent",
                "inform_strategy_ids",
                strategies,
                "start_time",
                "2020-01-01T00:00:00Z",
                "end_time",
                "2100-01-01T00:00:00Z",
                "event_level",
                List.of());
        call("POST", CENTER + "subscribe/", subscription);
    }

    private String strategy(FakeBot bot) {
        Map<String, Object> strategy = Map.of(
                "name", "fake " + bot.channel(),
                "channel", bot.channel(),
                "bot_id", bot.botId(),
                "chat_ids", List.of(bot.chatId()));
        return call("POST", CENTER + "inform-strategy/", strategy)
                .at("/data/id")
                .asText();
    }

    private void alarm(long number) {
        Map<String, Object> params = Map.ofEntries(
                Map.entry("host_name", "db-1"),
                Map.entry("host_id", "10084"),
                Map.entry("ip", "10.0.0.5"),
                Map.entry("item_name", "CPU"),
                Map.entry("item_id", "first-" + number),
                Map.entry("item_value", "97.3 %"),
                Map.entry("metric_name", "system.cpu.util"),
                Map.entry("subject", "Problem: high cpu"),
                Map.entry("message", "Host: db-1, Severity: High"),
                Map.entry("trigger_status", "PROBLEM"));
        call("POST", "/alarms/zabbix", Map.of("params", params));
    }

    private JsonNode call(String method, String path, Object body) {
        try {
            byte[] bytes = body == null ? new byte[0] : JSON.writeValueAsBytes(body);
            HttpRequest request = HttpRequest.newBuilder(URI.create(run.http() + path))
                    .timeout(Duration.ofSeconds(20))
                    .header("Authorization", "Bearer " + run.adminToken())
                    .header("X-Veaiops-Token", run.alarmTokens().get("zabbix"))
                    .header("Content-Type", "application/json")
                    .method(method, BodyPublishers.ofByteArray(bytes))
                    .build();
            var answer = http.send(request, BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2) {
                throw new IllegalStateException(path + " answers " + answer.statusCode() + ": " + answer.body());
            }
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException("calling " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("calling " + path, e);
        }
    }
}
