package routes.store;

import com.mongodb.DBRef;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import routes.alarm.Level;
import routes.common.security.Sealed;
import routes.subscription.Subscription.Grouping;
import routes.subscription.Subscription.Hours;
import routes.subscription.Subscription.Pace;
import routes.subscription.Subscription.Reminding;
import routes.subscription.Subscription.Wording;
import routes.subscription.SubscriptionRule;
import routes.subscription.SubscriptionRule.Hook;
import routes.subscription.SubscriptionRule.Wanted;
import routes.subscription.WebhookFormat;

/** A {@link SubscriptionRule} as a document with VeAIOps' field names. */
final class SubscriptionDocuments {
    /** Stands for a missing end: later than any alarm, and still a date that every client can write. */
    private static final Instant FOR_EVER = Instant.parse("9999-12-31T23:59:59.999Z");

    private static final String OUTSIDE_WINDOWS = "outside_windows";
    private static final String DROP = "drop";
    private static final String RESOLVED_AFTER = "resolved_after_seconds";

    private SubscriptionDocuments() {}

    static Document document(SubscriptionRule rule) {
        Wanted wanted = rule.wanted();
        Document document = new Document("_id", new ObjectId(rule.id()))
                .append("name", wanted.name())
                .append("agent_type", wanted.agentType())
                .append("inform_strategy_ids", links(rule.strategyIds()))
                .append("start_time", StoredFields.date(wanted.startTime()))
                .append("end_time", StoredFields.date(wanted.endTime()))
                .append("event_level", wanted.levels().stream().map(Level::name).toList())
                .append("interest_products", wanted.products())
                .append("interest_projects", wanted.projects())
                .append("interest_customers", wanted.customers())
                .append("notify_resolved", rule.notifyResolved())
                .append("is_active", rule.active());
        document.putAll(webhook(rule.hook()));
        document.putAll(conditions(wanted));
        document.putAll(pace(rule.pace()));
        document.putAll(wording(rule.wording()));
        return StoredFields.with(document, rule.stamps());
    }

    private static Document webhook(Hook hook) {
        return new Document()
                .append("enable_webhook", hook.enabled())
                .append("webhook_endpoint", hook.endpoint())
                .append("webhook_headers", headers(hook.headers()))
                .append("webhook_format", hook.format().wireName())
                .append(
                        "webhook_secret",
                        hook.signingSecret() == null
                                ? null
                                : hook.signingSecret().stored())
                .append(
                        "webhook_secret_previous",
                        hook.previous() == null
                                ? null
                                : hook.previous().secret().stored())
                .append(
                        "webhook_secret_previous_until",
                        hook.previous() == null
                                ? null
                                : StoredFields.date(hook.previous().until()));
    }

    static SubscriptionRule rule(Document document) {
        return new SubscriptionRule(
                StoredFields.id(document),
                wanted(document),
                StoredFields.links(document, "inform_strategy_ids"),
                hook(document),
                StoredFields.flag(document, "notify_resolved"),
                StoredFields.flag(document, "is_active"),
                StoredFields.stamps(document),
                pace(document),
                wording(document));
    }

    private static Document conditions(Wanted wanted) {
        return new Document(StoredConditions.MATCHERS, StoredConditions.matchers(wanted.matchers()))
                .append(
                        StoredConditions.WINDOWS,
                        StoredConditions.windows(wanted.hours().windows()))
                .append(OUTSIDE_WINDOWS, wanted.hours().hold() ? "hold" : DROP);
    }

    private static Document pace(Pace pace) {
        Grouping grouping = pace.grouping();
        Reminding reminding = pace.reminding();
        return new Document("group_by", grouping == null ? null : grouping.by())
                .append("group_wait_seconds", grouping == null ? null : seconds(grouping.patience()))
                .append("group_interval_seconds", grouping == null ? null : seconds(grouping.interval()))
                .append("remind_every_seconds", reminding == null ? null : seconds(reminding.every()))
                .append("remind_max", reminding == null ? null : reminding.most())
                .append(RESOLVED_AFTER, pace.resolvedAfter() == null ? null : seconds(pace.resolvedAfter()));
    }

    private static Pace pace(Document document) {
        List<String> by = StoredFields.textsOrNull(document, "group_by");
        Grouping grouping = by == null
                ? null
                : new Grouping(
                        by,
                        duration(document, "group_wait_seconds").orElse(Duration.ZERO),
                        duration(document, "group_interval_seconds").orElse(Duration.ZERO));
        Reminding reminding = duration(document, "remind_every_seconds")
                .map(every -> new Reminding(
                        every,
                        StoredFields.of(document, "remind_max", Number.class)
                                .map(Number::intValue)
                                .orElse(1)))
                .orElse(null);
        return new Pace(grouping, reminding, duration(document, RESOLVED_AFTER).orElse(null));
    }

    private static Document wording(Wording wording) {
        ZoneId zone = wording.zone();
        return new Document("message_template", wording.template().isEmpty() ? null : wording.template())
                .append("message_language", wording.language())
                .append("message_time_zone", zone == null ? null : zone.getId());
    }

    private static Wording wording(Document document) {
        return new Wording(
                StoredFields.text(document, "message_template").orElse(""),
                StoredFields.text(document, "message_language").orElse(null),
                StoredFields.text(document, "message_time_zone")
                        .flatMap(SubscriptionDocuments::zone)
                        .orElse(null));
    }

    /** One that this machine does not know gives way to the usual one: a message is never held back for its wording. */
    private static Optional<ZoneId> zone(String name) {
        try {
            return Optional.of(ZoneId.of(name));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<Duration> duration(Document document, String field) {
        return StoredFields.of(document, field, Number.class).map(number -> Duration.ofSeconds(number.longValue()));
    }

    private static int seconds(Duration duration) {
        return (int) duration.toSeconds();
    }

    private static Wanted wanted(Document document) {
        return new Wanted(
                StoredFields.text(document, "name").orElse(""),
                StoredFields.text(document, "agent_type").orElse(""),
                StoredFields.instant(document, "start_time").orElse(Instant.EPOCH),
                StoredFields.instant(document, "end_time").orElse(FOR_EVER),
                levels(document),
                StoredFields.textsOrNull(document, "interest_products"),
                StoredFields.textsOrNull(document, "interest_projects"),
                StoredFields.textsOrNull(document, "interest_customers"),
                StoredConditions.matchers(document),
                new Hours(
                        StoredConditions.windows(document),
                        StoredFields.text(document, OUTSIDE_WINDOWS)
                                .filter(DROP::equals)
                                .isEmpty()));
    }

    private static Hook hook(Document document) {
        return new Hook(
                StoredFields.of(document, "enable_webhook", Boolean.class).orElse(null),
                StoredFields.text(document, "webhook_endpoint").orElse(null),
                StoredFields.textMap(document, "webhook_headers")
                        .map(SubscriptionDocuments::sealed)
                        .orElse(null),
                StoredFields.text(document, "webhook_format")
                        .flatMap(WebhookFormat::named)
                        .orElse(WebhookFormat.LEGACY),
                StoredFields.text(document, "webhook_secret").map(Sealed::new).orElse(null),
                previous(document));
    }

    private static Hook.@Nullable Previous previous(Document document) {
        return StoredFields.instant(document, "webhook_secret_previous_until")
                .flatMap(until -> StoredFields.text(document, "webhook_secret_previous")
                        .map(secret -> new Hook.Previous(new Sealed(secret), until)))
                .orElse(null);
    }

    private static List<Level> levels(Document document) {
        List<String> names = List.of("P0", "P1", "P2");
        return StoredFields.texts(document, "event_level").stream()
                .filter(names::contains)
                .map(Level::valueOf)
                .toList();
    }

    private static List<DBRef> links(List<String> strategyIds) {
        return strategyIds.stream()
                .map(id -> new DBRef(CollectionNames.INFORM_STRATEGY, new ObjectId(id)))
                .toList();
    }

    private static Map<String, Sealed> sealed(Map<String, String> stored) {
        Map<String, Sealed> headers = new LinkedHashMap<>();
        stored.forEach((name, value) -> headers.put(name, new Sealed(value)));
        return headers;
    }

    private static @Nullable Document headers(@Nullable Map<String, Sealed> headers) {
        if (headers == null) {
            return null;
        }
        Document document = new Document();
        headers.forEach((name, value) -> document.append(name, value.stored()));
        return document;
    }
}
