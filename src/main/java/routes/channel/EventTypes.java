package routes.channel;

import java.util.List;

/** What happens on a platform, in VeAIOps' words where it has them. */
public final class EventTypes {
    public static final String MESSAGE = "veaiops.msg.receive";
    public static final String BOT_ADDED = "veaiops.chat.bot_added";
    public static final String BOT_REMOVED = "veaiops.chat.bot_removed";
    public static final String CHAT_DISBANDED = "veaiops.chat.disbanded";
    public static final String CHAT_UPDATED = "veaiops.chat.updated";
    public static final String CARD_ACTION = "veaiops.card.action";
    /** Answers of a handshake name it; no event has it. */
    public static final String OTHER = "veaiops.other_event";

    public static final String UNKNOWN = "veaiops.unknown_event";

    /** Those that a step handles. */
    public static final List<String> KNOWN =
            List.of(MESSAGE, BOT_ADDED, BOT_REMOVED, CHAT_DISBANDED, CHAT_UPDATED, CARD_ACTION);

    private EventTypes() {}
}
