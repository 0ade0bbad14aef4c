package routes;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.CamelContext;
import org.apache.camel.support.CamelContextHelper;
import routes.event.MergePolicy;

/** The merge policies of the sources, from {@code veaiops.merge.*} and {@code veaiops.merge.<source>.*}. */
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
                        Duration.ofSeconds(Long.parseLong(setting(name, "window-seconds"))),
                        Boolean.parseBoolean(setting(name, "recovery-opens-event"))));
    }

    private String setting(String source, String name) {
        String general = "{{veaiops.merge." + name + "}}";
        String own = context.getPropertiesComponent()
                .resolveProperty("veaiops.merge." + source + "." + name)
                .orElse(general);
        return CamelContextHelper.parseText(context, own);
    }
}
