package routes.bot;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.security.UnreadableSecret;

/** All bots in memory, read again when the store's version moved; a look at the version at most every so often. */
public final class CachedBotBook implements BotBook {
    private static final Logger LOG = LoggerFactory.getLogger(CachedBotBook.class);
    private static final long NEVER = -1;

    private final Bots bots;
    private final BotVault vault;
    private final Duration lookAgain;
    private final Clock clock;
    private volatile Known known = new Known(NEVER, Instant.MIN, List.of());

    /** @param lookAgain how old an answer may be */
    public CachedBotBook(Bots bots, BotVault vault, Duration lookAgain, Clock clock) {
        this.bots = bots;
        this.vault = vault;
        this.lookAgain = lookAgain;
        this.clock = clock;
    }

    private record Known(long version, Instant lookedAt, List<Bot> bots) {}

    @Override
    public Optional<Bot> find(String channel, String botId) {
        return current().stream()
                .filter(bot -> bot.channel().equals(channel) && bot.botId().equals(botId))
                .findFirst();
    }

    @Override
    public List<Bot> active(String channel) {
        return current().stream()
                .filter(bot -> bot.active() && bot.channel().equals(channel))
                .toList();
    }

    /** What was written is seen by the next question. */
    public void follow() {
        Known before = known;
        known = new Known(before.version(), Instant.MIN, before.bots());
    }

    private List<Bot> current() {
        Known seen = known;
        Instant now = clock.instant();
        if (seen.lookedAt().isBefore(now.minus(lookAgain))) {
            seen = look(seen, now);
        }
        return seen.bots();
    }

    private synchronized Known look(Known seen, Instant now) {
        if (known != seen) {
            return known;
        }
        try {
            long version = bots.version();
            known = new Known(version, now, version == seen.version() ? seen.bots() : read());
        } catch (RuntimeException e) {
            if (seen.version() == NEVER) {
                throw e;
            }
            LOG.warn("the bots cannot be read now, the last known ones count: {}", e.toString());
            known = new Known(seen.version(), now, seen.bots());
        }
        return known;
    }

    private List<Bot> read() {
        List<Bot> opened = new ArrayList<>();
        for (StoredBot stored : bots.all()) {
            try {
                opened.add(vault.open(stored));
            } catch (UnreadableSecret e) {
                LOG.warn("the {} bot {} is left out: {}", stored.channel(), stored.botId(), e.getMessage());
            }
        }
        return List.copyOf(opened);
    }
}
