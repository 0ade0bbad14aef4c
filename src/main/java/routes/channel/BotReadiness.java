package routes.channel;

import java.util.Optional;
import org.apache.camel.Exchange;
import routes.channel.bot.BotPlatforms;
import routes.channel.bot.BotRegistry;
import routes.notice.FailureReason;
import routes.notice.SendResult;
import routes.subscription.Subscription;

/**
 * The step in front of every channel's route: a message whose bot lacks a credential, or has one that does not open, ends
 * here with words that say what to set. The platform would refuse each time, and say less.
 */
public final class BotReadiness {
    private static final int LONGEST_ID = 100;

    private final BotRegistry book;
    private final BotPlatforms platforms;

    public BotReadiness(BotRegistry book, BotPlatforms platforms) {
        this.book = book;
        this.platforms = platforms;
    }

    /** Sets the result when the notice's bot cannot send. */
    public void check(Exchange exchange) {
        hindrance(Outbound.notice(exchange).target(), "replay").ifPresent(result -> Outbound.end(exchange, result));
    }

    /**
     * What a message to the target comes to, when its bot cannot send.
     *
     * @param then what a person does once the bot is mended
     */
    public Optional<SendResult> hindrance(Subscription.Target target, String then) {
        String botId = target.botId();
        if (botId == null || botId.isEmpty()) {
            return Optional.empty();
        }
        String bot = "the " + target.channel() + " bot " + shown(botId);
        return book.leftOut(target.channel(), botId)
                .map(why -> bot + " cannot send: " + why + "; mend it and " + then)
                .or(() -> lacking(target.channel(), botId)
                        .map(credential -> bot + " has no credential " + credential + ": set it and " + then))
                .or(() -> platforms
                        .platform(target.channel())
                        .flatMap(platform -> platform.chatFault(target.address()))
                        .map(fault -> "the chat_id " + shown(target.address()) + " is none: " + fault
                                + "; change it in the inform strategy and " + then))
                .map(why -> new SendResult.Skipped(FailureReason.NOT_CONFIGURED, why));
    }

    private Optional<String> lacking(String channel, String botId) {
        return platforms.platform(channel).flatMap(platform -> book.find(channel, botId)
                .flatMap(platform::lacks));
    }

    private static String shown(String botId) {
        String printable = botId.replaceAll("[^\\p{L}\\p{N}_.:@-]", "?");
        return printable.length() <= LONGEST_ID ? printable : printable.substring(0, LONGEST_ID);
    }
}
