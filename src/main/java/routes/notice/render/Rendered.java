package routes.notice.render;

import java.nio.charset.StandardCharsets;

/**
 * A message ready to be sent.
 *
 * @param template the file it was made by
 * @param cut whether something was left out for its size
 */
public record Rendered(String text, String template, boolean cut) {
    public byte[] bytes() {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
