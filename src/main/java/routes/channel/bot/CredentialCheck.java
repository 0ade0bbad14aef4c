package routes.channel.bot;

import org.jspecify.annotations.Nullable;

/** What the platform says of a bot's credentials. */
public sealed interface CredentialCheck {
    /**
     * They are right, or the platform has no way to check.
     *
     * @param openId the bot's own id among the members of a chat
     * @param name the bot's name on the platform
     */
    record Valid(@Nullable String openId, @Nullable String name) implements CredentialCheck {
        public static final Valid UNTOLD = new Valid(null, null);
    }

    /** The platform does not accept them. @param field the credential that is to be mended */
    record Invalid(String field, String reason) implements CredentialCheck {}

    /** The platform did not answer. */
    record Unreachable(String reason) implements CredentialCheck {}
}
