package routes.subscription;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The form of the body of a webhook. */
public enum WebhookFormat {
    /** VeAIOps': the bare raw data. */
    LEGACY("legacy"),
    /** Versioned and signed. */
    EVENT_V1("event.v1"),
    /** Plain text from a template, signed. */
    TEXT("text");

    private final String wireName;

    WebhookFormat(String wireName) {
        this.wireName = wireName;
    }

    @JsonValue
    public String wireName() {
        return wireName;
    }

    /** Whether a message is signed: VeAIOps' is not. */
    public boolean signed() {
        return this != LEGACY;
    }

    public static Optional<WebhookFormat> named(String text) {
        return Arrays.stream(values())
                .filter(format -> format.wireName.equals(text))
                .findFirst();
    }

    public static List<String> wireNames() {
        return Arrays.stream(values()).map(WebhookFormat::wireName).toList();
    }
}
