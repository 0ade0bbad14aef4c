package routes.channel.bot;

import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Whom the messages of a bot can call.
 *
 * @param id whether the platform knows people by such a text
 * @param meaning the same in words, for the person who fills it in
 */
public record Mentions(Predicate<String> id, String meaning) {
    public static Mentions of(String id, String meaning) {
        return new Mentions(Pattern.compile(id).asMatchPredicate(), meaning);
    }

    /** For a bot that cannot. @param why in words that say what to do */
    public static Mentions none(String why) {
        return new Mentions(one -> false, why);
    }

    public boolean understands(String one) {
        return id.test(one);
    }
}
