package routes.notice.render;

import java.util.EnumMap;
import java.util.Map;
import routes.alarm.Level;

/**
 * What a channel's messages are made of. A channel offers it to the registry as a bean, so that its templates are checked
 * at the start.
 *
 * @param folder of its templates below {@code templates/}, such as {@code slack}
 * @param maxBytes the most that a message may have, as UTF-8
 * @param colours the channel's colour for each tone; what is missing is empty
 * @param levels the platform's own words for levels; what is missing is the word of the language. They stand in a template as
 *     they are, so that they can be numbers
 */
public record Medium(
        String folder, Form form, Dialect dialect, int maxBytes, Map<Tone, String> colours, Map<Level, String> levels) {
    /** What a template makes. */
    public enum Form {
        /** JSON with values inside of strings, where line breaks and a comma after the last element are fine. */
        JSON,
        /** Fields of a form: JSON as above, or <code>name=value&amp;name=value</code>. */
        FORM,
        TEXT
    }

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
        levels = Map.copyOf(levels);
    }

    public static Medium json(String folder, Dialect dialect, int maxBytes) {
        return new Medium(folder, Form.JSON, dialect, maxBytes, Map.of(), Map.of());
    }

    public static Medium text(String folder, Dialect dialect, int maxBytes) {
        return new Medium(folder, Form.TEXT, dialect, maxBytes, Map.of(), Map.of());
    }

    /** Whether a message is an object with fields. */
    public boolean json() {
        return form != Form.TEXT;
    }

    /** The colours in the order of the tones, the worst first. */
    public Medium coloured(String... inOrder) {
        Map<Tone, String> chosen = new EnumMap<>(Tone.class);
        for (Tone tone : Tone.values()) {
            chosen.put(tone, inOrder[tone.ordinal()]);
        }
        return new Medium(folder, form, dialect, maxBytes, chosen, levels);
    }

    /** The same with room for fewer bytes, where an envelope needs some. */
    public Medium within(int bytes) {
        return new Medium(folder, form, dialect, Math.min(maxBytes, bytes), colours, levels);
    }

    String colour(Tone tone) {
        return colours.getOrDefault(tone, "");
    }
}
