package routes.channel;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import routes.channel.bot.BotPlatforms;
import routes.notice.FailureReason;
import routes.notice.SendResult;

/** The channels that are registered: the one place that says which there are. */
public final class Channels implements BotPlatforms {
    private static final String ROUTE = "channelRoute";

    /** A search of the registry goes through all beans, and every notice needs one. */
    private static final long MOMENT = Duration.ofMillis(250).toNanos();

    private final Supplier<? extends Collection<Channel>> registered;
    private volatile Seen seen = new Seen(List.of(), System.nanoTime());

    private record Seen(Collection<Channel> channels, long at) {}

    /** @param registered the channels of the registry, called for one that was not there a moment ago */
    public Channels(Supplier<? extends Collection<Channel>> registered) {
        this.registered = registered;
    }

    @Override
    public Set<String> types() {
        Set<String> types = new TreeSet<>();
        registered.get().forEach(channel -> types.add(channel.type()));
        return types;
    }

    @Override
    public Optional<Channel> platform(String type) {
        return of(type);
    }

    public Optional<Channel> of(String type) {
        Seen last = seen;
        Optional<Channel> known =
                System.nanoTime() - last.at() < MOMENT ? among(last.channels(), type) : Optional.empty();
        return known.or(() -> {
            Collection<Channel> now = registered.get();
            seen = new Seen(now, System.nanoTime());
            return among(now, type);
        });
    }

    private static Optional<Channel> among(Collection<Channel> channels, String type) {
        return channels.stream().filter(channel -> channel.type().equals(type)).findFirst();
    }

    /** As in a path, in any case. */
    public Optional<Channel> named(String provider) {
        return registered.get().stream()
                .filter(channel -> channel.type().equalsIgnoreCase(provider))
                .findFirst();
    }

    /** Whether a name is that of a template that some platform keeps. */
    public boolean keepTemplate(String name) {
        return registered.get().stream().anyMatch(channel -> channel.keepsTemplate(name));
    }

    /**
     * For the route that sends: leaves the direct endpoint of the notice's channel in {@code channelRoute}, if it has one. A
     * channel that is there without its route waits for it: its file was refused, or is about to be loaded.
     */
    public void route(Exchange exchange) {
        Optional<String> route =
                of(Outbound.notice(exchange).target().channel()).map(Channel::route);
        if (route.isEmpty()) {
            return;
        }
        if (exchange.getContext().hasEndpoint("direct://" + route.get()) != null) {
            exchange.setProperty(ROUTE, route.get());
        } else {
            Outbound.end(
                    exchange,
                    new SendResult.TryLater(
                            FailureReason.NOT_CONFIGURED,
                            "the route " + route.get() + " is not there; veaiops extensions tells why",
                            null));
        }
    }
}
