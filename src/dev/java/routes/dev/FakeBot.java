package routes.dev;

import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bson.Document;

/** A bot on a fake platform. @param credentials as they are, since they open nothing real */
record FakeBot(String channel, String botId, String chatId, Map<String, String> credentials) {

    /** As the application keeps bots. */
    Document document() {
        Map<String, String> others = new LinkedHashMap<>(credentials);
        others.remove("secret");
        return new Document("channel", channel)
                .append("bot_id", botId)
                .append("name", "Fake " + channel)
                .append("is_active", true)
                .append("secret", credentials.getOrDefault("secret", ""))
                .append("credentials", new Document(new LinkedHashMap<String, Object>(others)))
                .append("created_at", new Date(0))
                .append("updated_at", new Date(0));
    }
}
