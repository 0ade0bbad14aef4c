package routes.subscription;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import routes.common.repository.Repository;
import routes.common.security.Secret;
import routes.common.security.SecretBox;
import routes.common.security.UnreadableSecret;

/** The webhooks of subscriptions with their secrets opened, remembered until a subscription changes. */
public final class WebhookRegistry {
    private final Repository<SubscriptionRule> rules;
    private final SecretBox box;
    private final LongSupplier generation;
    private volatile Remembered remembered = new Remembered(0, new ConcurrentHashMap<>());

    /** @param generation moves whenever a subscription may have changed */
    public WebhookRegistry(Repository<SubscriptionRule> rules, SecretBox box, LongSupplier generation) {
        this.rules = rules;
        this.box = box;
        this.generation = generation;
    }

    /**
     * Empty when the subscription is gone or its webhook is off. Throws when the store is away.
     *
     * @throws routes.common.security.UnreadableSecret when a secret of it cannot be opened
     */
    public Optional<WebhookSettings> webhookOf(String subscriptionId) {
        Map<String, Optional<WebhookSettings>> known = current();
        Optional<WebhookSettings> hit = known.get(subscriptionId);
        if (hit != null) {
            return hit;
        }
        Optional<WebhookSettings> read =
                rules.find(subscriptionId).filter(rule -> rule.hook().on()).map(this::opened);
        known.put(subscriptionId, read);
        return read;
    }

    private Map<String, Optional<WebhookSettings>> current() {
        long now = generation.getAsLong();
        Remembered last = remembered;
        if (last.generation() != now) {
            last = new Remembered(now, new ConcurrentHashMap<>());
            remembered = last;
        }
        return last.settings();
    }

    private WebhookSettings opened(SubscriptionRule rule) {
        SubscriptionRule.Hook hook = rule.hook();
        Map<String, Secret> headers = new LinkedHashMap<>();
        Optional.ofNullable(hook.headers())
                .orElse(Map.of())
                .forEach((name, value) ->
                        headers.put(name, box.open(value, SubscriptionRule.placeOfHeader(rule.id(), name))));
        Optional<Secret> signing = Optional.ofNullable(hook.signingSecret())
                .filter(secret -> hook.format().signed())
                .map(secret -> box.open(secret, SubscriptionRule.placeOfSigningSecret(rule.id())));
        return new WebhookSettings(
                Optional.ofNullable(hook.endpoint()).orElseThrow(),
                headers,
                hook.format(),
                signing,
                signing.isPresent() ? previous(rule) : Optional.empty());
    }

    /** One that cannot be opened any more is no reason not to post. */
    private Optional<WebhookSettings.Previous> previous(SubscriptionRule rule) {
        SubscriptionRule.Hook.Previous previous = rule.hook().previous();
        if (previous == null) {
            return Optional.empty();
        }
        try {
            Secret secret = box.open(previous.secret(), SubscriptionRule.placeOfPreviousSecret(rule.id()));
            return Optional.of(new WebhookSettings.Previous(secret, previous.until()));
        } catch (UnreadableSecret e) {
            return Optional.empty();
        }
    }

    private record Remembered(long generation, Map<String, Optional<WebhookSettings>> settings) {}
}
