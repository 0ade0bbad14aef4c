package routes.channel.bot;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.common.repository.Query;
import routes.common.security.UnreadableSecret;

/** All bots in memory, read again when the store's version moved; a look at the version at most every so often. */
public final class CachedBotRegistry implements BotRegistry {
    private static final Logger LOG = LoggerFactory.getLogger(CachedBotRegistry.class);
    private static final long NEVER = -1;

    private final Bots bots;
    private final BotVault vault;
    private final Duration lookAgain;
    private final Clock clock;
    private volatile Known known = new Known(NEVER, Instant.MIN, List.of(), List.of());

    /** @param lookAgain how old an answer may be */
    public CachedBotRegistry(Bots bots, BotVault vault, Duration lookAgain, Clock clock) {
        this.bots = bots;
        this.vault = vault;
        this.lookAgain = lookAgain;
        this.clock = clock;
    }

    private record Known(long version, Instant lookedAt, List<Bot> bots, List<LeftOut> leftOut) {
        Known lookedAgain(Instant now) {
            return new Known(version, now, bots, leftOut);
        }
    }

    private record LeftOut(String channel, String botId, String reason) {}

    @Override
    public Optional<Bot> find(String channel, String botId) {
        return current().bots().stream()
                .filter(bot -> bot.channel().equals(channel) && bot.botId().equals(botId))
                .findFirst();
    }

    @Override
    public List<Bot> active(String channel) {
        return current().bots().stream()
                .filter(bot -> bot.active() && bot.channel().equals(channel))
                .toList();
    }

    @Override
    public Optional<String> leftOut(String channel, String botId) {
        return current().leftOut().stream()
                .filter(bot -> bot.channel().equals(channel) && bot.botId().equals(botId))
                .map(LeftOut::reason)
                .findFirst();
    }

    /** What was written is seen by the next question. */
    public void follow() {
        known = known.lookedAgain(Instant.MIN);
    }

    private Known current() {
        Known seen = known;
        Instant now = clock.instant();
        if (seen.lookedAt().isBefore(now.minus(lookAgain))) {
            seen = look(seen, now);
        }
        return seen;
    }

    private synchronized Known look(Known seen, Instant now) {
        if (known != seen) {
            return known;
        }
        try {
            long version = bots.version();
            known = version == seen.version() ? seen.lookedAgain(now) : read(version, now);
        } catch (RuntimeException e) {
            if (seen.version() == NEVER) {
                throw e;
            }
            LOG.warn("the bots cannot be read now, the last known ones count: {}", e.toString());
            known = seen.lookedAgain(now);
        }
        return known;
    }

    private Known read(long version, Instant now) {
        List<Bot> opened = new ArrayList<>();
        List<LeftOut> leftOut = new ArrayList<>();
        for (StoredBot stored : bots.all(Query.ALL)) {
            try {
                opened.add(vault.open(stored));
            } catch (UnreadableSecret e) {
                LOG.warn("the {} bot {} is left out: {}", stored.channel(), stored.botId(), e.getMessage());
                leftOut.add(new LeftOut(stored.channel(), stored.botId(), e.getMessage()));
            }
        }
        return new Known(version, now, List.copyOf(opened), List.copyOf(leftOut));
    }
}
