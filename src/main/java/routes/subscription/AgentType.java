package routes.subscription;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Who produces events, as VeAIOps names them. */
public enum AgentType {
    CHATOPS_INTEREST_AGENT,
    CHATOPS_PROACTIVE_REPLY_AGENT,
    CHATOPS_REACTIVE_REPLY_AGENT,
    INTELLIGENT_THRESHOLD_AGENT;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static List<String> wireNames() {
        return Arrays.stream(values()).map(AgentType::wireName).toList();
    }
}
