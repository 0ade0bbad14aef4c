package routes.api.bot;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import routes.channel.bot.Bots;
import routes.channel.chat.DefaultInterestRules;
import routes.channel.chat.InterestRule;
import routes.channel.chat.InterestRules;
import routes.common.error.ErrorCode;
import routes.common.error.RefusedRequest;
import routes.http.ApiAnswer;
import routes.http.ApiRequest;
import routes.subscription.Stamps;

/** Operations on interest rules, which VeAIOps calls on-call rules. */
public final class InterestApi {
    private final InterestRules rules;
    private final Bots bots;
    private final Clock clock;

    public InterestApi(InterestRules rules, Bots bots, Clock clock) {
        this.rules = rules;
        this.bots = bots;
        this.clock = clock;
    }

    /** A bot that has none gets the default rules first. */
    public ApiAnswer list(ApiRequest request) {
        Owner bot = bot(request);
        List<InterestRule> found = rules.ofBot(bot.channel(), bot.botId());
        if (found.isEmpty()) {
            rules.insert(DefaultInterestRules.of(
                    bot.channel(), bot.botId(), rules::newId, InterestApi::newUuid, Stamps.created(now())));
            found = rules.ofBot(bot.channel(), bot.botId());
        }
        return ApiAnswer.ok(found.stream().map(InterestJson::of).toList());
    }

    public ApiAnswer create(ApiRequest request) {
        Owner bot = bot(request);
        InterestPayload payload = request.json(InterestPayload.class);
        InterestRule rule = new InterestRule(
                rules.newId(),
                newUuid(),
                bot.channel(),
                bot.botId(),
                Objects.requireNonNull(payload.name()).strip(),
                Objects.requireNonNullElse(payload.description(), ""),
                payload.look(),
                payload.level(),
                !Boolean.FALSE.equals(payload.active()),
                1,
                Stamps.created(now()));
        if (rules.insert(List.of(rule)) == 0) {
            throw RefusedRequest.of(ErrorCode.CONFLICT, "the bot has a rule named " + rule.name() + " already");
        }
        return ApiAnswer.created(InterestJson.of(rule));
    }

    /** What is absent stays as it is, and the kind of the rule stays in any case. */
    public ApiAnswer update(ApiRequest request) {
        InterestRule before = existing(request);
        InterestPayload payload = request.json(InterestPayload.class);
        InterestRule after = new InterestRule(
                before.id(),
                before.uuid(),
                before.channel(),
                before.botId(),
                payload.name() == null ? before.name() : payload.name().strip(),
                payload.description() == null ? before.description() : payload.description(),
                payload.changed(before.look()),
                payload.level() == null ? before.level() : payload.level(),
                payload.active() == null ? before.active() : payload.active(),
                before.version() + 1,
                before.stamps().updated(now()));
        return ApiAnswer.ok(InterestJson.of(replaced(after, before)));
    }

    record Switch(@JsonProperty(value = "is_active", required = true) boolean active) {}

    /** Answers no data, as VeAIOps does. */
    public ApiAnswer activate(ApiRequest request) {
        InterestRule before = existing(request);
        boolean active = request.json(Switch.class).active();
        replaced(
                new InterestRule(
                        before.id(),
                        before.uuid(),
                        before.channel(),
                        before.botId(),
                        before.name(),
                        before.description(),
                        before.look(),
                        before.level(),
                        active,
                        before.version(),
                        before.stamps().updated(now())),
                before);
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
        return rules.find(uuid)
                .orElseThrow(() -> RefusedRequest.of(ErrorCode.NOT_FOUND, "there is no interest rule " + uuid));
    }

    private static String newUuid() {
        return UUID.randomUUID().toString();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
