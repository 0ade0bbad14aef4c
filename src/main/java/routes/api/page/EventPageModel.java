package routes.api.page;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import routes.api.EventTraces;
import routes.event.EventState;
import routes.event.EventView;
import routes.notice.EventResource;
import routes.notice.NoticeView;
import routes.notice.render.SourceLink;
import routes.notice.render.TimeText;
import routes.notice.render.Words;
import routes.subscription.silence.Silence;

/**
 * What the page of an event shows, in the words of messages. Addresses and ids of targets stay away: a message is named by its
 * channel and its subscription.
 *
 * @param zone of the times that are shown
 */
public record EventPageModel(ZoneId zone, Clock clock) {
    private static final int MOST_STEPS = 100;

    /** One line of the timeline. @param tone of the dot beside it */
    private record Step(Instant at, String tone, String what, String detail) {}

    /** Words and times of one language. */
    private record Spoken(Words words, TimeText times) {
        void fact(List<Map<String, String>> facts, String name, String value) {
            if (!value.isBlank()) {
                facts.add(Map.of("name", words.of("fact." + name), "value", value));
            }
        }
    }

    Map<String, Object> of(EventTraces.Trace trace, EventPageView.Panel panel, Words words) {
        EventView event = trace.event();
        EventView.Own own = own(event);
        Spoken spoken = new Spoken(words, new TimeText(words, zone));
        Instant now = clock.instant();
        Map<String, Object> model = panel.visitor().model(words);
        model.put("id", event.id());
        model.put("title", own.title().isBlank() ? event.id() : own.title());
        model.put("summary", own.summary());
        String level = event.eventLevel() == null ? "" : event.eventLevel().name();
        model.put("level", level);
        model.put("level_word", level.isEmpty() ? "" : words.of("level." + level));
        model.put("state_word", words.of("state." + own.state()));
        model.put("tone", own.state() == EventState.FIRING ? "firing" : "over");
        model.put("source_url", SourceLink.of(own.labels()));
        model.put("facts", facts(event, panel, spoken));
        model.put("labels", labels(own.labels()));
        addSteps(model, steps(trace, spoken));
        addPanel(model, panel, words);
        model.put("zone", zone.getId() + " (" + spoken.times().zone(now) + ")");
        model.put("now", spoken.times().time(now));
        return model;
    }

    private static void addPanel(Map<String, Object> model, EventPageView.Panel panel, Words words) {
        model.put("may_log_in", panel.mayLogIn());
        model.put("open", !panel.visitor().fault().isEmpty());
        model.put("acts", !panel.actions().isEmpty());
        model.put(
                "actions",
                panel.actions().stream()
                        .map(action -> Map.of("value", action, "name", words.of("action." + action)))
                        .toList());
        model.put(
                "done",
                panel.done().isEmpty() ? "" : words.of("done." + panel.done().replaceAll("-.*", "")));
    }

    private List<Map<String, String>> facts(EventView event, EventPageView.Panel panel, Spoken spoken) {
        EventView.Own own = own(event);
        TimeText times = spoken.times();
        List<Map<String, String>> facts = new ArrayList<>();
        Instant end = own.resolvedAt() == null ? clock.instant() : own.resolvedAt();
        spoken.fact(facts, "resource", EventResource.of(own.labels()));
        spoken.fact(facts, "first_seen", times.time(own.firstSeen()));
        spoken.fact(facts, "resolved_at", times.time(own.resolvedAt()));
        spoken.fact(
                facts,
                "duration",
                own.firstSeen() == null ? "" : times.duration(Duration.between(own.firstSeen(), end)));
        spoken.fact(facts, "last_seen", times.time(own.lastSeen()));
        spoken.fact(facts, "count", String.valueOf(own.count()));
        spoken.fact(facts, "source", own.source());
        spoken.fact(facts, "acknowledged_by", Objects.requireNonNullElse(own.acknowledgedBy(), ""));
        spoken.fact(
                facts,
                "muted_until",
                panel.silence().map(silence -> until(silence, spoken)).orElse(""));
        spoken.fact(facts, "project", String.join(", ", event.project()));
        spoken.fact(facts, "product", String.join(", ", event.product()));
        spoken.fact(facts, "customer", String.join(", ", event.customer()));
        spoken.fact(facts, "region", String.join(", ", event.region()));
        return facts;
    }

    private static String until(Silence silence, Spoken spoken) {
        return silence.endsAt().equals(Silence.FOR_EVER)
                ? spoken.words().of("until_resolved")
                : spoken.times().time(silence.endsAt());
    }

    private static List<Map<String, String>> labels(Map<String, String> labels) {
        return new TreeMap<>(labels)
                .entrySet().stream()
                        .map(label -> Map.of("name", label.getKey(), "value", label.getValue()))
                        .toList();
    }

    private static void addSteps(Map<String, Object> model, List<Map<String, String>> steps) {
        model.put("steps", steps.stream().limit(MOST_STEPS).toList());
        if (steps.size() > MOST_STEPS) {
            model.put("more_steps", steps.size() - MOST_STEPS);
        }
    }

    /** Newest first. */
    private static List<Map<String, String>> steps(EventTraces.Trace trace, Spoken spoken) {
        return Stream.of(moves(trace, spoken.words()), notices(trace, spoken.words()), taken(trace, spoken.words()))
                .flatMap(steps -> steps)
                .sorted(Comparator.comparing(Step::at).reversed())
                .map(step -> Map.of(
                        "at",
                        spoken.times().time(step.at()),
                        "tone",
                        step.tone(),
                        "what",
                        step.what(),
                        "detail",
                        step.detail()))
                .toList();
    }

    private static Stream<Step> moves(EventTraces.Trace trace, Words words) {
        return trace.transitions().stream()
                .map(move -> new Step(
                        move.at(),
                        move.transition(),
                        words.of("transition." + move.transition()),
                        move.level() + " · " + words.of("level." + move.level())));
    }

    private static Stream<Step> notices(EventTraces.Trace trace, Words words) {
        return trace.notices().stream()
                .filter(notice -> notice.createdAt() != null)
                .map(notice -> new Step(
                        Objects.requireNonNullElse(notice.updatedAt(), notice.createdAt()),
                        "notice",
                        words.of("notice." + Objects.requireNonNullElse(notice.state(), "")),
                        recipient(notice)));
    }

    private static Stream<Step> taken(EventTraces.Trace trace, Words words) {
        EventView.Own own = own(trace.event());
        return Stream.ofNullable(own.acknowledgedAt())
                .map(at -> new Step(
                        at,
                        "acknowledged",
                        words.of("transition.acknowledged"),
                        Objects.requireNonNullElse(own.acknowledgedBy(), "")));
    }

    private static String recipient(NoticeView notice) {
        String subscription = Objects.requireNonNullElse(notice.subscriptionName(), "");
        return subscription.isBlank() ? notice.noticeChannel() : notice.noticeChannel() + " · " + subscription;
    }

    private static EventView.Own own(EventView event) {
        return Objects.requireNonNull(event.own(), "only our own events have a page");
    }
}
