package routes.notice;

import java.time.Instant;
import java.util.function.BiFunction;

/**
 * Where people and programs find an event of this system.
 *
 * @param publicUrl where this system is reached
 * @param page where people read about an event, by its id; the time is that of the link
 */
public record EventLinks(String publicUrl, BiFunction<String, Instant, String> page) {
    private static final String EVENT_PATH = "/apis/v1/manager/event-center/event/";

    public EventLinks {
        publicUrl = withoutSlash(publicUrl);
    }

    /** Links to the API alone. */
    public EventLinks(String publicUrl) {
        this(publicUrl, (id, now) -> withoutSlash(publicUrl) + EVENT_PATH + id);
    }

    /** The event as the API shows it. */
    public String event(String eventId) {
        return publicUrl + EVENT_PATH + eventId;
    }

    /** How the event came to be and who was notified, as the API shows it. */
    public String trace(String eventId) {
        return event(eventId) + "/trace";
    }

    /** What the link of a message opens. */
    public String page(String eventId, Instant now) {
        return page.apply(eventId, now);
    }

    private static String withoutSlash(String url) {
        return url.replaceAll("/+$", "");
    }
}
