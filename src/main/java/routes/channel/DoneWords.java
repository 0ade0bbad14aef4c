package routes.channel;

import java.util.Map;

/** What a card that was changed says was done, in both languages: whoever looks at it may read either. */
public final class DoneWords {
    private static final Map<String, String> WORDS = Map.of(
            "acknowledged", "✅ 已认领 · Acknowledged",
            "mute-1h", "🔕 已屏蔽 1 小时 · Muted for 1 h",
            "mute-4h", "🔕 已屏蔽 4 小时 · Muted for 4 h",
            "mute-24h", "🔕 已屏蔽 24 小时 · Muted for 24 h");

    private DoneWords() {}

    /** Empty for what has no words. */
    public static String of(String done) {
        return WORDS.getOrDefault(done, "");
    }

    /** With the person's id on the platform behind it, as text. */
    public static String of(String done, CardAction by) {
        String person = by.actor().getOrDefault("user_id", "").replaceAll("[^A-Za-z0-9_@.-]", "");
        String words = of(done);
        return words.isEmpty() || person.isEmpty() ? words : words + " (" + person + ")";
    }
}
