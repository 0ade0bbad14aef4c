package routes.api.subscription;

import java.util.List;
import java.util.Optional;
import routes.api.Resource;
import routes.channel.bot.BotPlatform;
import routes.channel.bot.BotPlatforms;
import routes.common.error.ErrorCode;
import routes.common.error.RefusedRequest;
import routes.common.repository.Listed;
import routes.common.repository.Query;
import routes.common.repository.Repository;
import routes.http.ApiAnswer;
import routes.http.ApiRequest;
import routes.http.Page;
import routes.subscription.ChatDirectory;
import routes.subscription.InformStrategy;
import routes.subscription.SubscriptionRule;

/** Operations on inform strategies. */
public final class StrategyApi {
    private static final String ID = "uid";

    private final Resource<InformStrategy> strategies;
    private final Repository<SubscriptionRule> rules;
    private final ChatDirectory directory;
    private final BotPlatforms channels;

    /**
     * @param rules what refers to strategies
     * @param directory what they refer to
     * @param channels that a strategy may name
     */
    public StrategyApi(
            Resource<InformStrategy> strategies,
            Repository<SubscriptionRule> rules,
            ChatDirectory directory,
            BotPlatforms channels) {
        this.strategies = strategies;
        this.rules = rules;
        this.directory = directory;
        this.channels = channels;
    }

    public ApiAnswer create(ApiRequest request) {
        InformStrategy strategy = usable(strategies.fresh(request));
        return ApiAnswer.created(shown(strategies.insert(strategy, taken(strategy))));
    }

    public ApiAnswer get(ApiRequest request) {
        return ApiAnswer.ok(shown(strategies.existing(request, ID)));
    }

    public ApiAnswer list(ApiRequest request) {
        Query query = Query.ALL
                .contains("name", request.query("name").orElse(""))
                .equal("channel", request.query("channel").orElse(""))
                .equal("bot_id", request.query("bot_id").orElse(""))
                .anyOf("chat_ids", request.queryAll("chat_ids"))
                .active(strategies.showAll(request));
        Page page = request.configurationPage();
        Listed<InformStrategy> found = strategies.records().page(query, page.skip(), page.limit());
        return ApiAnswer.list(StrategyJson.of(found.items(), directory), page, found.total());
    }

    /** A description that the body does not have stays. */
    public ApiAnswer update(ApiRequest request) {
        InformStrategy strategy = usable(strategies.patched(strategies.existing(request, ID), request));
        return ApiAnswer.ok(shown(strategies.replace(strategy, taken(strategy))));
    }

    public ApiAnswer toggle(ApiRequest request) {
        strategies.activate(
                request.idParameter(ID), request.json(ActivePayload.class).active());
        return ApiAnswer.ok(null);
    }

    /** Refused while a subscription uses it: its notices would go nowhere. */
    public ApiAnswer delete(ApiRequest request) {
        String id = request.idParameter(ID);
        List<String> users = rules.all(Query.ALL).stream()
                .filter(rule -> rule.strategyIds().contains(id))
                .map(rule -> rule.wanted().name())
                .toList();
        if (!users.isEmpty()) {
            throw RefusedRequest.of(
                    ErrorCode.CONFLICT, "the strategy is used by subscriptions: " + String.join(", ", users));
        }
        strategies.delete(id);
        return ApiAnswer.ok(null);
    }

    private InformStrategy usable(InformStrategy strategy) {
        Require.oneOf("channel", strategy.channel(), channels.types());
        if (directory.bot(strategy.channel(), strategy.botId()).isEmpty()) {
            throw Require.notFound(strategy.channel() + " bot", strategy.botId());
        }
        channels.platform(strategy.channel()).ifPresent(platform -> requireChats(platform, strategy.chatIds()));
        return strategy;
    }

    private static void requireChats(BotPlatform platform, List<String> chatIds) {
        for (int i = 0; i < chatIds.size(); i++) {
            String field = "chat_ids[" + i + "]";
            Optional<String> fault = platform.chatFault(chatIds.get(i));
            fault.ifPresent(why -> {
                throw RefusedRequest.invalid(field, field + ": " + why);
            });
        }
    }

    private Object shown(InformStrategy strategy) {
        return StrategyJson.of(List.of(strategy), directory).get(0);
    }

    private static String taken(InformStrategy strategy) {
        return "there is an inform strategy named " + strategy.name();
    }
}
