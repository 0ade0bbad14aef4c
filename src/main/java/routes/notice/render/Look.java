package routes.notice.render;

import java.time.ZoneId;

/**
 * How a message is to be written.
 *
 * @param language such as {@code zh} or {@code en}
 * @param zone of the times in it
 * @param template the template's own name where a subscription or a card template names one; empty for the usual one
 */
public record Look(String language, ZoneId zone, String template) {
    public Look(String language, ZoneId zone) {
        this(language, zone, "");
    }

    public Look withTemplate(String name) {
        return new Look(language, zone, name);
    }
}
