package routes.channel.bot;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a channel knows of its bots. */
public interface BotPlatform {
    /** The open name of the channel, such as {@code Lark}; as it stands in the API and in the store. */
    String type();

    /** What a bot of this channel must or may hold. */
    List<Credential> credentials();

    /** The credential without which a bot can send nothing, by name, if it lacks one. */
    default Optional<String> lacks(Bot bot) {
        return credentials().stream()
                .filter(Credential::required)
                .map(Credential::name)
                .filter(name -> bot.credential(name).isEmpty())
                .findFirst();
    }

    /** Whom messages of a bot can call; empty when the platform calls nobody. */
    default Optional<Mentions> mentions(Bot draft) {
        return Optional.empty();
    }

    /** Why the platform calls some of these people by no id of its own, by their names; asks it. */
    default Map<String, String> uncalled(Bot bot, List<String> named) {
        return Map.of();
    }

    /** What is wrong with the id of a chat, in words that say what it looks like; empty when nothing is known to be. */
    default Optional<String> chatFault(String chatId) {
        return Optional.empty();
    }

    /** Asks the platform whether the credentials of a draft are right. */
    default CredentialCheck check(Bot draft) {
        return CredentialCheck.Valid.UNTOLD;
    }

    /** Whether {@link #chatsOf} has an answer. */
    default boolean listsChats() {
        return false;
    }

    /** The groups that the bot is in now, as the platform lists them. */
    default List<KnownChat> chatsOf(Bot bot) {
        return List.of();
    }

    /** A lasting link that opens a chat of the bot; empty when the platform has none. */
    default Optional<String> chatLink(Bot bot, String chatId) {
        return Optional.empty();
    }

    /** A group as the platform lists it. */
    record KnownChat(String chatId, String name) {}
}
