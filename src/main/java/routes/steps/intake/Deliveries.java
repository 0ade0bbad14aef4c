package routes.steps.intake;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.apache.camel.Exchange;
import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.support.service.ServiceSupport;
import routes.alarm.DeliveryKeys;

/**
 * A durable repository for the {@code idempotentConsumer} of any route, by the id that a sender gives its delivery. The keys of
 * each route are its own. A key is kept for {@code veaiops.deliveries.keep-hours}.
 *
 * <p>Failure policy: every method throws while the store is away, and the exchange fails; a delivery is never taken for a new or
 * a known one for want of an answer. With {@code eager: false} the key is added after the work: a crash before that repeats the
 * work, and nothing is lost. With {@code eager: true} a crash during the work leaves the key, and the repeated delivery is
 * skipped.
 */
public final class Deliveries extends ServiceSupport implements IdempotentRepository {
    private final DeliveryKeys keys;
    private final Duration kept;
    private final Clock clock;

    public Deliveries(DeliveryKeys keys, Duration kept, Clock clock) {
        if (kept.isNegative() || kept.isZero()) {
            throw new IllegalArgumentException("veaiops.deliveries.keep-hours must be above 0, not " + kept.toHours());
        }
        this.keys = keys;
        this.kept = kept;
        this.clock = clock;
    }

    private static String own(Exchange exchange, String key) {
        return exchange.getFromRouteId() + ' ' + key;
    }

    @Override
    public boolean add(String key) {
        Instant now = clock.instant();
        return keys.add(key, now, now.plus(kept));
    }

    @Override
    public boolean contains(String key) {
        return keys.contains(key, clock.instant());
    }

    @Override
    public boolean remove(String key) {
        return keys.remove(key);
    }

    /** Adding is the confirmation. */
    @Override
    public boolean confirm(String key) {
        return true;
    }

    @Override
    public void clear() {
        keys.clear();
    }

    @Override
    public boolean add(Exchange exchange, String key) {
        return add(own(exchange, key));
    }

    @Override
    public boolean contains(Exchange exchange, String key) {
        return contains(own(exchange, key));
    }

    @Override
    public boolean remove(Exchange exchange, String key) {
        return remove(own(exchange, key));
    }
}
