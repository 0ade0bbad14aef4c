package routes.notice.render;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import routes.alarm.Alarm;
import routes.alarm.AlarmStatus;
import routes.common.json.Json;
import routes.event.EventState;
import routes.event.PublishedEvent;
import routes.notice.EventLinks;
import routes.notice.Notice;
import routes.notice.NoticeKind;
import routes.subscription.Subscription;

/** What there is to tell, in words. */
final class Contents {
    static final Instant NOW = Instant.parse("2025-05-01T05:00:00Z");
    static final Look ENGLISH = new Look("en", ZoneOffset.UTC);
    static final Look CHINESE = new Look("zh", ZoneId.of("Asia/Shanghai"));
    static final String HOME = "https://aiops.example";
    private static final EventLinks LINKS = new EventLinks(
            HOME, new EventLinks(HOME).page(), Optional.of((id, now) -> HOME + "/e/list/" + id + "/20241.sign"));
    static final NoticeRenderer RENDERER = in(Optional.empty());

    private static final Subscription.Target TARGET = new Subscription.Target("Any", "target", "bot", null);

    private Contents() {}

    /** A renderer with templates of its own. */
    static NoticeRenderer in(Optional<Path> folder) {
        return new NoticeRenderer(folder, LINKS, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    /** As much of a text as the shipped settings show. */
    static final NoticeRenderer SHIPPED = new NoticeRenderer(
            Optional.empty(), Map::of, LINKS, Clock.fixed(NOW, ZoneOffset.UTC), Excerpt.of(1500, 30));

    /** A message about one event, or about several where the kind wants it. */
    static Content of(PublishedEvent event, String kind) {
        boolean several = NoticeKind.named(kind).map(NoticeKind::carriesSeveral).orElse(false);
        return several
                ? several(event, NoticeKind.named(kind).orElseThrow(), 3)
                : buttons(Content.of(one(event)).as(kind));
    }

    /** A message about so many events like this one. */
    static Content several(PublishedEvent event, NoticeKind kind, int count) {
        List<Notice> notices = IntStream.range(0, count)
                .mapToObj(number -> one(withId(event, number)))
                .toList();
        return buttons(Content.of(Notice.carrying("n1", kind, Map.of("project", "shop"), notices, NOW)));
    }

    static Notice one(PublishedEvent event) {
        return Notice.pending(event, TARGET, subscription(), NOW);
    }

    private static Content buttons(Content content) {
        return content.with(
                List.of(new Content.Button("acknowledge", "signed-1"), new Content.Button("mute-1h", "signed-2")));
    }

    private static Subscription subscription() {
        return new Subscription(
                "s1",
                "everything",
                0,
                "intelligent_threshold_agent",
                true,
                NOW,
                NOW,
                Set.of(),
                Set.of(),
                Set.of(),
                Set.of(),
                List.of(),
                true,
                Subscription.Pace.PLAIN,
                Subscription.Wording.USUAL,
                List.of(),
                Subscription.Hours.ALWAYS);
    }

    /** The event that an alarm would open or end. */
    static PublishedEvent event(Alarm alarm) {
        return event(alarm, alarm.status() == AlarmStatus.RESOLVED);
    }

    private static PublishedEvent event(Alarm alarm, boolean over) {
        return new PublishedEvent(
                alarm.id(),
                over ? "resolved" : "opened",
                1,
                over ? EventState.RESOLVED : EventState.FIRING,
                alarm.level(),
                alarm.source(),
                alarm.agentType(),
                alarm.datasourceType(),
                alarm.title(),
                alarm.summary(),
                alarm.labels(),
                alarm.project(),
                alarm.product(),
                alarm.customer(),
                alarm.region(),
                alarm.fingerprint(),
                3,
                alarm.receivedAt().minus(Duration.ofMinutes(65)),
                alarm.receivedAt(),
                over ? alarm.receivedAt() : null,
                alarm.disposition(),
                "0-1",
                alarm.raw(),
                null,
                null,
                null,
                null);
    }

    /** The same event, saying something else. */
    static PublishedEvent saying(PublishedEvent event, String title, String summary, Map<String, String> labels) {
        return copy(event, event.id(), title, summary, labels);
    }

    /** The same event with another value of a field, as its JSON has it. */
    static PublishedEvent with(PublishedEvent event, String field, String value) {
        ObjectNode fields = Json.mapper().valueToTree(event);
        return Json.mapper().convertValue(fields.put(field, value), PublishedEvent.class);
    }

    private static PublishedEvent withId(PublishedEvent event, int number) {
        Map<String, String> labels = new HashMap<>(event.labels());
        labels.put("host", "host-" + number);
        return withId(event, number, labels);
    }

    static PublishedEvent withId(PublishedEvent event, int number, Map<String, String> labels) {
        return copy(event, String.format("%024x", number), event.title(), event.summary(), labels);
    }

    private static PublishedEvent copy(
            PublishedEvent event, String id, String title, String summary, Map<String, String> labels) {
        return new PublishedEvent(
                id,
                event.transition(),
                event.revision(),
                event.state(),
                event.eventLevel(),
                event.source(),
                event.agentType(),
                event.datasourceType(),
                title,
                summary,
                labels,
                event.project(),
                event.product(),
                event.customer(),
                event.region(),
                event.fingerprint(),
                event.count(),
                event.firstSeen(),
                event.lastSeen(),
                event.resolvedAt(),
                event.disposition(),
                event.position(),
                event.rawData(),
                null,
                null,
                null,
                null);
    }
}
