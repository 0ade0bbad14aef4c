package routes.notice.render;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import routes.alarm.Disposition;
import routes.alarm.Level;
import routes.common.yaml.NearestWord;
import routes.event.EventState;
import routes.event.PublishedEvent;
import routes.notice.EventLinks;
import routes.notice.Notice;
import routes.notice.NoticeKind;
import routes.subscription.Subscription;

/** Notices that say everything and nearly nothing: what templates are tried with before they are trusted. */
final class SampleNotices {
    private static final Instant AT = Instant.parse("2026-01-02T03:04:05Z");
    private static final Subscription.Target TARGET = new Subscription.Target("Sample", "target", null, null);
    /** Values that hold words by name: a template goes into them with a dot. */
    private static final Set<String> WORDS = Set.of("text", "fact");
    /** Every name that a template may use. */
    static final Set<String> NAMES = names();

    /** Those of them that are one text. */
    static final Set<String> TEXTS = texts();

    private SampleNotices() {}

    /** With every value, cut, and about several events. */
    static Map<String, Object> full(Medium medium) {
        PublishedEvent event = event(
                Map.of("host", "web-1", "value", "97 %", "metric", "cpu", "rule", "r", "url", "http://localhost/"),
                List.of("shop"),
                AT);
        Notice one = Notice.pending(event, TARGET, subscription(), AT);
        Notice several =
                Notice.carrying("n", NoticeKind.GROUP, Map.of("project", "shop"), List.of(one, other(one)), AT);
        Content content = Content.of(several)
                .with(List.of(new Content.Button("acknowledge", "signed")))
                .mentioning("@oncall");
        return model(medium, content, new Model.Bounds(1, 1, true));
    }

    /** With nothing that can be missing. */
    static Map<String, Object> bare(Medium medium) {
        Notice notice = Notice.pending(event(Map.of(), List.of(), null), TARGET, subscription(), AT);
        return model(medium, Content.of(notice), new Model.Bounds(1, 1, false));
    }

    /** A guess at what a wrong name should have been. */
    static String meant(String name) {
        return NAMES.stream()
                .min(Comparator.<String>comparingInt(known -> NearestWord.distance(known, name))
                        .thenComparing(known -> Math.abs(known.length() - name.length())))
                .filter(known -> NearestWord.distance(known, name) <= 2)
                .map(known -> ", was \"" + known + "\" meant?")
                .orElse("; docs/operations.md lists those that there are");
    }

    private static Map<String, Object> model(Medium medium, Content content, Model.Bounds bounds) {
        Words words = new Words("");
        Model.Setting setting = new Model.Setting(
                medium,
                words,
                new TimeText(words, ZoneOffset.UTC),
                new EventLinks("http://localhost"),
                AT,
                Excerpt.NONE);
        return new Model(new MessageValues(medium.maxBytes()), setting).of(content, bounds);
    }

    private static Notice other(Notice one) {
        PublishedEvent event = event(Map.of(), List.of(), null);
        return Notice.pending(event, one.target(), subscription(), AT);
    }

    private static Subscription subscription() {
        return new Subscription(
                "s",
                "everything",
                0,
                "intelligent_threshold_agent",
                true,
                AT,
                AT,
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

    private static PublishedEvent event(Map<String, String> labels, List<String> owners, @Nullable Instant over) {
        return new PublishedEvent(
                over == null ? "0123456789abcdef01234567" : "0123456789abcdef01234568",
                "opened",
                1,
                over == null ? EventState.FIRING : EventState.RESOLVED,
                Level.P1,
                "zabbix",
                "intelligent_threshold_agent",
                over == null ? null : "Zabbix",
                "high cpu",
                over == null ? "" : "it is busy",
                labels,
                owners,
                owners,
                owners,
                owners,
                "zabbix:1",
                over == null ? 1 : 3,
                AT,
                AT,
                over,
                Disposition.NOTIFY,
                "0-1",
                JsonNodeFactory.instance.objectNode(),
                null,
                null,
                null,
                null);
    }

    private static Set<String> names() {
        Set<String> names = new TreeSet<>();
        collect(full(Medium.text("sample", CommonDialect.PLAIN, Medium.SMALLEST)), names);
        return Set.copyOf(names);
    }

    private static Set<String> texts() {
        Medium plain = Medium.text("sample", CommonDialect.PLAIN, Medium.SMALLEST);
        return full(plain).entrySet().stream()
                .filter(entry -> entry.getValue() instanceof String)
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static void collect(Object value, Set<String> names) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((name, held) -> {
                names.add(name.toString());
                if (WORDS.contains(name)) {
                    ((Map<?, ?>) held).keySet().forEach(word -> names.add(name + "." + word));
                } else {
                    collect(held, names);
                }
            });
        } else if (value instanceof List<?> list) {
            list.forEach(held -> collect(held, names));
        }
    }
}
