package routes.alarm;

import java.time.Instant;

/** Keys of deliveries that were taken, each until it expires. Every method throws while the store is away. */
public interface DeliveryKeys {
    /** Keeps a key in one step. @return false when it is there already and has not expired; nothing is written then */
    boolean add(String key, Instant now, Instant expiresAt);

    boolean contains(String key, Instant now);

    /** @return whether the key was there */
    boolean remove(String key);

    void clear();
}
