package routes.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static routes.fixtures.AlertSender.ALERTMANAGER;
import static routes.fixtures.AlertSender.OPSGENIE;
import static routes.fixtures.AlertSender.PAGERDUTY;
import static routes.fixtures.AlertSender.PROMETHEUS;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import routes.fixtures.AlertSender;

/** One alert at the endpoints of those who send it: it comes back, is over at one replica, or is never heard of again. */
@Tag("slow")
class AlertTimesIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Long enough for two posts in a row, short enough to wait for. */
    private static final Duration REST = Duration.ofSeconds(4);

    private static Site site;
    private static Hub hub;
    private static RecordingTarget target;

    @BeforeAll
    static void start() {
        target = RecordingTarget.start();
        site = Site.start("alert-times");
        Map<String, String> settings = new HashMap<>(Map.of(
                "veaiops.merge.rest-seconds", String.valueOf(REST.toSeconds()),
                "veaiops.merge.volcengine.expires-after-seconds", "2",
                "veaiops.events.expire-period-millis", "300"));
        for (AlertSender sender : AlertSender.values()) {
            settings.put("veaiops.alarms.token." + sender.source(), Hub.ALARM_TOKEN);
        }
        hub = site.hub(settings);
        HttpResponse<String> subscribed = hub.call(
                "POST",
                "/apis/v1/manager/event-center/subscribe/",
                Payloads.text(Payloads.subscription("all", target.url("/all"), List.of())));
        assertThat(subscribed.statusCode()).as(subscribed.body()).isEqualTo(201);
    }

    @AfterAll
    static void stop() {
        site.close();
        target.close();
    }

    @ParameterizedTest
    @EnumSource(
            value = AlertSender.class,
            names = {"ALERTMANAGER", "PAGERDUTY", "OPSGENIE", "GRAFANA"})
    void an_alert_that_timed_out_and_comes_back_with_its_old_start_is_open_again_and_notified(AlertSender sender) {
        String host = "resent-" + sender.source();
        Instant begun = Instant.now().minus(1, ChronoUnit.HOURS);

        post(sender.firing(host, begun, Instant.now()));
        post(sender.over(host, begun, Instant.now()));
        awaitStates(host, "RESOLVED");
        Instant over = Instant.now();
        Awaitility.await("the rest is over").until(() -> Instant.now().isAfter(over.plus(REST)));
        post(sender.firing(host, begun, Instant.now()));

        awaitStates(host, "RESOLVED", "FIRING");
        awaitNotices(host, 3);
    }

    @ParameterizedTest
    @EnumSource(
            value = AlertSender.class,
            names = {"ALERTMANAGER", "PROMETHEUS", "GRAFANA"})
    void an_old_message_right_after_the_recovery_is_counted_and_changes_nothing(AlertSender sender) {
        String host = "reordered-" + sender.source();
        Instant begun = Instant.now().minus(1, ChronoUnit.HOURS);

        post(sender.firing(host, begun, Instant.now()));
        post(sender.over(host, begun, Instant.now()));
        post(sender.firing(host, begun, Instant.now()));

        Awaitility.await().atMost(PATIENCE).until(() -> count(host) == 3);
        assertThat(states(host)).containsExactly("RESOLVED");
        awaitNotices(host, 2);
    }

    @Test
    void while_one_of_two_replicas_goes_on_the_alert_is_open_and_its_own_end_ends_it() {
        String host = "replicas";
        Instant begun = Instant.now().minus(1, ChronoUnit.HOURS);
        Instant over = Instant.now();

        post(PROMETHEUS.firing(host, begun, over));
        Awaitility.await("the other replica is believed")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> {
                    post(PROMETHEUS.over(host, begun, over));
                    post(PROMETHEUS.firing(host, begun, Instant.now()));
                    return states(host).equals(List.of("RESOLVED", "FIRING"));
                });
        long counted = count(host);
        post(PROMETHEUS.over(host, begun, over));
        Awaitility.await().atMost(PATIENCE).until(() -> count(host) > counted);
        assertThat(states(host)).containsExactly("RESOLVED", "FIRING");

        post(PROMETHEUS.over(host, begun, Instant.now()));
        awaitStates(host, "RESOLVED", "RESOLVED");
    }

    @ParameterizedTest
    @ValueSource(ints = {-26, -8, -1, 1, 8, 26})
    void a_clock_that_is_hours_off_swallows_no_problem_and_no_recovery(int hours) {
        String host = "clock" + hours;
        Instant begun = Instant.now().plus(hours, ChronoUnit.HOURS);

        post(ALERTMANAGER.firing(host, begun, begun));
        post(ALERTMANAGER.over(host, begun, begun.plusSeconds(1)));
        awaitStates(host, "RESOLVED");
        post(ALERTMANAGER.firing(host, begun.plusSeconds(2), begun.plusSeconds(2)));
        awaitStates(host, "RESOLVED", "FIRING");

        Instant mended = Instant.now();
        post(ALERTMANAGER.over(host, mended, mended));
        awaitStates(host, "RESOLVED", "RESOLVED");
        awaitNotices(host, 4);
    }

    @Test
    void an_alert_of_prometheus_that_is_not_said_again_expires_at_its_end_and_people_are_notified() {
        String host = "gone";
        Instant now = Instant.now();

        post(PROMETHEUS.firing(host, now.minusSeconds(60), now.plusSeconds(4).minus(AlertSender.VALID)));
        awaitStates(host, "FIRING");

        awaitStates(host, "EXPIRED");
        awaitNotices(host, 2);

        post(PROMETHEUS.firing(host, now.minusSeconds(60), Instant.now()));
        awaitStates(host, "EXPIRED", "FIRING");
        awaitNotices(host, 3);
    }

    @Test
    void an_alert_that_is_said_again_in_time_does_not_expire() {
        String host = "lives-on";
        Instant begun = Instant.now();
        Instant first = begun.plusSeconds(2);

        post(PROMETHEUS.firing(host, begun, first.minus(AlertSender.VALID)));
        post(PROMETHEUS.firing(host, begun, Instant.now()));

        Awaitility.await("its first end is past").atMost(PATIENCE).until(() -> Instant.now()
                .isAfter(first.plusSeconds(2)));
        assertThat(states(host)).containsExactly("FIRING");
    }

    @Test
    void a_source_that_is_given_a_time_expires_by_it() {
        HttpResponse<String> answer =
                hub.post("volcengine", Payloads.volcengine("Metric", "critical", "all", "given-a-time"));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);

        awaitStates("given-a-time", "EXPIRED");
        awaitNotices("given-a-time", 2);
    }

    @ParameterizedTest
    @EnumSource(
            value = AlertSender.class,
            names = {"PAGERDUTY", "OPSGENIE"})
    void a_poor_recovery_leaves_the_event_its_title_and_its_labels(AlertSender sender) {
        String host = "poor-" + sender.source();
        Instant begun = Instant.now();

        post(sender.firing(host, begun, begun));
        awaitStates(host, "FIRING");
        List<Document> labels = labels(host);
        post(sender.over(host, begun, Instant.now()));
        awaitStates(host, "RESOLVED");

        assertThat(events(host).get(0).getString("title")).contains("DiskFull").doesNotContain("is over");
        assertThat(labels(host)).containsAll(labels);
    }

    @Test
    void the_three_receivers_of_alertmanager_agree_about_one_alert() {
        Instant begun = Instant.now().minus(1, ChronoUnit.HOURS);
        List<AlertSender> receivers = List.of(ALERTMANAGER, PAGERDUTY, OPSGENIE);

        for (int turn = 0; turn < 2; turn++) {
            receivers.forEach(sender -> post(sender.firing("agreed-" + sender.source(), begun, Instant.now())));
            receivers.forEach(sender -> post(sender.over("agreed-" + sender.source(), begun, Instant.now())));
            Instant over = Instant.now();
            Awaitility.await("the rest is over").until(() -> Instant.now().isAfter(over.plus(REST)));
        }

        receivers.forEach(sender -> awaitStates("agreed-" + sender.source(), "RESOLVED", "RESOLVED"));
    }

    private static void post(AlertSender.Post post) {
        String query = post.query().entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining("&"));
        String path = query.isEmpty() ? post.path() : post.path() + "?" + query;
        HttpResponse<String> answer = hub.post(path, "application/json", post.body());
        assertThat(answer.statusCode() / 100).as(path + ": " + answer.body()).isEqualTo(2);
    }

    private static void awaitStates(String host, String... expected) {
        Awaitility.await(host).atMost(PATIENCE).untilAsserted(() -> assertThat(states(host))
                .containsExactly(expected));
    }

    private static void awaitNotices(String host, int expected) {
        Awaitility.await(host).atMost(PATIENCE).untilAsserted(() -> assertThat(target.at("/all").stream()
                        .filter(received -> received.body().contains(host)))
                .hasSize(expected));
    }

    private static List<String> states(String host) {
        return events(host).stream().map(event -> event.getString("state")).toList();
    }

    private static long count(String host) {
        return events(host).stream()
                .mapToLong(event -> event.get("count", Number.class).longValue())
                .sum();
    }

    private static List<Document> labels(String host) {
        return events(host).get(0).getList("labels", Document.class);
    }

    /** Oldest first. */
    private static List<Document> events(String host) {
        return site
                .database()
                .getCollection("veaiops__event")
                .find()
                .sort(new Document("first_seen", 1))
                .into(new ArrayList<>())
                .stream()
                .filter(event -> event.getString("fingerprint").contains(host))
                .toList();
    }
}
