package routes.notice.render;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Where the monitoring system shows an alarm, as its labels say. */
public final class SourceLink {
    /** Those of the mappings, with their names beside labels of the same name; then what senders call it. */
    private static final List<String> LABELS = List.of(
            "veaiops_link",
            "link",
            "veaiops_generator",
            "generator",
            "url",
            "source_url",
            "generator_url",
            "generatorURL",
            "veaiops_panel",
            "panel",
            "veaiops_dashboard",
            "dashboard",
            "dashboard_url");

    private SourceLink() {}

    /** An address that people may be sent to; empty when no label has one. */
    public static String of(Map<String, String> labels) {
        return LABELS.stream()
                .flatMap(name -> Stream.ofNullable(labels.get(name)))
                .map(SafeUrl::of)
                .filter(url -> !url.isEmpty())
                .findFirst()
                .orElse("");
    }
}
