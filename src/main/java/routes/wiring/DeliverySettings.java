package routes.wiring;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.support.CamelContextHelper;
import org.apache.camel.util.TimeUtils;
import routes.channel.mapped.MappedChannels;
import routes.extension.LiveValues;
import routes.notice.HostOf;
import routes.notice.Rate;
import routes.notice.RetryPolicy;

/**
 * Retry policies and limits by channel, from {@code veaiops.notices.retry.*} and {@code veaiops.limits.*} or the channel's
 * file. What was read is kept until one of them changes.
 */
final class DeliverySettings implements LiveValues {
    private static final String RETRY = "veaiops.notices.retry.";
    private static final String PER_TARGET = "veaiops.notices.per-target.";
    private static final String LIMITS = "veaiops.limits.";
    private static final String DIGEST = "veaiops.digest.";
    private static final String WEBHOOK = "Webhook";
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9}(ms|[smhd])?)+");

    private final CamelContext context;
    private final Map<String, RetryPolicy> policies = new ConcurrentHashMap<>();
    private final Map<String, List<Rate>> limits = new ConcurrentHashMap<>();

    DeliverySettings(CamelContext context) {
        this.context = context;
    }

    /** The policy of a channel: its own, or that of webhooks or chats. */
    RetryPolicy retryPolicy(String channel) {
        return policies.computeIfAbsent(channel, name -> {
            String kind = kind(name);
            String delays = own(RETRY + name + ".delays").orElseGet(() -> required(RETRY + kind + ".delays"));
            String age = own(RETRY + name + ".max-age").orElseGet(() -> required(RETRY + kind + ".max-age"));
            return new RetryPolicy(
                    Arrays.stream(delays.split(","))
                            .map(DeliverySettings::duration)
                            .toList(),
                    duration(age));
        });
    }

    private String kind(String channel) {
        return WEBHOOK.equals(channel)
                ? "webhook"
                : mapped().flatMap(channels -> channels.retry(channel)).orElse("chat");
    }

    /** How many messages are under way to a target at a time: what its channel says, or that of webhooks or chats. */
    int atOnce(String orderKey) {
        String channel = channel(orderKey);
        return Integer.parseInt(own(PER_TARGET + channel).orElseGet(() -> required(PER_TARGET + kind(channel))));
    }

    private static String channel(String orderKey) {
        return orderKey.substring(0, orderKey.indexOf(' '));
    }

    /** The limits of a target: those of its host where there are any, else those of its channel. */
    List<Rate> limits(String orderKey) {
        String channel = channel(orderKey);
        String host = HostOf.target(orderKey);
        return limits.computeIfAbsent(
                channel + " " + host,
                key -> Rate.list(ofHost(host)
                        .or(() -> own(LIMITS + channel))
                        .or(() -> mapped().flatMap(channels -> channels.limits(channel)))
                        .orElse("")));
    }

    /** Reads all again from now on: a setting or the file of a channel has changed. */
    void forget() {
        policies.clear();
        limits.clear();
    }

    @Override
    public boolean take(String name) {
        boolean ours = name.startsWith(LIMITS) || durations(name);
        if (ours) {
            forget();
        }
        return ours;
    }

    @Override
    public Optional<String> problem(String name, String value) {
        try {
            if (name.startsWith(LIMITS)) {
                Rate.list(value);
            } else if (durations(name)) {
                return Arrays.stream(value.split(",", -1))
                        .map(String::strip)
                        .filter(time -> !DURATION.matcher(time).matches())
                        .map(time -> "\"" + time + "\" is no time such as 90s, 30m or 12h")
                        .findFirst();
            }
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private static boolean durations(String name) {
        return name.startsWith(RETRY) || name.startsWith(DIGEST) && name.endsWith("within");
    }

    /** How long the backlog of a channel's target may take before the rest is folded into a digest; zero means never. */
    Duration digestWithin(String channel) {
        return duration(own(DIGEST + channel + ".within").orElseGet(() -> required(DIGEST + "within")));
    }

    /** Looked up among all settings: the colon of a port would begin a default value. */
    private Optional<String> ofHost(String host) {
        String name = LIMITS + "host." + host;
        return Optional.ofNullable(
                context.getPropertiesComponent().loadProperties(name::equals).getProperty(name));
    }

    private Optional<MappedChannels> mapped() {
        return Optional.ofNullable(context.getRegistry().findSingleByType(MappedChannels.class));
    }

    private Optional<String> own(String name) {
        return context.getPropertiesComponent()
                .resolveProperty(name)
                .map(value -> CamelContextHelper.parseText(context, value));
    }

    private String required(String name) {
        return own(name).orElseThrow(() -> new IllegalArgumentException(name + " is missing"));
    }

    private static Duration duration(String text) {
        return Duration.ofMillis(TimeUtils.toMilliSeconds(text.strip()));
    }
}
