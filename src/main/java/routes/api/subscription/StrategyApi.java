package routes.api.subscription;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import routes.common.error.ErrorCode;
import routes.common.error.RefusedRequest;
import routes.common.repository.Listed;
import routes.http.ApiAnswer;
import routes.http.ApiRequest;
import routes.http.Page;
import routes.http.QueryValues;
import routes.subscription.ChatDirectory;
import routes.subscription.InformStrategies;
import routes.subscription.InformStrategy;
import routes.subscription.Stamps;
import routes.subscription.SubscriptionRules;

/** Operations on inform strategies. */
public final class StrategyApi {
    private final Stores stores;
    private final Supplier<Set<String>> channels;
    private final Runnable follow;
    private final Clock clock;

    /**
     * @param channels types that a strategy may name
     * @param follow makes this copy match what was written, before the answer
     */
    public StrategyApi(Stores stores, Supplier<Set<String>> channels, Runnable follow, Clock clock) {
        this.stores = stores;
        this.channels = channels;
        this.follow = follow;
        this.clock = clock;
    }

    /** Where strategies, what they refer to and what refers to them are kept. */
    public record Stores(InformStrategies strategies, ChatDirectory directory, SubscriptionRules rules) {}

    public ApiAnswer create(ApiRequest request) {
        StrategyPayload payload = usable(request);
        InformStrategy strategy =
                strategy(stores.strategies().newId(), payload, payload.description(), true, Stamps.created(now()));
        if (!stores.strategies().insert(strategy)) {
            throw nameTaken(payload);
        }
        follow.run();
        return ApiAnswer.created(shown(strategy));
    }

    public ApiAnswer get(ApiRequest request) {
        return ApiAnswer.ok(shown(existing(request.idParameter("uid"))));
    }

    public ApiAnswer list(ApiRequest request) {
        InformStrategies.Filter filter = new InformStrategies.Filter(
                request.query("name").orElse(""),
                request.query("channel").orElse(""),
                request.query("bot_id").orElse(""),
                request.queryAll("chat_ids"),
                request.query("show_all")
                        .map(text -> QueryValues.flag("show_all", text))
                        .orElse(false));
        Page page = request.page();
        Listed<InformStrategy> found = stores.strategies().list(filter, page.skip(), page.limit());
        return ApiAnswer.list(StrategyJson.of(found.items(), stores.directory()), page, found.total());
    }

    public ApiAnswer update(ApiRequest request) {
        String id = request.idParameter("uid");
        InformStrategy before = existing(id);
        StrategyPayload payload = usable(request);
        String description =
                request.json(ObjectNode.class).has("description") ? payload.description() : before.description();
        InformStrategy after = strategy(
                id, payload, description, before.active(), before.stamps().updated(now()));
        if (!stores.strategies().replace(after)) {
            throw nameTaken(payload);
        }
        follow.run();
        return ApiAnswer.ok(shown(after));
    }

    public ApiAnswer toggle(ApiRequest request) {
        String id = request.idParameter("uid");
        ActivePayload payload = request.json(ActivePayload.class);
        return done(id, stores.strategies().activate(id, payload.active(), now()));
    }

    /** Refused while a subscription uses it: its notices would go nowhere. */
    public ApiAnswer delete(ApiRequest request) {
        String id = request.idParameter("uid");
        List<String> users = stores.rules().namesUsing(id);
        if (!users.isEmpty()) {
            throw RefusedRequest.of(
                    ErrorCode.CONFLICT, "the strategy is used by subscriptions: " + String.join(", ", users));
        }
        return done(id, stores.strategies().delete(id));
    }

    private ApiAnswer done(String id, boolean found) {
        if (!found) {
            throw Require.notFound("inform strategy", id);
        }
        follow.run();
        return ApiAnswer.ok(null);
    }

    private StrategyPayload usable(ApiRequest request) {
        StrategyPayload payload = request.json(StrategyPayload.class);
        Require.oneOf("channel", payload.channel(), channels.get());
        if (stores.directory().bot(payload.channel(), payload.botId()).isEmpty()) {
            throw Require.notFound(payload.channel() + " bot", payload.botId());
        }
        return payload;
    }

    private static InformStrategy strategy(
            String id, StrategyPayload payload, @Nullable String description, boolean active, Stamps stamps) {
        return new InformStrategy(
                id, payload.name(), description, payload.channel(), payload.botId(), payload.chatIds(), active, stamps);
    }

    private StrategyJson shown(InformStrategy strategy) {
        return StrategyJson.of(List.of(strategy), stores.directory()).get(0);
    }

    private InformStrategy existing(String id) {
        return stores.strategies().find(id).orElseThrow(() -> Require.notFound("inform strategy", id));
    }

    private static RefusedRequest nameTaken(StrategyPayload payload) {
        return RefusedRequest.of(ErrorCode.CONFLICT, "there is an inform strategy named " + payload.name());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
