package routes.steps.dispatch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.Message;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.common.json.Json;
import routes.event.PublishedEvent;
import routes.event.Transition;
import routes.event.UnmatchedMark;

/** A record of {@code veaiops.events}: its headers say what need not be read. */
public final class EventRecord {
    /** Record header: this change matched no subscription, {@link UnmatchedMark#text()}. */
    public static final String UNMATCHED = "veaiops-unheard";

    private static final Logger LOG = LoggerFactory.getLogger(EventRecord.class);
    private static final Set<String> SENT = Arrays.stream(Transition.values())
            .filter(Transition::notifies)
            .map(Transition::wireName)
            .collect(Collectors.toUnmodifiableSet());
    private static final Set<String> SILENT_TYPES = Arrays.stream(Transition.values())
            .filter(transition -> !transition.notifies())
            .map(Transition::cloudEventType)
            .collect(Collectors.toUnmodifiableSet());

    private final Message message;

    public EventRecord(Message message) {
        this.message = message;
    }

    /** What the merge found out about it. */
    public Optional<UnmatchedMark> unmatched() {
        return header(UNMATCHED).flatMap(UnmatchedMark::of);
    }

    /** The id of the event. */
    String eventId() {
        return header("ce_subject").orElse("");
    }

    /** The event, if notices are sent about changes of this kind. */
    Optional<PublishedEvent> sendable() {
        if (header("ce_type").filter(SILENT_TYPES::contains).isPresent()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Json.mapper().readValue(message.getBody(byte[].class), PublishedEvent.class))
                    .filter(event -> SENT.contains(event.transition()));
        } catch (IOException | IllegalArgumentException e) {
            LOG.warn(
                    "a record on the event topic is no event and is skipped: {}",
                    e.getClass().getSimpleName());
            return Optional.empty();
        }
    }

    private Optional<String> header(String name) {
        return message.getHeader(name) instanceof byte[] bytes
                ? Optional.of(new String(bytes, StandardCharsets.US_ASCII))
                : Optional.empty();
    }
}
