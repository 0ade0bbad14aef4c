package routes.channel;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import routes.bot.BotPlatforms;

/** The channels that are registered: the one place that says which there are. */
public final class Channels implements BotPlatforms {
    private static final String ROUTE = "channelRoute";

    private final Supplier<? extends Collection<Channel>> registered;

    /** @param registered the channels of the registry, asked whenever one is looked for */
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
        return registered.get().stream()
                .filter(channel -> channel.type().equals(type))
                .findFirst();
    }

    /** As in a path, in any case. */
    public Optional<Channel> named(String provider) {
        return registered.get().stream()
                .filter(channel -> channel.type().equalsIgnoreCase(provider))
                .findFirst();
    }

    /** For the route that sends: leaves the direct endpoint of the notice's channel in {@code channelRoute}, if it has one. */
    public void route(Exchange exchange) {
        of(Outbound.notice(exchange).target().channel())
                .map(Channel::route)
                .filter(route -> exchange.getContext().hasEndpoint("direct://" + route) != null)
                .ifPresent(route -> exchange.setProperty(ROUTE, route));
    }
}
