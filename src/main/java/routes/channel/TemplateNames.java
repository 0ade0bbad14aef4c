package routes.channel;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.common.repository.Query;
import routes.common.repository.Repository;
import routes.notice.Notice;
import routes.subscription.CardTemplate;

/**
 * Which template people chose for an agent type on a channel; read again when the last answer is old.
 *
 * <p>Failure policy: with the store away the last known names count; a message is never held back for its look.
 */
public final class TemplateNames {
    private static final Logger LOG = LoggerFactory.getLogger(TemplateNames.class);

    private final Repository<CardTemplate> templates;
    private final Duration lookAgain;
    private final Clock clock;
    private volatile Known known = new Known(Instant.MIN, Map.of());

    private record Known(Instant at, Map<String, String> names) {}

    /** @param lookAgain how old an answer may be */
    public TemplateNames(Repository<CardTemplate> templates, Duration lookAgain, Clock clock) {
        this.templates = templates;
        this.lookAgain = lookAgain;
        this.clock = clock;
    }

    /** Empty when none was chosen, or the chosen one is not active. */
    public String of(Notice notice) {
        return current()
                .getOrDefault(key(notice.event().agentType(), notice.target().channel()), "");
    }

    private Map<String, String> current() {
        Known seen = known;
        if (seen.at().isBefore(clock.instant().minus(lookAgain))) {
            seen = new Known(clock.instant(), read(seen.names()));
            known = seen;
        }
        return seen.names();
    }

    private Map<String, String> read(Map<String, String> before) {
        try {
            Map<String, String> names = new HashMap<>();
            for (CardTemplate one : templates.all(Query.ALL.active(false))) {
                names.put(key(one.agentType(), one.channel()), one.templateId());
            }
            return names;
        } catch (RuntimeException e) {
            LOG.warn("the card templates cannot be read now, the last known ones count: {}", e.toString());
            return before;
        }
    }

    private static String key(String agentType, String channel) {
        return agentType + ' ' + channel;
    }
}
