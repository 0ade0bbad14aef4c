package routes.api.bot;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import routes.alarm.SilenceDelta;
import routes.api.Resource;
import routes.channel.bot.Bots;
import routes.channel.chat.DefaultInterestRules;
import routes.channel.chat.InterestRule;
import routes.channel.chat.InterestRule.Kind;
import routes.channel.chat.InterestRule.Look;
import routes.channel.chat.InterestRules;
import routes.common.error.ErrorCode;
import routes.common.error.RefusedRequest;
import routes.common.repository.Records;
import routes.http.ApiAnswer;
import routes.http.ApiRequest;
import routes.subscription.Stamps;

/** Operations on interest rules, which VeAIOps calls on-call rules. */
public final class InterestApi {
    private static final String SILENCE = "silence_delta";
    private static final String EXPRESSION = "regular_expression";
    private static final List<String> EXAMPLES = List.of("examples_positive", "examples_negative");
    private static final List<String> KINDS = List.of("action_category", "inspect_category");

    private final InterestRules rules;
    private final Resource<InterestRule> resource;
    private final Bots bots;

    public InterestApi(InterestRules rules, Bots bots, Clock clock) {
        this.rules = rules;
        this.resource = new Resource<>(rules, InterestRule.class, "interest rule", () -> {}, clock);
        this.bots = bots;
    }

    /** A bot that has none gets the default rules first. */
    public ApiAnswer list(ApiRequest request) {
        Owner bot = bot(request);
        List<InterestRule> found = rules.ofBot(bot.channel(), bot.botId());
        if (found.isEmpty()) {
            rules.insertMissing(DefaultInterestRules.of(
                    bot.channel(), bot.botId(), rules::newId, InterestApi::newUuid, Stamps.created(resource.now())));
            found = rules.ofBot(bot.channel(), bot.botId());
        }
        return ApiAnswer.ok(found.stream().map(InterestApi::shown).toList());
    }

    public ApiAnswer create(ApiRequest request) {
        Owner bot = bot(request);
        ObjectNode fields = said(request);
        boolean expression = fields.path("inspect_category").asText().equals(Kind.RE.wireName());
        fields.put("uuid", newUuid())
                .put("channel", bot.channel())
                .put("bot_id", bot.botId())
                .put("version", 1);
        InterestRule made = resource.fresh(request, ofKind(expression, fields));
        InterestRule rule = whole(switched(made, fields));
        return ApiAnswer.created(shown(resource.insert(rule, "the bot has a rule named " + rule.name() + " already")));
    }

    /** What is absent stays as it is, and the kind of the rule stays in any case; the other kind's fields are passed over, as in VeAIOps. */
    public ApiAnswer update(ApiRequest request) {
        InterestRule before = existing(request);
        ObjectNode fields = said(request).put("version", before.version() + 1);
        fields.remove(KINDS);
        InterestRule changed =
                resource.patched(before, request, ofKind(before.look().kind() == Kind.RE, fields));
        return ApiAnswer.ok(shown(replaced(whole(switched(changed, fields)), before)));
    }

    record Switch(@JsonProperty(value = "is_active", required = true) boolean active) {}

    /** Answers no data, as VeAIOps does. */
    public ApiAnswer activate(ApiRequest request) {
        InterestRule before = existing(request);
        boolean active = request.json(Switch.class).active();
        replaced(before.switched(active, before.stamps().updated(resource.now())), before);
        return ApiAnswer.ok(null);
    }

    private InterestRule replaced(InterestRule rule, InterestRule read) {
        if (!rules.replace(rule, read.version())) {
            throw RefusedRequest.of(
                    ErrorCode.CONFLICT,
                    "the rule was changed meanwhile, or the bot has another rule named " + rule.name());
        }
        return rule;
    }

    /** The fields of the body that have a value. The contract has checked their types. */
    private static ObjectNode said(ApiRequest request) {
        ObjectNode fields = request.json(ObjectNode.class);
        fields.properties().removeIf(field -> field.getValue().isNull());
        if (fields.has("name")) {
            fields.put("name", fields.path("name").textValue().strip());
        }
        JsonNode silence = fields.remove(SILENCE);
        if (silence != null && !silence.asText().isBlank()) {
            fields.put(SILENCE, SilenceDelta.required(SILENCE, silence).toString());
        }
        return fields;
    }

    private static ObjectNode ofKind(boolean expression, ObjectNode fields) {
        fields.remove(expression ? EXAMPLES : List.of(EXPRESSION));
        return fields;
    }

    private static InterestRule switched(InterestRule rule, ObjectNode fields) {
        return rule.switched(fields.path("is_active").asBoolean(rule.active()), rule.stamps());
    }

    private static InterestRule whole(InterestRule rule) {
        Look look = rule.look();
        if (look.kind() == Kind.RE) {
            String expression = look.regularExpression();
            if (expression == null || expression.isBlank()) {
                throw RefusedRequest.invalid(EXPRESSION, "a rule of the kind RE needs a regular_expression");
            }
            InterestRule.fault(expression).ifPresent(fault -> {
                throw RefusedRequest.invalid(EXPRESSION, fault);
            });
        } else if (isEmpty(look.examplesPositive()) && isEmpty(look.examplesNegative())) {
            throw RefusedRequest.invalid(
                    "examples_positive", "a rule of the kind Semantic needs examples_positive or examples_negative");
        }
        return rule;
    }

    private static boolean isEmpty(@Nullable List<String> examples) {
        return examples == null || examples.isEmpty();
    }

    /** With whether messages are looked at by it: not by one that needs a model or whose expression cannot be used. */
    private static ObjectNode shown(InterestRule rule) {
        ObjectNode stamps = Records.tree(rule.stamps());
        ObjectNode fields = Records.tree(rule);
        stamps.fieldNames().forEachRemaining(fields::remove);
        return fields.put("evaluated", rule.active() && rule.pattern().isPresent())
                .setAll(stamps);
    }

    private record Owner(String channel, String botId) {}

    private Owner bot(ApiRequest request) {
        Owner owner = new Owner(request.pathParameter("channel"), request.pathParameter("bot_id"));
        if (bots.find(owner.channel(), owner.botId()).isEmpty()) {
            throw RefusedRequest.of(ErrorCode.NOT_FOUND, "there is no " + owner.channel() + " bot " + owner.botId());
        }
        return owner;
    }

    private InterestRule existing(ApiRequest request) {
        String uuid = request.pathParameter("uuid");
        return rules.findByUuid(uuid).orElseThrow(() -> resource.missing(uuid));
    }

    private static String newUuid() {
        return UUID.randomUUID().toString();
    }
}
