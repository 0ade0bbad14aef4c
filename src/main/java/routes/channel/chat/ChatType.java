package routes.channel.chat;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Whether many people read a chat or one does. */
public enum ChatType {
    GROUP,
    P2P;

    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** {@code group} is a group; anything else is a conversation with one person, as in VeAIOps. */
    public static ChatType of(String text) {
        return "group".equals(text) ? GROUP : P2P;
    }
}
