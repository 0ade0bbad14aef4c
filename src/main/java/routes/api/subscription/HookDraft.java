package routes.api.subscription;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import routes.common.error.RefusedRequest;
import routes.common.security.Sealed;
import routes.common.security.Secret;
import routes.common.security.SecretBox;
import routes.common.security.SigningSecrets;
import routes.common.security.UnreadableSecret;
import routes.http.ApiRequest;
import routes.subscription.SubscriptionRule;
import routes.subscription.SubscriptionRule.Hook;
import routes.subscription.WebhookFormat;

/**
 * The webhook of a subscription after a write: what is new is sealed, {@code ***} keeps what is stored, and what is still
 * in plain text or under an old key is sealed anew.
 */
final class HookDraft {
    private static final Pattern ORIGIN = Pattern.compile("^[A-Za-z]+://[^/?#]*");

    private static final Set<String> PLAIN = Set.of("enable_webhook", "webhook_endpoint", "webhook_format");

    private final SecretBox box;
    private final Protection protection;

    HookDraft(Protection protection) {
        this.box = protection.box();
        this.protection = protection;
    }

    /**
     * @param fields the stored fields that are to be written
     * @param shown the signing secret that was made just now: the caller sees it once
     */
    record Drafted(Hook hook, Set<String> fields, Optional<String> shown) {
        @Override
        public String toString() {
            return "Drafted" + fields;
        }
    }

    /** The webhook after the request. */
    Drafted draft(String ruleId, Hook before, ApiRequest request) {
        Set<String> present = new HashSet<>();
        request.json(ObjectNode.class).fieldNames().forEachRemaining(present::add);
        return draft(ruleId, before, request.json(WebhookPayload.class), present);
    }

    private Drafted draft(String ruleId, Hook before, WebhookPayload payload, Set<String> present) {
        WebhookFormat format = present.contains("webhook_format") ? format(payload) : before.format();
        Map<String, Sealed> headers =
                present.contains("webhook_headers") ? headers(ruleId, before, payload) : resealed(ruleId, before);
        Optional<String> fresh = payload.webhookSecret() == null && before.signingSecret() == null && format.signed()
                ? Optional.of(SigningSecrets.fresh(protection.random()))
                : Optional.empty();
        Hook.Previous previous = new SigningDraft(box, protection.clock().instant())
                .previous(ruleId, before, payload.webhookSecret(), payload.webhookSecretOverlapSeconds());
        Hook after = new Hook(
                present.contains("enable_webhook") ? payload.enableWebhook() : before.enabled(),
                present.contains("webhook_endpoint") ? payload.webhookEndpoint() : before.endpoint(),
                headers,
                format,
                signingSecret(ruleId, before, fresh.orElse(payload.webhookSecret())),
                previous == null ? null : previous.secret(),
                previous == null ? null : previous.until());
        if (Boolean.TRUE.equals(after.enabled()) && !after.on()) {
            throw RefusedRequest.invalid(
                    "webhook_endpoint", "webhook_endpoint is required when enable_webhook is true");
        }
        requireReachable(before, after);
        requireKnown(before, after, !present.contains("webhook_headers") || keepsSome(payload));
        Set<String> fields = changedSecrets(before, after);
        PLAIN.stream().filter(present::contains).forEach(fields::add);
        return new Drafted(after, fields, fresh);
    }

    private static void requireKnown(Hook before, Hook after, boolean keeps) {
        if (keeps && before.headers() != null && !before.headers().isEmpty() && moves(before, after)) {
            throw RefusedRequest.invalid(
                    "webhook_headers", "webhook_headers must be given again: the webhook moves to another host");
        }
    }

    /** A webhook that is off may keep the address it had, so that a forbidden one can be switched off. */
    private void requireReachable(Hook before, Hook after) {
        String endpoint = after.endpoint();
        if (endpoint != null && (after.on() || !endpoint.equals(before.endpoint()))) {
            protection.egress().objectionToUrl(endpoint).ifPresent(objection -> {
                throw RefusedRequest.invalid("webhook_endpoint", "webhook_endpoint " + objection);
            });
        }
    }

    private static boolean keepsSome(WebhookPayload payload) {
        return payload.webhookHeaders() != null && payload.webhookHeaders().containsValue(WebhookFields.HIDDEN);
    }

    /** Stored secrets were meant for one host: a caller that changes the URL must know them to send them elsewhere. */
    private static boolean moves(Hook before, Hook after) {
        return before.endpoint() != null
                && after.endpoint() != null
                && !origin(before.endpoint()).equals(origin(after.endpoint()));
    }

    private static String origin(String endpoint) {
        Matcher origin = ORIGIN.matcher(endpoint);
        return origin.find() ? origin.group().toLowerCase(Locale.ROOT) : endpoint;
    }

    private static Set<String> changedSecrets(Hook before, Hook after) {
        Set<String> fields = new HashSet<>();
        if (!Objects.equals(before.headers(), after.headers())) {
            fields.add("webhook_headers");
        }
        if (!Objects.equals(before.signingSecret(), after.signingSecret())) {
            fields.add("webhook_secret");
        }
        if (!Objects.equals(before.previous(), after.previous())) {
            fields.addAll(Set.of("webhook_secret_previous", "webhook_secret_previous_until"));
        }
        return fields;
    }

    private static WebhookFormat format(WebhookPayload payload) {
        return Objects.requireNonNullElse(payload.webhookFormat(), WebhookFormat.LEGACY);
    }

    private @Nullable Map<String, Sealed> headers(String ruleId, Hook before, WebhookPayload payload) {
        if (payload.webhookHeaders() == null) {
            return null;
        }
        Map<String, Sealed> headers = new LinkedHashMap<>();
        payload.webhookHeaders().forEach((name, value) -> {
            Sealed secret = value.equals(WebhookFields.HIDDEN)
                    ? kept(ruleId, before, name)
                    : box.seal(Secret.of(value), SubscriptionRule.placeOfHeader(ruleId, name));
            headers.put(name, secret);
        });
        return headers;
    }

    private Sealed kept(String ruleId, Hook before, String name) {
        String field = "webhook_headers." + name;
        Map<String, Sealed> stored = Optional.ofNullable(before.headers()).orElse(Map.of());
        String storedName = stored.keySet().stream()
                .filter(name::equalsIgnoreCase)
                .findFirst()
                .orElseThrow(() -> RefusedRequest.invalid(field, field + " has no stored value that *** could keep"));
        Sealed secret = Objects.requireNonNull(stored.get(storedName));
        if (storedName.equals(name)) {
            return resealed(secret, SubscriptionRule.placeOfHeader(ruleId, name));
        }
        try {
            Secret value = box.open(secret, SubscriptionRule.placeOfHeader(ruleId, storedName));
            return box.seal(value, SubscriptionRule.placeOfHeader(ruleId, name));
        } catch (UnreadableSecret e) {
            throw RefusedRequest.invalid(field, field + " cannot be kept, give its value again: " + e.getMessage());
        }
    }

    private @Nullable Map<String, Sealed> resealed(String ruleId, Hook before) {
        if (before.headers() == null) {
            return null;
        }
        Map<String, Sealed> headers = new LinkedHashMap<>();
        before.headers()
                .forEach((name, secret) ->
                        headers.put(name, resealed(secret, SubscriptionRule.placeOfHeader(ruleId, name))));
        return headers;
    }

    private @Nullable Sealed signingSecret(String ruleId, Hook before, @Nullable String given) {
        SecretBox.Place place = SubscriptionRule.placeOfSigningSecret(ruleId);
        if (given != null) {
            return box.seal(Secret.of(given), place);
        }
        return before.signingSecret() == null ? null : resealed(before.signingSecret(), place);
    }

    /** A value whose key is missing stays as it is: another write must not lose it. */
    private Sealed resealed(Sealed secret, SecretBox.Place place) {
        try {
            return box.reseal(secret, place);
        } catch (UnreadableSecret expected) {
            return secret;
        }
    }
}
