package routes.health.selfalarm;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** How long findings have lasted, over many checks. */
public final class Episodes {
    private final Map<String, Instant> begun = new HashMap<>();

    /** @param since when it began, over all checks */
    public record Lasting(HubFinding finding, Instant since) {}

    /**
     * Those of a check that have lasted for longer than their grace period.
     *
     * @param complete whether what was not found is over; otherwise the check saw only a part
     */
    public List<Lasting> lasting(Collection<HubFinding> found, boolean complete) {
        if (complete) {
            Set<String> still = found.stream().map(HubFinding::fingerprint).collect(Collectors.toSet());
            begun.keySet().retainAll(still);
        }
        return found.stream()
                .map(finding ->
                        new Lasting(finding, begun.computeIfAbsent(finding.fingerprint(), x -> finding.since())))
                .filter(Episodes::tooLong)
                .toList();
    }

    private static boolean tooLong(Lasting one) {
        Duration lasted = Duration.between(one.since(), one.finding().until());
        return lasted.compareTo(one.finding().grace()) >= 0;
    }
}
