package routes.notice.render;

import java.util.EnumMap;
import java.util.Map;

/**
 * What a channel's messages are made of. A channel offers it to the registry as a bean, so that its templates are checked
 * at the start.
 *
 * @param folder of its templates below {@code templates/}, such as {@code slack}
 * @param json whether a message is JSON: its templates are JSON with values inside of strings, where line breaks and a
 *     comma after the last element are fine
 * @param maxBytes the most that a message may have, as UTF-8
 * @param colours the channel's colour for each tone; what is missing is empty
 */
public record Medium(String folder, boolean json, Dialect dialect, int maxBytes, Map<Tone, String> colours) {
    /** Less than this holds no message. */
    public static final int SMALLEST = 800;

    public Medium {
        if (!folder.matches("[a-z0-9][a-z0-9-]*")) {
            throw new IllegalArgumentException("a folder of templates is named in lower case: " + folder);
        }
        if (maxBytes < SMALLEST) {
            throw new IllegalArgumentException(
                    "messages of " + folder + " may have " + SMALLEST + " bytes at least, not " + maxBytes);
        }
        colours = Map.copyOf(colours);
    }

    public static Medium json(String folder, Dialect dialect, int maxBytes) {
        return new Medium(folder, true, dialect, maxBytes, Map.of());
    }

    public static Medium text(String folder, Dialect dialect, int maxBytes) {
        return new Medium(folder, false, dialect, maxBytes, Map.of());
    }

    /** The colours in the order of the tones, the worst first. */
    public Medium coloured(String... inOrder) {
        Map<Tone, String> chosen = new EnumMap<>(Tone.class);
        for (Tone tone : Tone.values()) {
            chosen.put(tone, inOrder[tone.ordinal()]);
        }
        return new Medium(folder, json, dialect, maxBytes, chosen);
    }

    /** The same with room for fewer bytes, where an envelope needs some. */
    public Medium within(int bytes) {
        return new Medium(folder, json, dialect, Math.min(maxBytes, bytes), colours);
    }

    String colour(Tone tone) {
        return colours.getOrDefault(tone, "");
    }
}
