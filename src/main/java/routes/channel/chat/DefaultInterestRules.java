package routes.channel.chat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Supplier;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import routes.common.json.Json;
import routes.common.repository.Records;
import routes.subscription.Stamps;

/** The rules that a bot begins with: {@code interest-rules.yaml}. */
public final class DefaultInterestRules {
    private static final String FILE = "/interest-rules.yaml";
    private static final List<ObjectNode> WRITTEN = read();

    private DefaultInterestRules() {}

    /** @param newId of documents, and {@code newUuid} of rules */
    public static List<InterestRule> of(
            String channel, String botId, Supplier<String> newId, Supplier<String> newUuid, Stamps stamps) {
        return WRITTEN.stream()
                .map(written -> rule(Records.tree(written)
                        .put("_id", newId.get())
                        .put("uuid", newUuid.get())
                        .put("channel", channel)
                        .put("bot_id", botId)
                        .setAll(Records.tree(stamps))))
                .toList();
    }

    private static InterestRule rule(ObjectNode tree) {
        try {
            return Records.read(tree, InterestRule.class, ZoneOffset.UTC);
        } catch (IOException e) {
            throw new IllegalStateException(FILE + " has a rule that is none", e);
        }
    }

    private static List<ObjectNode> read() {
        try (InputStream yaml = DefaultInterestRules.class.getResourceAsStream(FILE)) {
            if (yaml == null) {
                throw new IllegalStateException("the application has no " + FILE);
            }
            Object rules = new Load(LoadSettings.builder().setLabel(FILE).build()).loadFromInputStream(yaml);
            return List.of(Json.mapper().convertValue(rules, ObjectNode[].class));
        } catch (IOException e) {
            throw new IllegalStateException(FILE + " cannot be read", e);
        }
    }
}
