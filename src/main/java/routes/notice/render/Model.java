package routes.notice.render;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import routes.event.EventState;
import routes.event.PublishedEvent;
import routes.notice.Notice;

/** What a template can say of a notice, by name (docs/operations.md lists the names). */
final class Model {
    private static final List<String> RESOURCE = List.of(
            "resource", "host", "instance", "instanceId", "pod", "service", "resource_id", "ip", "device", "node");
    private static final List<String> METRIC = List.of("metric", "metric_name", "item", "alertname");
    private static final List<String> RULE = List.of("rule_name", "rule", "alertname", "rule_id");
    private static final List<String> SOURCE_URL = List.of("url", "generator_url", "generatorURL", "dashboard_url");
    private static final String EVENT_PATH = "/apis/v1/manager/event-center/event/";

    private final Pieces pieces;
    private final Setting setting;

    /**
     * What is the same for every message.
     *
     * @param publicUrl where people reach this system, without a slash at the end
     */
    record Setting(Medium medium, Words words, Spoken spoken, String publicUrl, Instant now) {}

    /** How much is shown. @param cut whether that is less than there is */
    record Bounds(int items, int labels, boolean cut) {}

    Model(Pieces pieces, Setting setting) {
        this.pieces = pieces;
        this.setting = setting;
    }

    Map<String, Object> of(Telling telling, Bounds bounds) {
        Notice notice = telling.notice();
        PublishedEvent event = notice.event();
        Map<String, Object> model = new HashMap<>(about(event, telling.kind()));
        model.put("cut", bounds.cut());
        model.put("subscription", pieces.text(notice.subscriptionName()));
        model.put(
                "summary",
                telling.kind().equals(Telling.REPLY) ? pieces.prose(event.summary()) : pieces.text(event.summary()));
        model.put("time", setting.spoken().time(setting.now()));
        model.put("zone", setting.spoken().zone(setting.now()));
        model.put("labels", labels(event.labels(), bounds.labels()));
        model.put("more_labels", more(event.labels().size(), bounds.labels()));
        model.put("mentions", pieces.own(telling.mentions()));
        model.put("actions", telling.buttons().stream().map(this::action).toList());
        model.put("has_actions", !telling.buttons().isEmpty());
        model.put("items", items(telling, bounds.items()));
        model.put("item_count", number(telling.others().size()));
        model.put("more", more(telling.others().size(), bounds.items()));
        return model;
    }

    private List<Map<String, Object>> items(Telling telling, int limit) {
        return telling.others().stream()
                .limit(limit)
                .map(other -> about(other, other.transition()))
                .toList();
    }

    /** What is said of one event, be it the message's own or one of a digest. */
    private Map<String, Object> about(PublishedEvent event, String kind) {
        Map<String, Object> model = new HashMap<>();
        Tone tone = Tone.of(event);
        model.put("kind", own(kind));
        model.put("headline", own(setting.words().of("kind." + kind)));
        model.put("icon", tone.icon());
        model.put("tone", tone.wireName());
        model.put("color", own(setting.medium().colour(tone)));
        model.put("level", event.eventLevel().name());
        model.put(
                "level_word",
                own(setting.words().of("level." + event.eventLevel().name())));
        model.put("state", event.state().name());
        model.put("state_word", own(setting.words().of("state." + event.state().name())));
        model.put("firing", event.state() == EventState.FIRING);
        model.put("resolved", event.state() == EventState.RESOLVED);
        model.put("id", own(event.id()));
        String title = pieces.text(event.title());
        model.put("title", title.isEmpty() ? own(event.id()) : title);
        model.put("summary", pieces.text(event.summary()));
        model.put("source", pieces.text(event.source()));
        model.put("datasource", pieces.text(event.datasourceType()));
        model.put("count", number(event.count()));
        model.put("repeated", event.count() > 1);
        addTimes(model, event);
        addDetails(model, event);
        addLinks(model, event);
        return model;
    }

    private void addTimes(Map<String, Object> model, PublishedEvent event) {
        Instant end = event.resolvedAt() == null ? setting.now() : event.resolvedAt();
        model.put("first_seen", own(setting.spoken().time(event.firstSeen())));
        model.put("last_seen", own(setting.spoken().time(event.lastSeen())));
        model.put("resolved_at", own(setting.spoken().time(event.resolvedAt())));
        model.put("duration", own(setting.spoken().duration(Duration.between(event.firstSeen(), end))));
    }

    private void addDetails(Map<String, Object> model, PublishedEvent event) {
        Map<String, String> labels = event.labels();
        model.put("resource", pieces.text(first(labels, RESOURCE)));
        model.put("metric", pieces.text(first(labels, METRIC)));
        model.put("rule", pieces.text(first(labels, RULE)));
        model.put("value", pieces.text(labels.get("value")));
        model.put("project", pieces.text(String.join(", ", event.project())));
        model.put("product", pieces.text(String.join(", ", event.product())));
        model.put("customer", pieces.text(String.join(", ", event.customer())));
        model.put("region", pieces.text(String.join(", ", event.region())));
    }

    private void addLinks(Map<String, Object> model, PublishedEvent event) {
        String page = setting.publicUrl() + EVENT_PATH + event.id();
        model.put("link", pieces.link(page));
        model.put("trace_link", pieces.link(page + "/trace"));
        model.put("source_link", pieces.link(first(event.labels(), SOURCE_URL)));
    }

    private Map<String, Object> action(Telling.Button button) {
        return Map.of(
                "name", own(button.name()),
                "label", own(setting.words().of("action." + button.name())),
                "value", own(button.value()));
    }

    private List<Map<String, Object>> labels(Map<String, String> labels, int limit) {
        return new TreeMap<>(labels)
                .entrySet().stream()
                        .limit(limit)
                        .map(label -> Map.<String, Object>of(
                                "name", pieces.text(label.getKey()), "value", pieces.text(label.getValue())))
                        .toList();
    }

    private static @Nullable String first(Map<String, String> labels, List<String> names) {
        return names.stream()
                .flatMap(name -> Stream.ofNullable(labels.get(name)))
                .filter(value -> !value.isBlank())
                .findFirst()
                .orElse(null);
    }

    private String more(int all, int shown) {
        return all > shown ? number(all - shown) : "";
    }

    private static String number(long count) {
        return Long.toString(count);
    }

    private String own(String value) {
        return pieces.own(value);
    }
}
