package routes.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** While a host is down its services are held, whichever copy takes, merges and dispatches what. */
@Tag("slow")
class InhibitionIT {
    private static final int SENT = 3;
    private static final int SUPPRESSED = 7;
    private static final String PATH = "/inhibition";
    private static final Map<String, String> SETTINGS = Map.of(
            "veaiops.alarms.token.alertmanager", Hub.ALARM_TOKEN, "veaiops.silences.release-period-millis", "300");

    private static Site site;
    private static RecordingTarget target;
    private static Hub one;
    private static Hub two;

    @BeforeAll
    static void start() {
        site = Site.start("inhibition");
        target = RecordingTarget.start();
        one = site.startHub(SETTINGS);
        two = site.startHub(SETTINGS);
        one.awaitReady();
        two.awaitReady();
        assertThat(one.call(
                                "POST",
                                "/apis/v1/manager/event-center/subscribe/",
                                Payloads.text(Payloads.subscription("inhibition", target.url(PATH), List.of())))
                        .statusCode())
                .isEqualTo(201);
    }

    @AfterAll
    static void stop() {
        target.close();
        site.close();
    }

    @Test
    void what_a_host_explains_is_held_with_the_cause_and_sent_when_the_host_is_back_if_it_still_goes_on() {
        String rule = rule();
        String host = alarm(one, AlertmanagerPosts.firing("alertname", "HostDown", "host", "db-1"));
        one.awaitStatus(host, SENT);
        String held = alarm(two, service("db-1", "postgres"));
        String over = alarm(one, service("db-1", "pgbouncer"));
        String other = alarm(two, service("db-2", "postgres"));

        one.awaitStatus(other, SENT);
        two.awaitStatus(held, SUPPRESSED);
        one.awaitStatus(over, SUPPRESSED);
        JsonNode notice = one.trace(held).at("/notices/0");
        assertThat(notice.path("state").asText()).isEqualTo("SUPPRESSED");
        assertThat(notice.path("reason").asText()).isEqualTo("inhibition:" + rule + ":" + host);

        alarm(two, AlertmanagerPosts.resolved("alertname", "ServiceDown", "host", "db-1", "service", "pgbouncer"));
        awaitResolved(over);
        alarm(one, AlertmanagerPosts.resolved("alertname", "HostDown", "host", "db-1"));
        one.awaitStatus(held, SENT);

        assertThat(messagesOf(held)).as("sent once").isEqualTo(1);
        assertThat(messagesOf(over)).as("began and ended unseen").isZero();
        assertThat(two.trace(over).path("notices").findValuesAsText("state")).containsOnly("SUPPRESSED");
        assertThat(messagesOf(host)).as("opened and resolved").isEqualTo(2);
    }

    private static String rule() {
        String rule = one.created(
                        "inhibition",
                        Map.of(
                                "name", "a host takes its services with it",
                                "source_matchers", List.of(Map.of("name", "alertname", "value", "HostDown")),
                                "target_matchers", List.of(Map.of("name", "alertname", "value", "ServiceDown")),
                                "equal", List.of("host")))
                .path("_id")
                .asText();
        Awaitility.await("both copies know the subscription and the rule")
                .pollDelay(Duration.ofSeconds(2))
                .until(() -> true);
        return rule;
    }

    private static String service(String host, String name) {
        return AlertmanagerPosts.firing("alertname", "ServiceDown", "host", host, "service", name);
    }

    private static String alarm(Hub hub, String body) {
        return hub.accepted("alertmanager", body).get(0);
    }

    private static void awaitResolved(String event) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> one.event(event).path("state").asText().equals("RESOLVED"));
    }

    /** A message has the id of its notice. */
    private static long messagesOf(String event) {
        List<String> notices = one.trace(event).path("notices").findValuesAsText("_id");
        return target.at(PATH).stream()
                .filter(message -> notices.contains(message.id()))
                .count();
    }
}
