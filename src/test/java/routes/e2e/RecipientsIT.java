package routes.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.opentelemetry.proto.trace.v1.Span;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import routes.common.json.Json;

/** Who is notified of a problem and of what becomes of it, and when, through the running hub. */
@Tag("slow")
class RecipientsIT {
    private static final String SUBSCRIPTIONS = "/apis/v1/manager/event-center/subscribe/";
    private static final String SILENCES = "/apis/v1/manager/event-center/silence/";
    private static final DateTimeFormatter HOURS = DateTimeFormatter.ofPattern("HH:mm");
    private static final int SENT = 3;
    private static final int SUPPRESSED = 7;

    private static Site site;
    private static RecordingTarget target;
    private static Hub hub;
    private static TraceCollector collector;

    @BeforeAll
    static void start() {
        collector = TraceCollector.start();
        site = Site.start("recipients");
        target = RecordingTarget.start();
        hub = site.hub(
                Map.of("veaiops.silences.end-period-millis", "300", "veaiops.tracing.endpoint", collector.endpoint()));
    }

    @AfterAll
    static void stop() {
        target.close();
        site.close();
        collector.close();
    }

    @Test
    void an_alarm_has_one_trace_from_the_post_to_the_receipt_and_batches_are_linked_with_it() {
        String trace = "4bf92f3577b34da6a3ce929d0e0e4736";
        subscribe("traced", rule -> rule);

        HttpResponse<String> answer = hub.post(
                "/alarms/zabbix",
                Map.of("traceparent", "00-" + trace + "-00f067aa0ba902b7-01"),
                Payloads.zabbix("PROBLEM", "traced", "traced-1").getBytes(StandardCharsets.UTF_8));
        String event = Hub.json(answer).path("data").asText();
        awaitTransitions("traced", "opened");

        Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(collector.of(trace))
                .extracting(Span::getName)
                .containsExactlyInAnyOrder(
                        "post of zabbix",
                        "convert",
                        "append to the log",
                        "merge",
                        "dispatch",
                        "wait for a worker",
                        "attempt by Webhook",
                        "receipt"));
        assertThat(collector.parentOf(trace, "merge")).isEqualTo("append to the log");
        assertThat(collector.parentOf(trace, "dispatch")).isEqualTo("merge");
        assertThat(collector.parentOf(trace, "attempt by Webhook")).isEqualTo("dispatch");
        assertThat(collector.parentOf(trace, "receipt")).isEqualTo("attempt by Webhook");
        assertThat(collector.of(trace).toString()).contains(event).doesNotContain(Hub.ALARM_TOKEN, target.url(""));
        assertThat(collector.linked(trace)).contains("batch of merge", "batch of dispatch");
        TracePicture.update(collector.of(trace), Path.of("docs/images/trace.svg"));
    }

    @Test
    void the_end_goes_to_the_projects_of_the_problem_and_to_those_that_it_names_itself() {
        subscribe("shop", rule -> rule);
        subscribe("bank", rule -> rule);

        String event = post("PROBLEM", "shop", "p-1");
        hub.awaitStatus(event, SENT);
        post("RESOLVED", "bank", "p-1");

        awaitTransitions("shop", "opened", "resolved");
        awaitTransitions("bank", "resolved");
        JsonNode trace = hub.trace(event);
        assertThat(matched(trace, "opened")).containsExactly("rule of shop recorded matched");
        assertThat(matched(trace, "resolved"))
                .containsExactlyInAnyOrder("rule of shop recorded matched", "rule of bank recorded matched");
        assertThat(trace.at("/contents/0/project")).hasToString("[\"shop\"]");
        assertThat(trace.at("/contents/1/project")).hasToString("[\"shop\",\"bank\"]");
    }

    @Test
    void an_escalation_and_the_end_reach_a_subscription_of_the_first_level() {
        subscribe("levels", rule -> {
            rule.putArray("event_level").add("P1");
            return rule;
        });

        String event = accepted(Payloads.zabbix("PROBLEM", "levels", "l-1").replace("High", "Average"));
        hub.awaitStatus(event, SENT);
        assertThat(hub.event(event).path("event_level").asText()).isEqualTo("P1");
        accepted(Payloads.zabbix("PROBLEM", "levels", "l-1").replace("High", "Disaster"));
        awaitTransitions("levels", "opened", "escalated");
        post("RESOLVED", "levels", "l-1");

        awaitTransitions("levels", "opened", "escalated", "resolved");
    }

    @Test
    void the_trace_does_not_explain_a_past_transition_by_what_is_true_today() {
        subscribe("later", rule -> {
            rule.putArray("event_level").add("P0");
            return rule;
        });

        String event = accepted(Payloads.zabbix("PROBLEM", "later", "t-1").replace("High", "Average"));
        accepted(Payloads.zabbix("PROBLEM", "later", "t-1").replace("High", "Disaster"));
        awaitTransitions("later", "escalated");

        JsonNode opened = hub.trace(event).at("/subscriptions/0");
        assertThat(opened.path("transition").asText()).isEqualTo("opened");
        assertThat(opened.path("basis").asText()).isEqualTo("not_recorded");
        assertThat(opened.has("matched")).isFalse();
        assertThat(matched(hub.trace(event), "escalated")).containsExactly("rule of later recorded matched");
    }

    @Test
    void labels_decide_beside_the_project() {
        subscribe("labels", rule -> {
            rule.putArray("matchers")
                    .addObject()
                    .put("name", "host")
                    .put("op", "=~")
                    .put("value", "web-.*");
            return rule;
        });

        String other = post("PROBLEM", "labels", "db-1");
        String web = post("PROBLEM", "labels", "web-1");
        hub.awaitStatus(web, SENT);

        awaitTransitions("labels", "opened");
        assertThat(matched(hub.trace(other), "opened")).isEmpty();
        assertThat(hub.trace(other).path("subscriptions").toString()).contains("\"failed\":\"matchers\"");
    }

    @Test
    void what_a_closed_window_held_is_sent_once_when_it_opens_if_it_still_goes_on() {
        String id = subscribe("hours", rule -> {
            ZonedDateTime later = ZonedDateTime.now(ZoneOffset.UTC).plusHours(2);
            rule.putArray("windows")
                    .addObject()
                    .put("from", HOURS.format(later))
                    .put("to", HOURS.format(later.plusHours(1)))
                    .put("zone", "UTC");
            return rule;
        });

        String over = post("PROBLEM", "hours", "h-1");
        hub.awaitStatus(over, SUPPRESSED);
        post("RESOLVED", "hours", "h-1");
        String open = post("PROBLEM", "hours", "h-2");
        hub.awaitStatus(open, SUPPRESSED);
        assertThat(hub.trace(open).at("/notices/0/reason").asText()).isEqualTo("window:" + id);
        assertThat(target.at("/hours")).isEmpty();

        ObjectNode always = Payloads.subscription("hours", target.url("/hours"), List.of());
        always.putArray("windows");
        assertThat(hub.call("PUT", SUBSCRIPTIONS + id, Payloads.text(always)).statusCode())
                .isEqualTo(200);
        hub.awaitStatus(open, SENT);

        awaitTransitions("hours", "opened");
        assertThat(target.at("/hours").get(0).body()).contains("h-2");
    }

    @Test
    void a_recovery_that_is_taken_back_within_the_wait_is_not_sent_and_neither_is_the_return() {
        subscribe("wait", rule -> rule.put("resolved_after_seconds", 5));

        hub.awaitStatus(post("PROBLEM", "wait", "w-1"), SENT);
        post("RESOLVED", "wait", "w-1");
        String again = post("PROBLEM", "wait", "w-1");
        hub.awaitStatus(again, SUPPRESSED);
        assertThat(hub.trace(again).at("/notices/0/reason").asText()).isEqualTo("came_back");
        post("RESOLVED", "wait", "w-1");

        awaitTransitions("wait", "opened", "resolved");
        assertThat(target.at("/wait").get(1).body()).contains(again);
    }

    @Test
    void a_recovery_that_waits_is_sent_by_another_copy_when_its_own_is_gone() {
        subscribe("copies", rule -> rule.put("resolved_after_seconds", 3));
        hub.awaitStatus(post("PROBLEM", "copies", "c-1"), SENT);
        Hub second = site.hub(Map.of());
        post("RESOLVED", "copies", "c-1");
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> site.database()
                                .getCollection("veaiops__event_notice_detail")
                                .countDocuments(new Document("reason", "resolved_after"))
                        > 0);

        second.kill();

        awaitTransitions("copies", "opened", "resolved");
    }

    @Test
    void a_silence_ends_with_its_event() {
        subscribe("quiet", rule -> rule);
        String silence = Hub.json(hub.call(
                        "POST",
                        SILENCES,
                        "{\"matchers\":[{\"name\":\"host\",\"value\":\"q-1\"}],\"until_resolved\":true,"
                                + "\"created_by\":\"ann\",\"comment\":\"known\"}"))
                .at("/data/_id")
                .asText();
        assertThat(hub.call("GET", SILENCES + "?matching=none", "").body()).contains(silence);

        hub.awaitStatus(post("PROBLEM", "quiet", "q-1"), SUPPRESSED);
        assertThat(hub.call("GET", SILENCES + "?matching=none", "").body()).doesNotContain(silence);
        post("RESOLVED", "quiet", "q-1");
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> Hub.json(hub.call("GET", SILENCES + silence, ""))
                .at("/data/state")
                .asText()
                .equals("expired"));

        hub.awaitStatus(post("PROBLEM", "quiet", "q-1"), SENT);
        awaitTransitions("quiet", "opened");
    }

    private static String subscribe(String project, UnaryOperator<ObjectNode> with) {
        ObjectNode rule = Payloads.subscription(project, target.url("/" + project), List.of());
        rule.put("webhook_format", "event.v1");
        return hub.created("subscribe", with.apply(rule)).path("_id").asText();
    }

    private static String post(String status, String project, String host) {
        return accepted(Payloads.zabbix(status, project, host));
    }

    /** The id of the alarm, which is that of the event that it begins. */
    private static String accepted(String body) {
        return hub.accepted("zabbix", body).get(0);
    }

    private static void awaitTransitions(String project, String... transitions) {
        Awaitility.await(project).atMost(Duration.ofSeconds(40)).untilAsserted(() -> assertThat(
                        target.at("/" + project))
                .extracting(one -> kind(one.body()))
                .containsExactly(transitions));
    }

    private static String kind(String body) {
        try {
            return Json.mapper().readTree(body).path("kind").asText();
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not JSON: " + body, e);
        }
    }

    private static List<String> matched(JsonNode trace, String transition) {
        return StreamSupport.stream(trace.path("subscriptions").spliterator(), false)
                .filter(one -> one.path("transition").asText().equals(transition))
                .filter(one -> one.path("matched").asBoolean())
                .map(one -> one.path("name").asText() + " " + one.path("basis").asText() + " "
                        + one.path("why").asText())
                .toList();
    }
}
