package routes.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.mongodb.client.model.Filters;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.bson.Document;
import org.bson.types.Binary;
import routes.e2e.Hub;
import routes.e2e.Payloads;

/** What real senders do: they come again after 5xx and never after 4xx, and post groups of which one alert is unusable. */
final class SenderFaults {
    private static final int PER_SECOND = 20;
    private static final int LONGEST_SECONDS = 200;
    /** How long both copies serve before each restart and after the last one. */
    private static final double BOTH_SERVE = 3;

    private static final int GROUPS = 120;
    private static final double GROUP_SECONDS = 6;
    private static final int IN_GROUP = 10;
    /** {@code veaiops.rejected.batch}: what may be counted again after a kill. */
    private static final int INBOX_BATCH = 50;

    /** The same in every post: an alert that is posted again is the same text. */
    private static final String STARTED = Instant.now().minusSeconds(60).toString();

    private static final Pattern UNUSABLE = Pattern.compile("fault-\\d+-unusable-\\d+");

    private SenderFaults() {}

    static List<Fault> all() {
        return List.of(
                Fault.of(
                        "two copies stopped and started in turn under Alertmanager's posts: no 4xx",
                        SenderFaults::rolled),
                Fault.of(
                        "groups of ten alerts with an unusable one, application killed under load",
                        SenderFaults::refusedItems));
    }

    private static void rolled(Run run) {
        List<Hub> copies = new ArrayList<>(List.of(run.hub(), run.ground().copy()));
        run.atTheEnd(() -> copies.get(1).kill());
        run.webhookAndChat();
        Sender sender = new Sender(copies.stream().map(Hub::url).toList(), "/alarms/alertmanager");
        Load load = new Load(sender::post)
                .start(
                        PER_SECOND * LONGEST_SECONDS,
                        Duration.ofSeconds(LONGEST_SECONDS),
                        i -> group(run.project(), List.of(run.project() + "-" + i), -1));
        run.add(load);
        for (int i = 0; i < copies.size(); i++) {
            Run.away(BOTH_SERVE);
            run.ground().use(copies.get(1 - i));
            copies.set(i, run.ground().roll(copies.get(i)));
        }
        Run.away(BOTH_SERVE);
        run.ground().use(copies.get(0));
        load.stop();
        load.await();
        System.out.printf("rolling restart: answers %s, cut off %d%n", sender.statuses(), sender.cut());
        assertThat(sender.statuses()).as("answers").containsKey(200);
        assertThat(sender.statuses().keySet()).as("answers").isSubsetOf(200, 503);
        assertThat(sender.withoutRetryAfter()).as("503 without Retry-After").isZero();
        run.quietWhen(row -> row.delivered() == row.accepted());
        run.afterwards(() -> onceEach(run, load));
    }

    /** One event and one message for each alarm, however often it was posted. */
    private static void onceEach(Run run, Load load) {
        var events = run.ground().site().database().getCollection("veaiops__event");
        var ours = Filters.eq("project", run.project());
        assertThat(events.countDocuments(ours))
                .as("events")
                .isEqualTo(load.accepted().size());
        assertThat(run.robot().at(run.path()))
                .as("messages")
                .hasSize(load.accepted().size());
    }

    private static void refusedItems(Run run) {
        run.webhook();
        Run.away(3);
        Load load = new Load(body -> named(run.hub().post("alertmanager", body)))
                .start(
                        GROUPS,
                        Duration.ofMillis((long) (GROUP_SECONDS * 1000)),
                        i -> group(run.project(), names(run.project(), i), unusable(i)));
        run.add(load);
        run.awaitBegun(load, GROUPS / 3);
        run.hub().kill();
        run.ground().restart();
        load.await();
        run.quietWhen(row -> row.accepted() >= GROUPS * (IN_GROUP - 1) && row.delivered() == row.accepted());
        run.afterwards(() -> {
            assertThat(run.robot().at(run.path())).as("messages").hasSize(GROUPS * (IN_GROUP - 1));
            run.until(
                    "the rejected inbox",
                    () -> inbox(run).values().stream().mapToInt(i -> i).sum() >= GROUPS);
            assertThat(inbox(run)).as("rows of the inbox").hasSize(GROUPS / 2).allSatisfy((name, count) -> assertThat(
                            count)
                    .isGreaterThanOrEqualTo(2));
            assertThat(inbox(run).values().stream().mapToInt(i -> i).sum())
                    .as("refused in all")
                    .isLessThanOrEqualTo(GROUPS + load.cut() + INBOX_BATCH);
        });
    }

    /** An answer of success names what was taken and what was not. */
    private static HttpResponse<String> named(HttpResponse<String> answer) {
        if (answer.statusCode() == 200) {
            JsonNode body = Hub.json(answer);
            assertThat(body.path("data").asText().split(",")).as(answer.body()).hasSize(IN_GROUP - 1);
            assertThat(body.path("rejected")).as(answer.body()).hasSize(1);
            int index = body.at("/rejected/0/index").asInt();
            assertThat(body.at("/rejected/0/field").asText()).isEqualTo("alarm[" + index + "].status");
        }
        return answer;
    }

    /** How often each unusable alert was refused; two rows of one alert would be a mistake. */
    private static Map<String, Integer> inbox(Run run) {
        Map<String, Integer> counts = new HashMap<>();
        for (Document row : run.ground()
                .site()
                .database()
                .getCollection("veaiops__alarm_rejected")
                .find(Filters.eq("source", "alertmanager"))) {
            String body = new String(row.get("body", Binary.class).getData(), StandardCharsets.UTF_8);
            Matcher name = UNUSABLE.matcher(body);
            if (name.find() && name.group().startsWith(run.project() + "-")) {
                assertThat(counts.put(name.group(), row.getInteger("count")))
                        .as(name.group())
                        .isNull();
            }
        }
        return counts;
    }

    /** Two groups in a row have the same unusable alert. */
    private static List<String> names(String project, int group) {
        return IntStream.range(0, IN_GROUP)
                .mapToObj(i ->
                        i == unusable(group) ? project + "-unusable-" + group / 2 : project + "-" + group + "-" + i)
                .toList();
    }

    private static int unusable(int group) {
        return group / 2 % IN_GROUP;
    }

    /** A post of Alertmanager's webhook receiver. @param unusable the alert whose status says nothing; -1 for none */
    private static String group(String project, List<String> names, int unusable) {
        ObjectNode group = JsonNodeFactory.instance
                .objectNode()
                .put("version", "4")
                .put("groupKey", "{}:{project=" + project + "}")
                .put("truncatedAlerts", 0)
                .put("status", "firing")
                .put("receiver", "veaiops")
                .put("externalURL", "http://alertmanager:9093");
        group.putObject("groupLabels").put("project", project);
        for (int i = 0; i < names.size(); i++) {
            ObjectNode alert = group.withArrayProperty("alerts")
                    .addObject()
                    .put("status", i == unusable ? "sideways" : "firing")
                    .put("startsAt", STARTED)
                    .put("endsAt", "0001-01-01T00:00:00Z")
                    .put("generatorURL", "http://prometheus:9090/graph");
            alert.putObject("labels")
                    .put("alertname", names.get(i))
                    .put("project", project)
                    .put("severity", "critical");
            alert.putObject("annotations").put("summary", names.get(i) + " is hot");
        }
        return Payloads.text(group);
    }
}
