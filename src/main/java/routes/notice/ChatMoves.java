package routes.notice;

/** Follows chats whose platform gave them another id. */
public interface ChatMoves {
    /**
     * Strategies of the bot, its chat and what still waits for the chat name the new id from now on. Doing it again changes
     * nothing.
     *
     * @return how many strategies follow
     */
    long follow(String channel, String botId, String from, String to);
}
