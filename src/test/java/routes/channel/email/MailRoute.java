package routes.channel.email;

import static routes.fakes.BotsInMemory.bot;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import routes.event.PublishedEvent;
import routes.fakes.BotsInMemory;
import routes.fixtures.Writers;
import routes.kits.ChannelRoute;
import routes.notice.Notice;
import routes.notice.SendResult;
import routes.subscription.Subscription;
import routes.wiring.EmailWiring;

/** The sending route of the e-mail channel with one bot, against some mail server. */
final class MailRoute implements AutoCloseable {
    static final String FROM = "VeAIOps <alarms@hub.example>";

    private final ChannelRoute route;

    private MailRoute(ChannelRoute route) {
        this.route = route;
    }

    /** @param settings names below {@code veaiops.channel.email.} and values in turn */
    static MailRoute to(int port, String... settings) throws Exception {
        Map<String, String> all = new HashMap<>(Map.of(
                "veaiops.channel.email.host", "localhost",
                "veaiops.channel.email.port", Integer.toString(port),
                "veaiops.channel.email.starttls", "false"));
        for (int index = 0; index < settings.length; index += 2) {
            all.put("veaiops.channel.email." + settings[index], settings[index + 1]);
        }
        return new MailRoute(ChannelRoute.start(
                "channel-email",
                List.of(new EmailWiring()),
                Map.of(
                        "noticeWriter",
                        Writers.english(),
                        "botRegistry",
                        BotsInMemory.of(bot("Email", "mail", "from", FROM, "reply_to", "oncall@hub.example"))),
                all));
    }

    SendResult send(PublishedEvent event, String addresses) {
        return send(event, addresses, 1);
    }

    /** @param attempt which attempt it is, from 1 */
    SendResult send(PublishedEvent event, String addresses, int attempt) {
        Notice first = ChannelRoute.notice(event, new Subscription.Target("Email", addresses, "mail", null));
        return route.send(new Notice(
                first.id(),
                event,
                first.target(),
                first.subscriptionId(),
                first.subscriptionName(),
                first.state(),
                attempt,
                1,
                null,
                null,
                first.createdAt()));
    }

    @Override
    public void close() {
        route.close();
    }
}
