package routes.event;

import java.util.function.Consumer;

/** The events that are open now. Throws when the store is away. */
@FunctionalInterface
public interface OpenEvents {
    /** Shows each of them as it stands, without its raw data. */
    void each(Consumer<PublishedEvent> reader);
}
