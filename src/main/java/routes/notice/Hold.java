package routes.notice;

import java.util.Arrays;
import java.util.Optional;

/**
 * What keeps a notice back until it ends.
 *
 * @param holder names it among the held notices; sorts by its kind, has no blank
 */
public record Hold(String holder) {
    private static final String PART = ":";

    /** What may keep notices back, and how their reason begins. */
    public enum Kind {
        /** Its holder is the id of the silence alone. */
        SILENCE("silence"),
        /** The windows of its subscription are closed. */
        WINDOW("window"),
        /** A rule holds it while another event is open: {@code inhibition:<rule>:<event>}. */
        INHIBITION("inhibition"),
        /** It is a sign of life, which people need not see. */
        HEARTBEAT("heartbeat");

        private final String prefix;

        Kind(String word) {
            prefix = word + PART;
        }
    }

    public static Hold silence(String silenceId) {
        return new Hold(silenceId);
    }

    public static Hold window(String subscriptionId) {
        return new Hold(Kind.WINDOW.prefix + subscriptionId);
    }

    /** @param edition moves when the watch is changed, which ends the hold */
    public static Hold heartbeat(String watchId, long edition) {
        return new Hold(Kind.HEARTBEAT.prefix + String.join(PART, watchId, Long.toString(edition)));
    }

    /** @param edition moves when the rule is changed, which ends the hold */
    public static Hold inhibition(String ruleId, String eventId, long edition) {
        return new Hold(Kind.INHIBITION.prefix + String.join(PART, ruleId, eventId, Long.toString(edition)));
    }

    /** Whether a notice with this reason waits, or waited, for the end of a hold. */
    static boolean gives(String reason) {
        return kind(reason).isPresent();
    }

    public Kind kind() {
        return kind(holder).orElse(Kind.SILENCE);
    }

    /** A window holds only what its target does not know of yet. */
    public boolean isWindow() {
        return kind() == Kind.WINDOW;
    }

    /** Of the silence, of the subscription whose windows are closed, of the rule, of the watch. */
    public String id() {
        return part(0);
    }

    /** Of an inhibition: the event that inhibits. */
    public String eventId() {
        return part(1);
    }

    /** Of the rule or the watch: the edition in which it began to hold. */
    public long edition() {
        return Long.parseLong(holder.substring(holder.lastIndexOf(PART) + 1));
    }

    /** The reason that the notice shows, such as {@code silence:<id>}. */
    public String reason() {
        return switch (kind()) {
            case SILENCE -> Kind.SILENCE.prefix + holder;
            case WINDOW -> holder;
            case INHIBITION, HEARTBEAT -> holder.substring(0, holder.lastIndexOf(PART));
        };
    }

    private String part(int index) {
        String rest =
                kind() == Kind.SILENCE ? holder : holder.substring(kind().prefix.length());
        return rest.split(PART)[index];
    }

    private static Optional<Kind> kind(String text) {
        return Arrays.stream(Kind.values())
                .filter(kind -> text.startsWith(kind.prefix))
                .findFirst();
    }
}
