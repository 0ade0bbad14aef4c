package routes.notice.render;

import java.util.Locale;
import routes.alarm.Level;
import routes.event.EventState;

/** The first impression of a message; each channel has its own colour for it. */
public enum Tone {
    CRITICAL("🔴"),
    WARNING("🟠"),
    NOTICE("🟡"),
    GOOD("✅"),
    CALM("🔵");

    private final String icon;

    Tone(String icon) {
        this.icon = icon;
    }

    public String icon() {
        return icon;
    }

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Tone of(EventState state, Level level) {
        return state == EventState.RESOLVED ? GOOD : of(level);
    }

    private static Tone of(Level level) {
        return switch (level) {
            case P0 -> CRITICAL;
            case P1 -> WARNING;
            case P2 -> NOTICE;
        };
    }
}
