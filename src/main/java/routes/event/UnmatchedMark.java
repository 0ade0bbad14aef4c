package routes.event;

import java.util.Optional;

/**
 * No subscription matched a change when it was merged.
 *
 * @param status what the event was stored with for it
 * @param edition the edition of the subscriptions; with another one it has to be decided again
 */
public record UnmatchedMark(EventStatus status, long edition) {
    /** The form on the wire, such as {@code 4@17}. */
    public String text() {
        return status.code() + "@" + edition;
    }

    /** Empty when the text is not of that form. */
    public static Optional<UnmatchedMark> of(String text) {
        String[] parts = text.split("@", 2);
        try {
            long edition = parts.length < 2 ? -1 : Long.parseLong(parts[1]);
            return edition < 0
                    ? Optional.empty()
                    : EventStatus.ofCode(Integer.parseInt(parts[0])).map(status -> new UnmatchedMark(status, edition));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
