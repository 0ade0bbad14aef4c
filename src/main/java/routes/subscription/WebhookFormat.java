package routes.subscription;

import com.fasterxml.jackson.annotation.JsonValue;

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
}
