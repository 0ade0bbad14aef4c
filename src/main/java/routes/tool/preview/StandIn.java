package routes.tool.preview;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import routes.channel.bot.Bot;
import routes.channel.bot.BotRegistry;
import routes.common.security.Secret;
import routes.event.PublishedEvent;
import routes.notice.Notice;
import routes.subscription.Subscription;
import routes.subscription.WebhookFormat;

/**
 * A way to be notified, with a bot that does not exist: its credentials say what stands in their place.
 *
 * @param name tells it from the other ways of its channel, such as {@code DingTalk group robot}
 * @param sender bean with the steps of the sending route
 * @param baseUrl of the platform; empty when the bot holds the whole address
 */
record StandIn(String name, Subscription.Target target, Bot bot, Object sender, String baseUrl) {

    /** @param credentials text by name */
    static Bot bot(String channel, String botId, Map<String, String> credentials) {
        return new Bot(
                botId,
                channel,
                botId,
                null,
                channel,
                true,
                credentials.entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, entry -> Secret.of(entry.getValue()))));
    }

    static StandIn webhook(WebhookFormat format, Object sender) {
        String url = "https://receiver.example/" + format.wireName();
        Subscription.Target target = new Subscription.Target("Webhook", url, null, format.wireName());
        return new StandIn(
                "Webhook " + format.wireName(), target, bot("Webhook", format.wireName(), Map.of()), sender, "");
    }

    static StandIn of(String name, String address, Bot bot, Object sender, String baseUrl) {
        return new StandIn(
                name, new Subscription.Target(bot.channel(), address, bot.botId(), null), bot, sender, baseUrl);
    }

    /** What a subscription that wants everything would cause. */
    Notice notice(PublishedEvent event, Instant now) {
        return Notice.pending(event, target, subscription(event, now), now);
    }

    private Subscription subscription(PublishedEvent event, Instant now) {
        return new Subscription(
                bot.botId(),
                "everything",
                0,
                event.agentType(),
                true,
                now,
                now,
                Set.of(),
                Set.of(),
                Set.of(),
                Set.of(),
                List.of(target),
                true,
                Subscription.Pace.PLAIN,
                Subscription.Wording.USUAL,
                List.of(),
                Subscription.Hours.ALWAYS);
    }

    /** The bots of all ways, filled when the ways are made: their senders ask for them later. */
    record Bots(Map<String, Bot> known) implements BotRegistry {
        void add(@Nullable Bot bot) {
            if (bot != null) {
                known.put(bot.channel() + " " + bot.botId(), bot);
            }
        }

        @Override
        public Optional<Bot> find(String channel, String botId) {
            return Optional.ofNullable(known.get(channel + " " + botId));
        }

        @Override
        public List<Bot> active(String channel) {
            return known.values().stream()
                    .filter(bot -> bot.channel().equals(channel))
                    .toList();
        }
    }
}
