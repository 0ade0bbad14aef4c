package routes.channel.lark;

import java.util.Map;
import java.util.Optional;
import routes.channel.CardAction;

/** What a changed card says was done, in both languages, with the person mentioned. */
final class LarkWords {
    private static final Map<String, String> DONE = Map.of(
            "acknowledged", "✅ 已认领 · Acknowledged",
            "mute-1h", "🔕 已屏蔽 1 小时 · Muted for 1 h",
            "mute-4h", "🔕 已屏蔽 4 小时 · Muted for 4 h",
            "mute-24h", "🔕 已屏蔽 24 小时 · Muted for 24 h");

    private LarkWords() {}

    static String of(String done, CardAction by) {
        String words = DONE.getOrDefault(done, "");
        return Optional.ofNullable(by.actor().get("open_id"))
                .map(LarkIds::safe)
                .filter(id -> !words.isEmpty() && !id.isEmpty())
                .map(id -> words + " <at id=" + id + "></at>")
                .orElse(words);
    }
}
