package routes.silence;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import routes.event.PublishedEvent;
import routes.event.StoreContact;

/**
 * The silences in memory. They follow the store: at once in the copy that writes, within the polling period in the
 * others.
 *
 * <p>Failure policy: while the store is away the last silences stay in force. Before the first load nobody is told:
 * {@link #holding} throws, so that an event waits instead of waking somebody who asked for silence.
 */
public final class SilenceBook {
    private final SilenceSource source;
    private final Duration fullReload;
    private final Clock clock;
    private final StoreContact contact = new StoreContact("silences");
    private volatile @Nullable Edition edition;

    /** @param fullReload after this time everything is read again, whatever the version says */
    public SilenceBook(SilenceSource source, Duration fullReload, Clock clock) {
        this.source = source;
        this.fullReload = fullReload;
        this.clock = clock;
    }

    /** Reads the store when it changed or when the full reload is due. Never throws. */
    public synchronized void refresh() {
        contact.read(this::readWhatChanged);
    }

    /**
     * The silence that holds the event back now.
     *
     * @throws SilencesNotLoaded until the first load succeeded
     */
    public Optional<Silence> holding(PublishedEvent event, Instant now) {
        return Optional.ofNullable(edition)
                .orElseThrow(SilencesNotLoaded::new)
                .index()
                .holding(event, now);
    }

    /** Those in force that end with the events that they match; none before the first load. */
    public List<Silence> untilResolved(Instant now) {
        return Optional.ofNullable(edition).map(Edition::index).stream()
                .flatMap(index -> index.untilResolved(now).stream())
                .toList();
    }

    private void readWhatChanged() {
        long version = source.version();
        Edition last = edition;
        Instant now = clock.instant();
        if (last == null
                || last.version() != version
                || !now.isBefore(last.readAt().plus(fullReload))) {
            edition = new Edition(SilenceIndex.of(source.unexpired(now)), version, now);
        }
    }

    private record Edition(SilenceIndex index, long version, Instant readAt) {}
}
