package routes.notice.render;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/**
 * How a message is to be written.
 *
 * @param language such as {@code zh} or {@code en}
 * @param zone of the times in it
 * @param templates own names of templates, the dearest first: the first that the channel has counts; none for the usual one
 * @param mentions the people that it calls, by the type of the channel; a channel that is not there calls those that its bot names
 */
public record Look(String language, ZoneId zone, List<String> templates, Map<String, String> mentions) {
    public Look {
        templates = List.copyOf(templates);
        mentions = Map.copyOf(mentions);
    }

    public Look(String language, ZoneId zone, List<String> templates) {
        this(language, zone, templates, Map.of());
    }

    public Look(String language, ZoneId zone) {
        this(language, zone, List.of());
    }

    public Look withTemplate(String name) {
        return withTemplates(name.isEmpty() ? List.of() : List.of(name));
    }

    public Look withTemplates(List<String> names) {
        return new Look(language, zone, names, mentions);
    }
}
