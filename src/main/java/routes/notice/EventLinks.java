package routes.notice;

/** Where people find an event of this system. */
public record EventLinks(String publicUrl) {
    private static final String EVENT_PATH = "/apis/v1/manager/event-center/event/";

    public EventLinks {
        publicUrl = publicUrl.replaceAll("/+$", "");
    }

    public String event(String eventId) {
        return publicUrl + EVENT_PATH + eventId;
    }

    /** How the event came to be and who was notified. */
    public String trace(String eventId) {
        return event(eventId) + "/trace";
    }
}
