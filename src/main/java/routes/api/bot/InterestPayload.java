package routes.api.bot;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import routes.alarm.Level;
import routes.alarm.SilenceDelta;
import routes.channel.chat.InterestRule;
import routes.channel.chat.InterestRule.Action;
import routes.channel.chat.InterestRule.Kind;
import routes.channel.chat.InterestRule.Look;
import routes.common.error.RefusedRequest;

/** What a caller says of an interest rule; what is absent stays as it is. */
record InterestPayload(
        @JsonProperty("name") @Nullable String name,
        @JsonProperty("description") @Nullable String description,
        @JsonProperty("action_category") @Nullable String action,
        @JsonProperty("inspect_category") @Nullable String kind,
        @JsonProperty("examples_positive") @Nullable List<String> examplesPositive,
        @JsonProperty("examples_negative") @Nullable List<String> examplesNegative,
        @JsonProperty("regular_expression") @Nullable String regularExpression,
        @JsonProperty("inspect_history") @Nullable Integer history,
        @JsonProperty("silence_delta") @Nullable JsonNode silence,
        @JsonProperty("level") @Nullable Level level,
        @JsonProperty("is_active") @Nullable Boolean active) {

    private static final Duration USUAL_SILENCE = Duration.ofHours(6);

    /** How messages are looked at by a new rule. The contract has checked the words. */
    Look look() {
        Action meant = Action.FILTER.wireName().equals(action) ? Action.FILTER : Action.DETECT;
        Kind by = Kind.RE.wireName().equals(kind) ? Kind.RE : Kind.SEMANTIC;
        return whole(changed(new Look(meant, by, null, null, null, 1, USUAL_SILENCE)));
    }

    /** The same rule with what is said here; the other kind's fields are passed over, as in VeAIOps. */
    Look changed(Look before) {
        boolean expression = before.kind() == Kind.RE;
        return whole(new Look(
                before.action(),
                before.kind(),
                expression ? null : orElse(examplesPositive, before.examplesPositive()),
                expression ? null : orElse(examplesNegative, before.examplesNegative()),
                expression ? orElse(regularExpression, before.regularExpression()) : null,
                Objects.requireNonNullElse(history, before.history()),
                silence == null || silence.isNull() || silence.asText().isBlank()
                        ? before.silence()
                        : SilenceDelta.required("silence_delta", silence)));
    }

    private static Look whole(Look look) {
        if (look.kind() == Kind.RE) {
            String expression = look.regularExpression();
            if (expression == null || expression.isBlank()) {
                throw RefusedRequest.invalid("regular_expression", "a rule of the kind RE needs a regular_expression");
            }
            InterestRule.fault(expression).ifPresent(fault -> {
                throw RefusedRequest.invalid("regular_expression", fault);
            });
        } else if (isEmpty(look.examplesPositive()) && isEmpty(look.examplesNegative())) {
            throw RefusedRequest.invalid(
                    "examples_positive", "a rule of the kind Semantic needs examples_positive or examples_negative");
        }
        return look;
    }

    private static boolean isEmpty(@Nullable List<String> examples) {
        return examples == null || examples.isEmpty();
    }

    private static <T> @Nullable T orElse(@Nullable T given, @Nullable T otherwise) {
        return given == null ? otherwise : given;
    }
}
