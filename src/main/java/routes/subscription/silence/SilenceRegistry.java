package routes.subscription.silence;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import routes.event.PublishedEvent;
import routes.event.StoreCopy;

/**
 * The silences in memory. They follow the store: at once in the copy that writes, within the polling period in the
 * others.
 *
 * <p>Failure policy: while the store is away the last silences stay in force. Before the first load nothing is sent:
 * {@link #holding} throws, so that an event waits instead of breaking a silence.
 */
public final class SilenceRegistry {
    private final StoreCopy<SilenceIndex> silences;

    /** @param fullReload after this time everything is read again, whatever the version says */
    public SilenceRegistry(SilenceSource source, Duration fullReload, Clock clock) {
        silences = new StoreCopy<>(
                "silences", source::version, now -> SilenceIndex.of(source.unexpired(now)), fullReload, clock);
    }

    /** Reads the store when it changed or when the full reload is due. Never throws. */
    public void refresh() {
        silences.refresh();
    }

    /**
     * The silence that holds the event back now.
     *
     * @throws SilencesNotLoaded until the first load succeeded
     */
    public Optional<Silence> holding(PublishedEvent event, Instant now) {
        return silences.current().orElseThrow(SilencesNotLoaded::new).holding(event, now);
    }

    /** Those in force that end with the events that they match; none before the first load. */
    public List<Silence> untilResolved(Instant now) {
        return silences.current().stream()
                .flatMap(index -> index.untilResolved(now).stream())
                .toList();
    }
}
