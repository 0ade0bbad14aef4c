package routes.channel.bot;

import java.util.regex.Pattern;

/**
 * Whom the messages of a bot can call.
 *
 * @param id the form of what the platform knows people by
 * @param meaning the same in words, for the person who fills it in
 */
public record Mentions(Pattern id, String meaning) {
    private static final Pattern NONE = Pattern.compile("(?!)");

    public static Mentions of(String id, String meaning) {
        return new Mentions(Pattern.compile(id), meaning);
    }

    /** For a bot that cannot. @param why in words that say what to do */
    public static Mentions none(String why) {
        return new Mentions(NONE, why);
    }

    public boolean understands(String one) {
        return id.matcher(one).matches();
    }
}
