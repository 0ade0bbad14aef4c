package routes.channel.bot;

import java.util.regex.Pattern;

/**
 * Something that a bot of a channel must or may hold.
 *
 * @param name in the API and in the store, such as {@code encrypt_key}
 * @param secret whether it is encrypted and never shown
 * @param required whether a bot without it is refused
 * @param meaning one sentence for the person who fills it in: what it is and where it is found
 */
public record Credential(String name, boolean secret, boolean required, String meaning) {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,39}");

    public Credential {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("a credential is named in snake_case, not " + name);
        }
    }

    public static Credential required(String name, String meaning) {
        return new Credential(name, true, true, meaning);
    }

    public static Credential optional(String name, String meaning) {
        return new Credential(name, true, false, meaning);
    }

    /** Optional and shown to all who may see the bot. */
    public static Credential open(String name, String meaning) {
        return new Credential(name, false, false, meaning);
    }
}
