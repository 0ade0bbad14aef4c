package routes.wiring;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.CamelContext;
import routes.event.MergePolicy;
import routes.event.PolicySettings;

/** How alarms of a source merge and flap, by the settings; each source's are read once. */
final class MergePolicies {
    private final CamelContext context;
    private final Map<String, MergePolicy> known = new ConcurrentHashMap<>();

    MergePolicies(CamelContext context) {
        this.context = context;
    }

    MergePolicy of(String source) {
        return known.computeIfAbsent(
                source, name -> PolicySettings.of(name, context.getPropertiesComponent()::resolveProperty));
    }
}
