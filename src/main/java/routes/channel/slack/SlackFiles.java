package routes.channel.slack;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;

/** Files of messages. What Slack says of where one is counts as a path of its file host only, never as a host. */
final class SlackFiles {
    private static final Pattern PATH = Pattern.compile("/files-(pri|tmb)/[A-Za-z0-9._~/%-]{1,500}");

    private SlackFiles() {}

    /** The path of an image on Slack's file host; empty for other files. */
    static Optional<String> imageKey(JsonNode file) {
        if (!file.path("mimetype").asText().startsWith("image/")) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(
                            URI.create(file.path("url_private").asText()).getRawPath())
                    .filter(SlackFiles::path);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    static boolean path(String key) {
        return PATH.matcher(key).matches() && !key.contains("..");
    }
}
