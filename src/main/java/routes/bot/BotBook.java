package routes.bot;

import java.util.List;
import java.util.Optional;

/**
 * The bots with their credentials, for adapters.
 *
 * <p>Failure policy: with the store away the last known bots are given, so that what platforms send can still be verified
 * and kept; a bot whose secrets do not open is left out and logged.
 */
public interface BotBook {
    /** Active or not. */
    Optional<Bot> find(String channel, String botId);

    List<Bot> active(String channel);
}
