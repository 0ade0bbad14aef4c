package routes.api.page;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import routes.alarm.Level;
import routes.api.EventTraces;
import routes.event.EventState;
import routes.event.EventView;
import routes.notice.NoticeView;

/**
 * What the page of an event shows. Addresses and ids of targets stay away: a message is named by its channel and its subscription.
 *
 * @param zone of the times that are shown
 */
public record EventPageModel(ZoneId zone, Clock clock) {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
    private static final int MOST_STEPS = 100;
    private static final String SOURCE_URL = "source_url";

    /** One line of the timeline. @param tone of the dot beside it */
    private record Step(Instant at, String tone, String what, String detail) {}

    Map<String, Object> of(EventTraces.Trace trace, Map<String, String> words) {
        EventView event = trace.event();
        EventView.Own own = Objects.requireNonNull(event.own(), "only our own events have a page");
        Map<String, Object> model = new HashMap<>();
        model.put("id", event.id());
        model.put("title", own.title().isBlank() ? event.id() : own.title());
        model.put("summary", own.summary());
        model.put("level", text(event.eventLevel()));
        model.put("level_word", word(words, "level", text(event.eventLevel())));
        model.put("state_word", word(words, "state", own.state().name()));
        model.put("tone", own.state() == EventState.FIRING ? "firing" : "over");
        model.put("source_url", link(own.labels().get(SOURCE_URL)));
        model.put("facts", facts(event, own, words));
        model.put("labels", labels(own.labels()));
        List<Step> steps = steps(trace, words);
        model.put("steps", steps.stream().limit(MOST_STEPS).map(this::shown).toList());
        if (steps.size() > MOST_STEPS) {
            model.put("more_steps", steps.size() - MOST_STEPS);
        }
        model.put("zone", zone.getId());
        model.put("now", time(clock.instant()));
        return model;
    }

    private List<Map<String, String>> facts(EventView event, EventView.Own own, Map<String, String> words) {
        List<Map<String, String>> facts = new ArrayList<>();
        Instant end = own.resolvedAt() == null ? clock.instant() : own.resolvedAt();
        fact(facts, words, "started", time(own.firstSeen()));
        fact(facts, words, "ended", time(own.resolvedAt()));
        fact(facts, words, "lasted", own.firstSeen() == null ? "" : lasted(Duration.between(own.firstSeen(), end)));
        fact(facts, words, "last_seen", time(own.lastSeen()));
        fact(facts, words, "alarms", String.valueOf(own.count()));
        fact(facts, words, "source", own.source());
        fact(facts, words, "acknowledged_by", Objects.requireNonNullElse(own.acknowledgedBy(), ""));
        fact(facts, words, "project", String.join(", ", event.project()));
        fact(facts, words, "product", String.join(", ", event.product()));
        fact(facts, words, "customer", String.join(", ", event.customer()));
        fact(facts, words, "region", String.join(", ", event.region()));
        return facts;
    }

    private static void fact(List<Map<String, String>> facts, Map<String, String> words, String name, String value) {
        if (!value.isBlank()) {
            facts.add(Map.of("name", word(words, "fact", name), "value", value));
        }
    }

    private static List<Map<String, String>> labels(Map<String, String> labels) {
        return labels.entrySet().stream()
                .map(label -> Map.of("name", label.getKey(), "value", label.getValue()))
                .toList();
    }

    /** Newest first. */
    private List<Step> steps(EventTraces.Trace trace, Map<String, String> words) {
        Stream<Step> moves = trace.transitions().stream()
                .map(move -> new Step(
                        move.at(),
                        move.transition(),
                        word(words, "transition", move.transition()),
                        move.level() + " · " + word(words, "level", move.level().name())));
        Stream<Step> notices = trace.notices().stream()
                .filter(notice -> notice.createdAt() != null)
                .map(notice -> new Step(
                        Objects.requireNonNullElse(notice.updatedAt(), notice.createdAt()),
                        "notice",
                        word(words, "notice", Objects.requireNonNullElse(notice.state(), "")),
                        recipient(notice)));
        return Stream.concat(moves, notices)
                .sorted(Comparator.comparing(Step::at).reversed())
                .toList();
    }

    private static String recipient(NoticeView notice) {
        String subscription = Objects.requireNonNullElse(notice.subscriptionName(), "");
        return subscription.isBlank() ? notice.noticeChannel() : notice.noticeChannel() + " · " + subscription;
    }

    private Map<String, String> shown(Step step) {
        return Map.of("at", time(step.at()), "tone", step.tone(), "what", step.what(), "detail", step.detail());
    }

    private String time(@Nullable Instant at) {
        return at == null ? "" : TIME.format(at.atZone(zone));
    }

    private static String lasted(Duration duration) {
        long seconds = Math.max(0, duration.toSeconds());
        return seconds >= Duration.ofDays(1).toSeconds()
                ? String.format("%d d %02d:%02d h", duration.toDays(), duration.toHoursPart(), duration.toMinutesPart())
                : String.format("%02d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
    }

    private static String text(@Nullable Level level) {
        return level == null ? "" : level.name();
    }

    private static String word(Map<String, String> words, String group, String name) {
        return words.getOrDefault(group + "." + name.toLowerCase(Locale.ROOT), name);
    }

    /** Empty unless it is an address of the web: a browser opens others too. */
    private static String link(@Nullable String url) {
        if (url == null) {
            return "";
        }
        try {
            String scheme = Objects.requireNonNullElse(URI.create(url.strip()).getScheme(), "");
            return scheme.equalsIgnoreCase("https") || scheme.equalsIgnoreCase("http") ? url.strip() : "";
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
