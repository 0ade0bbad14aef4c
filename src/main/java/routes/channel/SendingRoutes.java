package routes.channel;

import java.util.Map;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.model.BeanDefinition;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteDefinition;
import org.jspecify.annotations.Nullable;
import routes.channel.bot.BotRegistry;
import routes.notice.Notice;

/**
 * Shows what would be posted for a notice, by the sender that the route of its channel names. A route that is not made of the
 * template {@code channel-send} cannot be run halfway, and nothing of it is run, unless it sends mails.
 */
public final class SendingRoutes {
    private final ModelCamelContext context;
    private final Channels channels;
    private final BotRegistry bots;

    public SendingRoutes(CamelContext context, Channels channels, BotRegistry bots) {
        this.context = (ModelCamelContext) context;
        this.channels = channels;
        this.bots = bots;
    }

    /** Nothing is sent; a platform may be asked for an access token, as before any message. */
    public MessagePreview preview(Notice notice) {
        String type = notice.target().channel();
        Optional<Channel> channel = channels.of(type);
        if (channel.isEmpty()) {
            return MessagePreview.none("there is no channel " + type);
        }
        String route = channel.get().route();
        Map<String, Object> parameters = parameters(route);
        Object sender = Optional.ofNullable(parameters.get("sender"))
                .map(name -> context.getRegistry().lookupByName(name.toString()))
                .or(() -> mailSender(route))
                .orElse(null);
        return sender == null
                ? MessagePreview.none("the route " + route
                        + " is not made of channel-send: its messages cannot be shown without sending")
                : MessagePreview.of(
                        context,
                        notice,
                        MessagePreview.Way.of(
                                sender,
                                baseUrl(parameters.get("call")),
                                Optional.ofNullable(notice.target().botId()).flatMap(id -> bots.find(type, id)),
                                channel.get().credentials()));
    }

    /** What the first bean of a route of its own can show; empty for a route that cannot be run halfway. */
    private Optional<Object> mailSender(String route) {
        return context.getRouteDefinitions().stream()
                .filter(defined -> ("direct:" + route).equals(defined.getInput().getEndpointUri()))
                .flatMap(defined ->
                        ProcessorDefinitionHelper.filterTypeInOutputs(defined.getOutputs(), BeanDefinition.class)
                                .stream())
                .map(bean -> context.getRegistry().lookupByName(bean.getRef()))
                .filter(sender -> sender != null && MessagePreview.isMail(sender))
                .findFirst();
    }

    private String baseUrl(@Nullable Object call) {
        return Optional.ofNullable(call)
                .map(name -> parameters(name.toString()).get("baseUrl"))
                .map(url -> context.resolvePropertyPlaceholders(url.toString()))
                .orElse("");
    }

    /** Of the route that serves a direct endpoint; none when it was not made of a template. */
    private Map<String, Object> parameters(String endpoint) {
        return context.getRouteDefinitions().stream()
                .map(RouteDefinition::getTemplateParameters)
                .filter(given -> given != null && endpoint.equals(given.get("name")))
                .findFirst()
                .orElse(Map.of());
    }
}
