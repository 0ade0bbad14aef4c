package routes.notice;

/** That a target was notified of an event for a subscription. */
public record Notified(String subscriptionId, String channel, String address) {
    public static Notified by(Notice notice) {
        return new Notified(
                notice.subscriptionId(),
                notice.target().channel(),
                notice.target().address());
    }
}
