package routes.channel.chat;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import routes.channel.chat.InterestRule.Action;
import routes.channel.chat.InterestRule.Kind;
import routes.channel.chat.InterestRule.Look;
import routes.common.json.Json;
import routes.subscription.Stamps;

/** The rules that a bot begins with: {@code interest-rules.yaml}. */
public final class DefaultInterestRules {
    private static final String FILE = "/interest-rules.yaml";
    private static final Duration SILENCE = Duration.ofHours(6);
    private static final List<Written> WRITTEN = read();

    private DefaultInterestRules() {}

    private record Written(
            @JsonProperty(required = true) String name,
            @JsonProperty(required = true) String description,
            @JsonProperty(required = true) Action action,
            @JsonProperty("examples-positive") @Nullable List<String> examplesPositive,
            @JsonProperty("examples-negative") @Nullable List<String> examplesNegative,
            @JsonProperty("regular-expression") @Nullable String regularExpression,
            @Nullable Integer history) {

        Look look() {
            return new Look(
                    action,
                    regularExpression == null ? Kind.SEMANTIC : Kind.RE,
                    examplesPositive,
                    examplesNegative,
                    regularExpression,
                    history == null ? 1 : history,
                    SILENCE);
        }
    }

    /** @param newId of documents, and {@code newUuid} of rules */
    public static List<InterestRule> of(
            String channel, String botId, Supplier<String> newId, Supplier<String> newUuid, Stamps stamps) {
        return WRITTEN.stream()
                .map(rule -> new InterestRule(
                        newId.get(),
                        newUuid.get(),
                        channel,
                        botId,
                        rule.name(),
                        rule.description(),
                        rule.look(),
                        null,
                        true,
                        1,
                        stamps))
                .toList();
    }

    private static List<Written> read() {
        try (InputStream yaml = DefaultInterestRules.class.getResourceAsStream(FILE)) {
            if (yaml == null) {
                throw new IllegalStateException("the application has no " + FILE);
            }
            Object rules = new Load(LoadSettings.builder().setLabel(FILE).build()).loadFromInputStream(yaml);
            return Arrays.asList(Json.mapper().convertValue(rules, Written[].class));
        } catch (IOException e) {
            throw new IllegalStateException(FILE + " cannot be read", e);
        }
    }
}
