package routes.channel.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static routes.fakes.SampleEvent.anEvent;
import static routes.notice.NoticeFixtures.aNotice;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import routes.alarm.Disposition;
import routes.alarm.Level;
import routes.common.json.Json;
import routes.event.EventState;
import routes.event.PublishedEvent;
import routes.fakes.PublicSchema;
import routes.fakes.SampleEvent;
import routes.notice.Notice;
import routes.notice.NoticeKind;
import routes.subscription.Subscription;
import routes.subscription.WebhookFormat;
import routes.subscription.WebhookSettings;

/** What is posted in the format {@code event.v1} keeps to {@code schemas/webhook.event.v1.schema.json}. */
class WebhookMessageSchemaTest {
    private static final PublicSchema SCHEMA = PublicSchema.named("webhook.event.v1");
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    @ParameterizedTest
    @EnumSource(EventState.class)
    void the_body_of_every_state_is_valid(EventState state) throws IOException {
        assertThat(SCHEMA.problemsOf(body(state))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"version", "notice_id", "event_id", "revision", "transition", "links", "raw"})
    void a_body_without_a_required_field_is_invalid(String field) throws IOException {
        ObjectNode body = body(EventState.FIRING);
        body.remove(field);

        assertThat(SCHEMA.problemsOf(body)).isNotEmpty();
    }

    @Test
    void receivers_have_to_take_fields_that_they_do_not_know_but_no_other_version() throws IOException {
        ObjectNode body = body(EventState.FIRING);

        assertThat(SCHEMA.problemsOf(body.deepCopy().put("colour", "red"))).isEmpty();
        assertThat(SCHEMA.problemsOf(body.deepCopy().put("version", "event.v2")))
                .isNotEmpty();
    }

    @Test
    void a_digest_and_a_group_list_their_events_and_speak_of_the_first() throws IOException {
        Notice first = aNotice(anEvent().numbered(1).atLevel(Level.P0).build());
        Notice second = aNotice(anEvent().numbered(2).recovered().build());

        for (NoticeKind kind : List.of(NoticeKind.DIGEST, NoticeKind.GROUP)) {
            Notice carrier = Notice.carrying(
                    "e".repeat(24), kind, Map.of("project", "shop"), List.of(second, first), SampleEvent.NOW);
            ObjectNode body = body(carrier, WebhookFormat.EVENT_V1);

            assertThat(SCHEMA.problemsOf(body)).isEmpty();
            assertThat(body.path("kind").asText()).isEqualTo(kind.wireName());
            assertThat(body.path("event_id").asText()).isEqualTo(first.event().id());
            assertThat(body.at("/carried/items").findValuesAsText("event_id"))
                    .containsExactly(first.event().id(), second.event().id());
            assertThat(body.at("/carried/firing_by_level/P0").asInt()).isEqualTo(1);
        }
    }

    @Test
    void a_message_that_carries_several_has_no_reference_form_and_goes_out_as_event_v1() throws IOException {
        Notice carrier = Notice.carrying(
                "e".repeat(24),
                NoticeKind.DIGEST,
                Map.of(),
                List.of(aNotice(anEvent().build())),
                SampleEvent.NOW);

        assertThat(body(carrier, WebhookFormat.LEGACY).path("version").asText()).isEqualTo("event.v1");
    }

    static Notice notice(Instant now) {
        Subscription.Target target = new Subscription.Target("Webhook", "https://hook.example/x", null, "event.v1");
        return Notice.reply(event(EventState.FIRING), target, now);
    }

    private static ObjectNode body(EventState state) throws IOException {
        Subscription.Target target = new Subscription.Target("Webhook", "https://hook.example/x", null, "event.v1");
        return body(Notice.reply(event(state), target, NOW), WebhookFormat.EVENT_V1);
    }

    private static ObjectNode body(Notice notice, WebhookFormat format) throws IOException {
        WebhookSettings settings =
                new WebhookSettings("https://hook.example/x", Map.of(), format, Optional.empty(), Optional.empty());
        return (ObjectNode) Json.mapper()
                .readTree(WebhookMessage.of(
                                notice,
                                settings,
                                new WebhookMessage.Writing("https://veaiops.example", Notice::id),
                                NOW)
                        .body());
    }

    private static PublishedEvent event(EventState state) {
        return new PublishedEvent(
                "65f1a2b3c4d5e6f708192a3b",
                "opened",
                1,
                state,
                Level.P1,
                "zabbix",
                "intelligent_threshold_agent",
                "Zabbix",
                "CPU of web-1",
                "it is busy",
                Map.of("host", "web-1"),
                List.of("shop"),
                List.of(),
                List.of(),
                List.of(),
                "zabbix:13",
                3,
                NOW,
                NOW.plusSeconds(9),
                state == EventState.RESOLVED ? NOW.plusSeconds(9) : null,
                Disposition.NOTIFY,
                "2-17",
                JsonNodeFactory.instance.objectNode().put("title", "CPU"),
                null,
                null,
                null,
                null);
    }
}
