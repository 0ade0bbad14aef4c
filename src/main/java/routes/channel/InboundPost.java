package routes.channel;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a platform sent to one of our endpoints, as it came: nothing about it is trusted. Its text names method and path
 * only.
 *
 * @param path VeAIOps has one path for events and one for clicks on cards; ours takes both
 * @param query the first value of each parameter, decoded
 * @param headers by lower-case name; the first value of each
 * @param body the raw bytes: signatures are checked on these
 * @param at when it came, by our clock
 */
public record InboundPost(
        Path path, String method, Map<String, String> query, Map<String, String> headers, byte[] body, Instant at) {
    /** Which of our paths it came to. */
    public enum Path {
        EVENTS,
        CARDS,
        ANY
    }

    public InboundPost {
        query = Map.copyOf(query);
        headers = Map.copyOf(headers);
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    public Optional<String> parameter(String name) {
        return Optional.ofNullable(query.get(name));
    }

    @Override
    public String toString() {
        return method + " " + path + " (" + body.length + " bytes)";
    }
}
