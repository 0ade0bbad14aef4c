package routes.notice.render;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import routes.alarm.Disposition;
import routes.alarm.Level;
import routes.event.EventState;
import routes.event.PublishedEvent;
import routes.event.Subscription;
import routes.notice.Notice;

/** A notice that says everything a notice can say: what templates are tried with before they are trusted. */
final class Sample {
    private static final Instant AT = Instant.parse("2026-01-02T03:04:05Z");
    /** Every name that a template may use. */
    static final Set<String> NAMES = names();

    private Sample() {}

    static Map<String, Object> model(Medium medium, Pieces pieces) {
        Words words = new Words("");
        Model.Setting setting =
                new Model.Setting(medium, words, new Spoken(words, ZoneOffset.UTC), "http://localhost", AT);
        return new Model(pieces, setting).of(telling(), new Model.Bounds(1, 1, true));
    }

    /** A guess at what a wrong name should have been. */
    static String meant(String name) {
        return NAMES.stream()
                .min(Comparator.comparingInt(known -> distance(known, name)))
                .filter(known -> distance(known, name) <= 2)
                .map(known -> ", was \"" + known + "\" meant?")
                .orElse("; docs/operations.md lists those that there are");
    }

    private static Telling telling() {
        PublishedEvent event = event();
        return Telling.of(Notice.pending(
                        event, new Subscription.Target("Webhook", "http://localhost", null, null), subscription(), AT))
                .as("opened", List.of(event, event))
                .with(List.of(new Telling.Button("acknowledge", "signed")))
                .mentioning("@oncall");
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
                true);
    }

    private static PublishedEvent event() {
        return new PublishedEvent(
                "0123456789abcdef01234567",
                "opened",
                1,
                EventState.RESOLVED,
                Level.P1,
                "zabbix",
                "intelligent_threshold_agent",
                "Zabbix",
                "high cpu",
                "it is busy",
                Map.of("host", "web-1", "value", "97 %", "metric", "cpu", "rule", "r", "url", "http://localhost/"),
                List.of("shop"),
                List.of("web"),
                List.of("acme"),
                List.of("north"),
                "zabbix:1",
                3,
                AT,
                AT,
                AT,
                AT,
                AT,
                Disposition.NOTIFY,
                "0-1",
                JsonNodeFactory.instance.objectNode());
    }

    private static Set<String> names() {
        Set<String> names = new TreeSet<>();
        collect(model(Medium.text("sample", CommonDialect.PLAIN, Medium.SMALLEST), new Pieces()), names);
        return Set.copyOf(names);
    }

    private static void collect(Object value, Set<String> names) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((name, held) -> {
                names.add(name.toString());
                collect(held, names);
            });
        } else if (value instanceof List<?> list) {
            list.forEach(held -> collect(held, names));
        }
    }

    /** How many letters differ (Levenshtein). */
    private static int distance(String one, String other) {
        int[] costs = new int[other.length() + 1];
        for (int j = 0; j < costs.length; j++) {
            costs[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = costs[0];
            costs[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int changed = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = costs[j];
                costs[j] = Math.min(changed, 1 + Math.min(costs[j], costs[j - 1]));
            }
        }
        return costs[other.length()];
    }
}
