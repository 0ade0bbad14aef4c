package routes.channel.bot;

import java.util.List;
import java.util.Optional;

/**
 * The bots with their credentials, for adapters.
 *
 * <p>Failure policy: with the store away the last known bots are given, so that what platforms send can still be verified
 * and kept; a bot whose secrets do not open is left out and logged.
 */
public interface BotRegistry {
    /** Active or not. */
    Optional<Bot> find(String channel, String botId);

    List<Bot> active(String channel);

    /** Why a bot that is stored is left out, naming the credential that does not open; empty for every other bot. */
    default Optional<String> leftOut(String channel, String botId) {
        return Optional.empty();
    }
}
