package routes.notice.render;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import routes.alarm.Alarm;
import routes.alarm.AlarmStatus;
import routes.event.EventState;
import routes.event.PublishedEvent;
import routes.event.Subscription;
import routes.notice.Notice;

/** What there is to tell, in words. */
final class Tellings {
    static final Instant NOW = Instant.parse("2025-05-01T05:00:00Z");
    static final Look ENGLISH = new Look("en", ZoneOffset.UTC);
    static final Look CHINESE = new Look("zh", ZoneId.of("Asia/Shanghai"));
    static final NoticeRenderer RENDERER =
            new NoticeRenderer(Optional.empty(), "https://aiops.example", Clock.fixed(NOW, ZoneOffset.UTC));

    private Tellings() {}

    static Telling of(PublishedEvent event, String kind) {
        return Telling.of(Notice.pending(
                        event, new Subscription.Target("Any", "target", "bot", null), subscription("everything"), NOW))
                .as(kind, kind.equals("digest") ? List.of(event, event, event) : List.of())
                .with(List.of(
                        new Telling.Button("acknowledge", "signed-1"), new Telling.Button("mute-1h", "signed-2")));
    }

    static Subscription subscription(String name) {
        return new Subscription(
                "s1",
                name,
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
                true);
    }

    /** The event that an alarm would open or end. */
    static PublishedEvent event(Alarm alarm) {
        boolean over = alarm.status() == AlarmStatus.RESOLVED;
        Instant first = alarm.receivedAt().minus(Duration.ofMinutes(65));
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
                first,
                alarm.receivedAt(),
                over ? alarm.receivedAt() : null,
                first,
                alarm.receivedAt(),
                alarm.disposition(),
                "0-1",
                alarm.raw());
    }
}
