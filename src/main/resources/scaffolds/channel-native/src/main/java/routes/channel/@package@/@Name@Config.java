package routes.channel.@package@;

import java.time.Clock;

/**
 * Where @Name@ is.
 *
 * @param baseUrl without a slash at its end
 * @param clock tells when an answer came
 */
public record @Name@Config(String baseUrl, Clock clock) {
    public @Name@Config {
        if (!baseUrl.matches("https?://.+[^/]")) {
            throw new IllegalArgumentException(
                    "veaiops.channel.@package@.base-url is an address without a slash at its end: " + baseUrl);
        }
    }
}
