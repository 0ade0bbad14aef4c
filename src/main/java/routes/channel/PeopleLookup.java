package routes.channel;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.channel.bot.Bot;

/**
 * The ids by which a platform knows people, asked for by address or mobile number. What the platform says is kept for a while, also
 * that it does not know them.
 *
 * <p>Failure policy: a look-up that fails or takes too long finds no one and is made again after a minute. It never fails a message
 * and holds one up for twice {@code patience} at most.
 */
public final class PeopleLookup {
    private static final Logger LOG = LoggerFactory.getLogger(PeopleLookup.class);
    private static final Duration AGAIN_AFTER_FAILURE = Duration.ofMinutes(1);
    private static final int MOST_KEPT = 10_000;

    private final Duration keep;
    private final Duration patience;
    private final Clock clock;
    private final Map<String, Known> known = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
            return size() > MOST_KEPT;
        }
    };

    /**
     * @param keep how long an answer counts
     * @param patience after this time of one message nothing more is asked
     */
    public PeopleLookup(Duration keep, Duration patience, Clock clock) {
        this.keep = keep;
        this.patience = patience;
        this.clock = clock;
    }

    /**
     * @param ids by name
     * @param missed why the others have none, by name
     */
    public record People(Map<String, String> ids, Map<String, String> missed) {
        public static final People NONE = new People(Map.of(), Map.of());

        public People {
            ids = Map.copyOf(ids);
            missed = Map.copyOf(missed);
        }
    }

    private record Known(@Nullable String id, String why, Instant until) {}

    /**
     * @param atOnce how many the platform takes in one call
     * @param directory asks the platform for the ids of those that it knows; what it throws says why there is no answer
     */
    public People of(Bot bot, List<String> names, int atOnce, Function<List<String>, Map<String, String>> directory) {
        Instant begun = clock.instant();
        List<String> open =
                names.stream().filter(name -> kept(bot, name) == null).toList();
        for (int from = 0; from < open.size(); from += atOnce) {
            List<String> some = open.subList(from, Math.min(from + atOnce, open.size()));
            if (clock.instant().isBefore(begun.plus(patience))) {
                ask(bot, some, directory);
            }
        }
        return found(bot, names);
    }

    private void ask(Bot bot, List<String> names, Function<List<String>, Map<String, String>> directory) {
        Instant now = clock.instant();
        try {
            Map<String, String> ids = directory.apply(names);
            names.forEach(name ->
                    keep(bot, name, new Known(ids.get(name), bot.channel() + " knows nobody by it", now.plus(keep))));
        } catch (RuntimeException e) {
            LOG.warn("people named at the {} cannot be looked up now, they are not called: {}", bot, e.getMessage());
            String why = e.getMessage() == null ? "the look-up failed" : e.getMessage();
            names.forEach(name -> keep(bot, name, new Known(null, why, now.plus(AGAIN_AFTER_FAILURE))));
        }
    }

    private People found(Bot bot, List<String> names) {
        Map<String, String> ids = new LinkedHashMap<>();
        Map<String, String> missed = new LinkedHashMap<>();
        for (String name : names) {
            Known one = kept(bot, name);
            if (one == null) {
                missed.put(name, "there was no time to look it up");
            } else if (one.id() == null) {
                missed.put(name, one.why());
            } else {
                ids.put(name, one.id());
            }
        }
        return new People(ids, missed);
    }

    private @Nullable Known kept(Bot bot, String name) {
        synchronized (known) {
            Known one = known.get(key(bot, name));
            return one == null || clock.instant().isAfter(one.until()) ? null : one;
        }
    }

    private void keep(Bot bot, String name, Known one) {
        synchronized (known) {
            known.put(key(bot, name), one);
        }
    }

    private static String key(Bot bot, String name) {
        return String.join(" ", List.of(bot.channel(), bot.botId(), Integer.toString(bot.credentialsVersion()), name));
    }
}
