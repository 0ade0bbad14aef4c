package routes.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The hub says what is wrong with itself, to its ordinary subscribers, once for two copies, and when it is over. */
@Tag("slow")
class SelfAlarmsIT {
    private static final String PATH = "/self";
    private static final Map<String, String> SETTINGS = Map.of(
            "veaiops.self.enabled", "true",
            "veaiops.self.check-period-millis", "300",
            "veaiops.self.refused-seconds", "4",
            "veaiops.self.away-seconds", "1",
            "veaiops.operations.watch-period-millis", "500");

    private static Site site;
    private static RecordingTarget target;
    private static Hub one;
    private static Hub two;

    @BeforeAll
    static void start() {
        site = Site.startKillable("self");
        target = RecordingTarget.start();
        one = site.startHub(SETTINGS);
        two = site.startHub(SETTINGS);
        one.awaitReady();
        two.awaitReady();
        one.created("subscribe", Payloads.subscription("self", target.url(PATH), List.of()));
        Awaitility.await("both copies know the subscription")
                .pollDelay(Duration.ofSeconds(2))
                .until(() -> true);
    }

    @AfterAll
    static void stop() {
        target.close();
        site.close();
    }

    @Test
    void a_source_that_is_refused_for_long_is_one_event_that_ends_by_itself() {
        String fingerprint = "veaiops:hub-source-refused:zabbix";
        eventually("it is raised").pollInterval(Duration.ofMillis(300)).until(() -> {
            assertThat(one.post("zabbix", "{\"params\":{}}").statusCode()).isEqualTo(422);
            assertThat(two.post("zabbix", "{}").statusCode() / 100).isEqualTo(4);
            return states(fingerprint).equals(List.of("FIRING"));
        });
        JsonNode event = events(fingerprint).get(0);
        assertThat(event.path("title").asText()).isEqualTo("Alarms of zabbix are refused");
        assertThat(event.path("summary").asText()).startsWith("Since 20").contains("refused, the last one because: ");

        eventually("it ends").until(() -> states(fingerprint).equals(List.of("RESOLVED")));
        String id = event.path("_id").asText();
        eventually("both are sent").until(() -> sent(id) == 2);
    }

    @Test
    void a_store_that_was_away_is_said_by_the_copies_that_missed_it_and_is_over_when_it_is_back() {
        site.killMongo();
        Awaitility.await("longer than the limit")
                .pollDelay(Duration.ofSeconds(6))
                .until(() -> true);
        site.startMongo();

        eventually("each copy says so and ends it").until(() -> {
            List<String> states = states("veaiops:hub-dependency-away:mongodb@");
            return states.size() == 2 && states.stream().allMatch("RESOLVED"::equals);
        });
    }

    private static ConditionFactory eventually(String what) {
        return Awaitility.await(what).atMost(Duration.ofSeconds(60)).ignoreExceptions();
    }

    private static List<String> states(String fingerprint) {
        return events(fingerprint).stream()
                .map(event -> event.path("state").asText())
                .toList();
    }

    private static List<JsonNode> events(String fingerprint) {
        JsonNode all = Hub.json(one.call("GET", "/apis/v1/manager/event-center/event/?limit=100", ""))
                .path("data");
        return StreamSupport.stream(all.spliterator(), false)
                .filter(event -> event.path("fingerprint").asText().startsWith(fingerprint))
                .toList();
    }

    private static long sent(String event) {
        List<String> notices = one.trace(event).path("notices").findValuesAsText("_id");
        return target.at(PATH).stream()
                .filter(message -> notices.contains(message.id()))
                .count();
    }
}
