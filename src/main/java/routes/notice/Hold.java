package routes.notice;

/**
 * What keeps a notice back until it ends: a silence, or the closed windows of its subscription.
 *
 * @param holder names it among the held notices: the id of the silence, or {@code window:} and the subscription's id
 */
public record Hold(String holder) {
    public static Hold silence(String silenceId) {
        return new Hold(silenceId);
    }

    public static Hold window(String subscriptionId) {
        return new Hold(Notice.WINDOW + subscriptionId);
    }

    public boolean isWindow() {
        return holder.startsWith(Notice.WINDOW);
    }

    /** The subscription whose windows are closed, or the silence. */
    public String id() {
        return isWindow() ? holder.substring(Notice.WINDOW.length()) : holder;
    }

    /** The reason that the notice shows, such as {@code silence:<id>}. */
    public String reason() {
        return isWindow() ? holder : Notice.SILENCE + holder;
    }
}
