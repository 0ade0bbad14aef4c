package routes;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.CamelContext;
import org.apache.camel.support.CamelContextHelper;
import org.jspecify.annotations.Nullable;
import routes.event.FlappingRule;
import routes.event.MergePolicy;

/** How alarms of a source merge and flap, from {@code veaiops.merge.*} and {@code veaiops.merge.<source>.*}, and so on. */
final class MergePolicies {
    private final CamelContext context;
    private final Map<String, MergePolicy> known = new ConcurrentHashMap<>();

    MergePolicies(CamelContext context) {
        this.context = context;
    }

    MergePolicy of(String source) {
        return known.computeIfAbsent(
                source,
                name -> new MergePolicy(
                        Duration.ofSeconds(Long.parseLong(setting(name, "merge.window-seconds"))),
                        Boolean.parseBoolean(setting(name, "merge.recovery-opens-event")),
                        Duration.ofSeconds(Long.parseLong(setting(name, "merge.rest-seconds"))),
                        expiry(setting(name, "merge.expires-after-seconds")),
                        new FlappingRule(
                                Integer.parseInt(setting(name, "flapping.changes")),
                                Duration.ofSeconds(Long.parseLong(setting(name, "flapping.window-seconds"))))));
    }

    private static @Nullable Duration expiry(String seconds) {
        return seconds.isBlank() ? null : Duration.ofSeconds(Long.parseLong(seconds.strip()));
    }

    private String setting(String source, String name) {
        String group = name.substring(0, name.indexOf('.'));
        String general = "{{veaiops." + name + "}}";
        String own = context.getPropertiesComponent()
                .resolveProperty("veaiops." + group + "." + source + name.substring(group.length()))
                .orElse(general);
        return CamelContextHelper.parseText(context, own);
    }
}
