package routes.event;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Something of the store in memory. It is read when its version moved and, in case a step of the version was lost, after a
 * time in any case.
 *
 * <p>Failure policy: while the store is away the last copy stays.
 *
 * @param <T> what is read
 */
public final class StoreCopy<T> {
    private final StoreContact contact;
    private final LongSupplier version;
    private final Function<Instant, T> read;
    private final Duration fullReload;
    private final Clock clock;
    private volatile @Nullable Edition<T> edition;

    /**
     * @param what is read, as the log names it
     * @param version moves after every change
     * @param read reads all of it, given the time
     * @param fullReload after this time it is read again, whatever the version says
     */
    public StoreCopy(String what, LongSupplier version, Function<Instant, T> read, Duration fullReload, Clock clock) {
        this.contact = new StoreContact(what);
        this.version = version;
        this.read = read;
        this.fullReload = fullReload;
        this.clock = clock;
    }

    /** Reads the store when it changed or when the full reload is due. Never throws. */
    public synchronized void refresh() {
        contact.read(this::readWhatChanged);
    }

    /** Empty until the first load succeeded. */
    public Optional<T> current() {
        return Optional.ofNullable(edition).map(Edition::value);
    }

    private void readWhatChanged() {
        long newest = version.getAsLong();
        Edition<T> last = edition;
        Instant now = clock.instant();
        if (last == null
                || last.version() != newest
                || !now.isBefore(last.readAt().plus(fullReload))) {
            edition = new Edition<>(read.apply(now), newest, now);
        }
    }

    private record Edition<T>(T value, long version, Instant readAt) {}
}
