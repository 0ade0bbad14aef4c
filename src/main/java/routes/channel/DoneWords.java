package routes.channel;

import java.util.Map;

/** What a message that was changed says was done, in both languages: readers may know either. */
public final class DoneWords {
    private static final Map<String, String> WORDS = Map.of(
            CardButtons.ACKNOWLEDGE,
            "✅ 已认领 · Acknowledged",
            "mute-1h",
            "🔕 已屏蔽 1 小时 · Muted for 1 h",
            "mute-4h",
            "🔕 已屏蔽 4 小时 · Muted for 4 h",
            "mute-24h",
            "🔕 已屏蔽 24 小时 · Muted for 24 h",
            CardButtons.WAS_INCIDENT,
            "📌 已标记为故障 · Marked as an incident",
            CardButtons.WAS_NORMAL,
            "📌 已标记为正常 · Marked as normal");

    private DoneWords() {}

    /** Empty for what has no words. @param action as {@link CardButtons} names it */
    public static String of(String action) {
        return WORDS.getOrDefault(action, "");
    }

    /** With the person's id on the platform behind it, as text. @param actor as in {@link CardAction#actor()} */
    public static String of(String action, Map<String, String> actor) {
        String person = actor.getOrDefault("user_id", "").replaceAll("[^A-Za-z0-9_@.-]", "");
        return of(action, person.isEmpty() ? "" : "(" + person + ")");
    }

    /** With the person behind it, as the platform shows one. @param person empty when unknown */
    public static String of(String action, String person) {
        return (of(action).isEmpty() ? "" : of(action) + " " + person).strip();
    }
}
