package routes.notice.render;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import routes.event.EventState;
import routes.event.PublishedEvent;
import routes.notice.Bundle;
import routes.notice.EventLinks;
import routes.notice.EventResource;
import routes.notice.Notice;

/** What a template can say of a notice, by name (docs/operations.md lists the names). */
final class Model {
    private static final List<String> METRIC = List.of("metric", "metric_name", "item", "alertname");
    private static final List<String> RULE = List.of("rule_name", "rule", "alertname", "rule_id");

    private static final int MOST_LINKS = 3;
    /** What is longer has no place in an address or a header. */
    private static final int LONGEST_VALUE = 300;
    /** Words that stand in templates by {@code text.<name>}. */
    private static final List<String> TEXTS =
            List.of("colon", "total", "more", "shortened", "times", "subscription", "open_item", "open_source", "full");
    /** Values of ours that words may have in braces. */
    private static final List<String> SAID =
            List.of("level", "state_word", "duration", "last_seen", "item_count", "firing_count", "more", "zone");
    /** Kinds whose headline says more than a level would. */
    private static final Set<String> UNLEVELED =
            Set.of("resolved", "expired", "flapping", "stable", "digest", "group", Content.REPLY);

    private final MessageValues pieces;
    private final Setting setting;

    /** What is the same for every message. */
    record Setting(Medium medium, Words words, TimeText spoken, EventLinks links, Instant now, Excerpt excerpt) {}

    /** How much is shown. @param cut whether that is less than there is */
    record Bounds(int items, int labels, boolean cut) {}

    Model(MessageValues pieces, Setting setting) {
        this.pieces = pieces;
        this.setting = setting;
    }

    Map<String, Object> of(Content content, Bounds bounds) {
        Notice notice = content.notice();
        PublishedEvent event = notice.event();
        Map<String, Object> model = new HashMap<>(about(EventModel.of(event, content.kind())));
        boolean reply = content.kind().equals(Content.REPLY);
        String excerpt = excerpt(event.summary());
        boolean shortened = excerpt.length() < event.summary().length();
        model.put("summary", reply ? pieces.prose(event.summary()) : pieces.text(excerpt));
        boolean folded = shortened && !reply && setting.medium().dialect().folds();
        model.put("full", folded ? pieces.text(event.summary()) : "");
        model.put("summary_links", links(excerpt));
        model.put("reply", reply);
        model.put("source", pieces.line(event.source()));
        model.put("datasource", pieces.line(event.datasourceType()));
        addDetails(model, event);
        model.put("labels", pairs(event.labels(), bounds.labels()));
        model.put("more_labels", more(event.labels().size(), bounds.labels()));
        model.put("trace_link", pieces.link(setting.links().trace(event.id())));
        model.put("cut", bounds.cut() || (shortened && !folded && !reply));
        model.put("notice_id", own(notice.id()));
        model.put("subscription", pieces.line(notice.subscriptionName()));
        model.put("time", setting.spoken().time(setting.now()));
        model.put("zone", setting.spoken().zone(setting.now()));
        model.put("mentions", pieces.own(content.mentions()));
        model.put("actions", content.buttons().stream().map(this::action).toList());
        addBundle(model, notice, bounds.items());
        addWords(model, content.kind());
        return model;
    }

    /** What is one text, by name, as it is shown without marks. */
    Map<String, String> texts(Content content, Dialect dialect) {
        Map<String, String> texts = new TreeMap<>();
        of(content, new Bounds(1, 1, false)).forEach((name, value) -> {
            if (value instanceof String text) {
                texts.put(name, pieces.fill(text, Dialect.Place.PLAIN, dialect, LONGEST_VALUE));
            }
        });
        return texts;
    }

    /** The words around the values, so that a template needs none of a language. */
    private void addWords(Map<String, Object> model, String kind) {
        Map<String, String> known = plainValues(model);
        Map<String, Object> text = new HashMap<>();
        for (String name : TEXTS) {
            text.put(name, own(setting.words().filled("text." + name, known)));
        }
        text.put("open", own(setting.words().filled(opens(model), known)));
        model.put("text", text);
        model.put("note", own(setting.words().filled("note." + kind, known)));
        Map<String, Object> labels = new HashMap<>();
        for (Fact fact : Fact.values()) {
            labels.put(fact.wireName(), own(setting.words().of("fact." + fact.wireName())));
        }
        model.put("fact", labels);
        model.put(
                "facts",
                Fact.of(kind).stream()
                        .filter(fact -> !"".equals(model.get(fact.wireName())))
                        .map(fact -> Map.of("name", labels.get(fact.wireName()), "value", model.get(fact.wireName())))
                        .toList());
    }

    /** What the link of the message leads to. */
    private static String opens(Map<String, Object> model) {
        if (Boolean.TRUE.equals(model.get("listed"))) {
            return "text.open_all";
        }
        return Boolean.TRUE.equals(model.get("several")) ? "text.open_first" : "text.open";
    }

    /** What a sentence of the words file may say. */
    private Map<String, String> plainValues(Map<String, Object> model) {
        Map<String, String> values = new HashMap<>();
        for (String name : SAID) {
            values.put(name, pieces.ownValue(String.valueOf(model.get(name))));
        }
        values.put("level_word", setting.words().of("level." + model.get("level")));
        return values;
    }

    private String excerpt(String text) {
        return setting.medium().json() ? setting.excerpt().of(text) : text;
    }

    /** Addresses in the text, for platforms that show a text without links. */
    private List<Map<String, Object>> links(String text) {
        return BareUrls.in(text).stream()
                .distinct()
                .limit(MOST_LINKS)
                .map(url -> Map.<String, Object>of("link", pieces.link(url)))
                .filter(link -> !"".equals(link.get("link")))
                .toList();
    }

    private void addBundle(Map<String, Object> model, Notice notice, int limit) {
        Optional<Bundle> bundle = notice.bundle();
        List<Bundle.Item> items = bundle.map(Bundle::items).orElse(List.of());
        List<List<Bundle.Item>> lines = alike(items);
        model.put("items", lines.stream().limit(limit).map(this::line).toList());
        model.put("several", bundle.isPresent());
        if (bundle.isPresent()) {
            model.put("source_link", "");
        }
        Optional<String> list = bundle.flatMap(carried -> setting.links().list(notice.id(), setting.now()));
        list.ifPresent(link -> model.put("link", pieces.link(link)));
        model.put("listed", list.isPresent());
        model.put("item_count", number(items.size()));
        model.put("firing_count", number(bundle.map(Bundle::firing).orElse(0L)));
        int shown = lines.stream().limit(limit).mapToInt(List::size).sum();
        model.put("more", more(items.size(), shown));
        model.put("shared", pairs(bundle.map(Bundle::shared).orElse(Map.of()), Integer.MAX_VALUE));
    }

    /** What reads the same stands in one line. */
    private static List<List<Bundle.Item>> alike(List<Bundle.Item> items) {
        List<List<Bundle.Item>> lines = new ArrayList<>();
        for (Bundle.Item item : items) {
            lines.stream()
                    .filter(line -> line.get(0).alike(item))
                    .findFirst()
                    .orElseGet(() -> {
                        List<Bundle.Item> fresh = new ArrayList<>();
                        lines.add(fresh);
                        return fresh;
                    })
                    .add(item);
        }
        return lines;
    }

    private Map<String, Object> line(List<Bundle.Item> alike) {
        Bundle.Item first = alike.get(0);
        Map<String, Object> model = about(EventModel.of(first));
        if (first.resource() != null && first.title().contains(first.resource())) {
            model.put("resource", "");
        }
        boolean one = alike.size() == 1;
        model.put("alike", one ? "" : own(setting.words().filled("text.alike", Map.of("alike", number(alike.size())))));
        model.put("repeated", one && first.count() > 1);
        return model;
    }

    /** What is said of one event, be it the message's own or one that it carries. */
    private Map<String, Object> about(EventModel subject) {
        Map<String, Object> model = new HashMap<>();
        Tone tone = Tone.of(subject.state(), subject.level());
        model.put("kind", own(subject.kind()));
        model.put("headline", own(setting.words().of("kind." + subject.kind())));
        model.put("icon", tone.icon());
        model.put("tone", tone.wireName());
        model.put("color", setting.medium().colour(tone));
        model.put("level", subject.level().name());
        model.put("leveled", !UNLEVELED.contains(subject.kind()));
        String word = setting.words().of("level." + subject.level());
        model.put(
                "level_word",
                Optional.ofNullable(setting.medium().levels().get(subject.level()))
                        .orElseGet(() -> own(word)));
        model.put("level_name", own(word));
        model.put("state", subject.state().name());
        model.put("state_word", own(setting.words().of("state." + subject.state())));
        model.put("firing", subject.state() == EventState.FIRING);
        model.put("resolved", subject.state() == EventState.RESOLVED);
        model.put("id", own(subject.id()));
        String title = pieces.line(subject.title());
        model.put("title", title.isEmpty() ? own(subject.id()) : title);
        model.put("resource", pieces.line(subject.resource()));
        model.put("count", number(subject.count()));
        model.put("repeated", subject.count() > 1);
        model.put("link", pieces.link(setting.links().page(subject.id(), setting.now())));
        addTimes(model, subject);
        return model;
    }

    private void addTimes(Map<String, Object> model, EventModel subject) {
        Instant end = subject.resolvedAt() == null ? setting.now() : subject.resolvedAt();
        model.put("first_seen", own(setting.spoken().time(subject.firstSeen())));
        model.put("last_seen", own(setting.spoken().time(subject.lastSeen())));
        model.put("resolved_at", own(setting.spoken().time(subject.resolvedAt())));
        model.put("duration", own(setting.spoken().duration(Duration.between(subject.firstSeen(), end))));
    }

    private void addDetails(Map<String, Object> model, PublishedEvent event) {
        Map<String, String> labels = event.labels();
        model.put("source_link", pieces.link(SourceLink.of(labels)));
        model.put("resource", pieces.line(EventResource.of(labels)));
        model.put("metric", pieces.line(first(labels, METRIC)));
        model.put("rule", pieces.line(first(labels, RULE)));
        model.put("value", pieces.line(labels.get("value")));
        model.put("project", pieces.line(String.join(", ", event.project())));
        model.put("product", pieces.line(String.join(", ", event.product())));
        model.put("customer", pieces.line(String.join(", ", event.customer())));
        model.put("region", pieces.line(String.join(", ", event.region())));
    }

    private Map<String, Object> action(Content.Button button) {
        return Map.of(
                "name", own(button.name()),
                "label", own(setting.words().of("action." + button.name())),
                "value", own(button.value()));
    }

    private List<Map<String, Object>> pairs(Map<String, String> labels, int limit) {
        return new TreeMap<>(labels)
                .entrySet().stream()
                        .limit(limit)
                        .map(label -> Map.<String, Object>of(
                                "name", pieces.line(label.getKey()), "value", pieces.line(label.getValue())))
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
