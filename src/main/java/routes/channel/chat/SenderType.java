package routes.channel.chat;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Who wrote a message. */
public enum SenderType {
    USER,
    BOT;

    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** {@code user} is a person; anything else is a bot, as in VeAIOps. */
    public static SenderType of(String text) {
        return "user".equals(text) ? USER : BOT;
    }
}
