package routes.notice.render;

import java.time.ZoneId;
import java.util.List;

/**
 * How a message is to be written.
 *
 * @param language such as {@code zh} or {@code en}
 * @param zone of the times in it
 * @param templates own names of templates, the dearest first: the first that the channel has counts; none for the usual one
 */
public record Look(String language, ZoneId zone, List<String> templates) {
    public Look {
        templates = List.copyOf(templates);
    }

    public Look(String language, ZoneId zone) {
        this(language, zone, List.of());
    }

    public Look withTemplate(String name) {
        return withTemplates(name.isEmpty() ? List.of() : List.of(name));
    }

    public Look withTemplates(List<String> names) {
        return new Look(language, zone, names);
    }
}
