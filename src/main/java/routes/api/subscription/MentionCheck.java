package routes.api.subscription;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import routes.channel.OnCall;
import routes.channel.bot.Bot;
import routes.channel.bot.BotPlatform;
import routes.channel.bot.BotPlatforms;
import routes.channel.bot.BotRegistry;
import routes.channel.bot.Mentions;
import routes.common.error.RefusedRequest;
import routes.subscription.InformStrategy;

/** Refuses names that a bot of the subscription would call no one by. */
public record MentionCheck(BotPlatforms platforms, BotRegistry bots) {
    static final String FIELD = "message_mentions";

    /** @param strategies those of the subscription */
    void check(Map<String, String> mentions, List<InformStrategy> strategies) {
        mentions.forEach((channel, named) -> check(channel, named, strategies));
    }

    private void check(String channel, String named, List<InformStrategy> strategies) {
        List<InformStrategy> there = strategies.stream()
                .filter(strategy -> strategy.channel().equals(channel))
                .toList();
        if (there.isEmpty()) {
            throw refused(
                    channel,
                    "no inform strategy of the subscription sends by " + channel + "; they send by "
                            + new TreeSet<>(strategies.stream()
                                    .map(InformStrategy::channel)
                                    .toList()));
        }
        problems(channel, named, there).findFirst().ifPresent(problem -> {
            throw refused(channel, problem);
        });
    }

    private Stream<String> problems(String channel, String named, List<InformStrategy> strategies) {
        Optional<? extends BotPlatform> platform = platforms.platform(channel);
        return strategies.stream()
                .flatMap(strategy -> bots.find(channel, strategy.botId()).stream())
                .flatMap(bot -> platform.flatMap(known -> problem(known, bot, named)).stream());
    }

    private static Optional<String> problem(BotPlatform platform, Bot bot, String named) {
        Mentions rule = platform.mentions(bot).orElseGet(() -> Mentions.none(platform.type() + " calls no one"));
        return OnCall.problem(named, rule).map(problem -> "of the bot " + bot.botId() + ": " + problem);
    }

    private static RefusedRequest refused(String channel, String problem) {
        return RefusedRequest.invalid(FIELD + "." + channel, problem);
    }
}
