package routes.channel.mapped;

import java.util.Map;
import java.util.TreeMap;
import routes.common.yaml.YamlText;

/**
 * A channel file as it was found, with the templates beside it.
 *
 * @param name the folder's name
 * @param place where the file stands
 * @param templates texts by file name, such as {@code fallback.en.mustache}; empty for those below {@code templates/}
 */
public record ChannelPack(String name, String place, String yaml, Map<String, String> templates) {
    public ChannelPack {
        templates = Map.copyOf(templates);
    }

    /** The first digits of the hash of all its texts. */
    public String version() {
        StringBuilder all = new StringBuilder(yaml);
        new TreeMap<>(templates).forEach((file, text) -> all.append(file).append(text));
        return YamlText.version(all.toString());
    }
}
