package routes.notice;

import java.time.Instant;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Where people and programs find an event of this system.
 *
 * @param publicUrl where this system is reached
 * @param page where people read about an event, by its id; the time is that of the link
 * @param list where they find the events of a digest or a group, by the id of its notice; empty where there is no such page
 */
public record EventLinks(
        String publicUrl,
        BiFunction<String, Instant, String> page,
        Optional<BiFunction<String, Instant, String>> list) {
    private static final String EVENT_PATH = "/apis/v1/manager/event-center/event/";

    public EventLinks {
        publicUrl = withoutSlash(publicUrl);
    }

    /** Without lists. */
    public EventLinks(String publicUrl, BiFunction<String, Instant, String> page) {
        this(publicUrl, page, Optional.empty());
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

    /** What the link of a message about several events opens, where that is a page of its own. */
    public Optional<String> list(String noticeId, Instant now) {
        return list.map(address -> address.apply(noticeId, now));
    }

    private static String withoutSlash(String url) {
        return url.replaceAll("/+$", "");
    }
}
