package routes.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.mongodb.client.model.Filters;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import routes.alarm.Level;
import routes.common.error.VeaiopsException;
import routes.common.json.Json;
import routes.event.PublishedEvent;
import routes.notice.Bundle;
import routes.notice.Cause;
import routes.notice.Handling;
import routes.notice.Notice;
import routes.notice.NoticeKind;
import routes.notice.NoticeQueued;
import routes.notice.NoticeState;
import routes.notice.NoticeStore;
import routes.notice.OrderKey;
import routes.notice.ShownTarget;
import routes.subscription.Subscription;

/** A {@link Notice} as a document of {@code veaiops__event_notice_detail}. */
final class NoticeDocuments {
    /** Unique and sparse, sorts by time: present while the notice waits for something. */
    static final String DUE_KEY = "due_key";

    /** Unique and sparse, sorts by time of creation: present while the notice is dead or skipped, and so replayable. */
    static final String DEAD_KEY = "dead_key";

    /** When a replay made it due; absent before the first one. */
    static final String WAITING_SINCE = "waiting_since";

    /** Unique and sparse: present while the notice waits for the end of a silence; sorts by silence, then by event. */
    static final String HELD_KEY = "held_key";

    /** What a notice carries that stands for several. */
    static final String BUNDLE = "bundle";

    /** How many notices it carries. */
    static final String CARRIES = "carries";

    /** Unique and sparse: present while it waits in a gathering; sorts by gathering, then by time. */
    static final String GATHER_KEY = "gather_key";

    /** The message that carries it, or carried it last. */
    static final String CARRIED_BY = "carried_by";

    /** Unique and sparse: present while a message that carries others has ended and they do not know yet. */
    static final String SETTLE_KEY = "settle_key";

    /** Unique and sparse: present while a recovery waits for its problem to come back; sorts by problem and target. */
    static final String WAIT_KEY = "wait_key";

    /** The subscriptions that asked for it when it was made. */
    static final String CAUSES = "causes";

    private static final String TRACE = "traceparent";

    /** When it may be sent, if not at once. */
    static final String NEXT_ATTEMPT = "next_attempt_at";

    /** Distinguishes the target from others that are shown alike. */
    static final String TARGET_PRINT = "target_print";

    private NoticeDocuments() {}

    /** Notices for this target, named as it is stored or as it is shown. */
    static Bson aimedAt(String target) {
        return ShownTarget.shownAs(target).map(NoticeDocuments::alike).orElseGet(() -> Filters.eq("target", target));
    }

    /** Notices of before have no fingerprint: they are found by their masked form. */
    private static Bson alike(ShownTarget.Masked masked) {
        Bson alike = Filters.regex("target", masked.pattern());
        return masked.print()
                .map(print -> Filters.and(
                        alike, Filters.or(Filters.eq(TARGET_PRINT, print), Filters.exists(TARGET_PRINT, false))))
                .orElse(alike);
    }

    static Document document(Notice notice, Instant firstDue) {
        Document document = about(notice)
                .append("extra", new Document())
                .append("status", 0)
                .append("state", notice.state().name())
                .append("reason", notice.handling().reason())
                .append("attempt_count", 0)
                .append("attempts", List.of())
                .append("version", 0L)
                .append("out_message_ids", List.of())
                .append("event", json(notice.event()))
                .append("created_at", Date.from(notice.createdAt()))
                .append("updated_at", Date.from(notice.createdAt()));
        document.putAll(waitsFor(notice, firstDue));
        Optional.ofNullable(notice.handling().gatheredIn())
                .ifPresent(gathering ->
                        document.append(GATHER_KEY, gatherKey(gathering, notice.createdAt(), notice.id())));
        notice.bundle().ifPresent(bundle -> document.append(BUNDLE, json(bundle))
                .append(CARRIES, bundle.noticeIds().size()));
        Optional.ofNullable(notice.handling().heldBy())
                .ifPresent(holder ->
                        document.append(HELD_KEY, heldKey(holder, notice.event().id(), notice.id())));
        return document;
    }

    /** When it is sent, and why it was made. */
    private static Document waitsFor(Notice notice, Instant firstDue) {
        Document document = new Document();
        Instant until = notice.handling().until();
        if (until != null) {
            document.append(DUE_KEY, dueKey(until, notice.id()))
                    .append(NEXT_ATTEMPT, Date.from(until))
                    .append(WAITING_SINCE, Date.from(until))
                    .append(WAIT_KEY, notice.waitKey() + " " + notice.id());
        } else if (notice.state() == NoticeState.PENDING) {
            document.append(DUE_KEY, dueKey(firstDue, notice.id()));
        }
        if (!notice.handling().causes().isEmpty()) {
            document.append(CAUSES, causes(notice.handling().causes()));
        }
        Optional.ofNullable(notice.handling().trace()).ifPresent(trace -> document.append(TRACE, trace));
        return document;
    }

    private static Document about(Notice notice) {
        PublishedEvent event = notice.event();
        Subscription.Target target = notice.target();
        return new Document("_id", new ObjectId(notice.id()))
                .append("event_main_id", new ObjectId(event.id()))
                .append("revision", event.revision())
                .append("transition", event.transition())
                .append("event_level", event.eventLevel().name())
                .append("notice_channel", target.channel())
                .append("target", target.address())
                .append(TARGET_PRINT, ShownTarget.print(target.address()))
                .append("bot_id", target.botId())
                .append("format", target.format())
                .append("subscription_id", notice.subscriptionId())
                .append("subscription_name", notice.subscriptionName())
                .append("kind", notice.kind().wireName());
    }

    /** The event as it was at the change that the notice is about. */
    static PublishedEvent event(Document document) {
        return read(document.getString("event"), PublishedEvent.class);
    }

    static Notice notice(Document document) {
        return new Notice(
                document.getObjectId("_id").toHexString(),
                event(document),
                new Subscription.Target(
                        document.getString("notice_channel"),
                        document.getString("target"),
                        document.getString("bot_id"),
                        document.getString("format")),
                document.getString("subscription_id"),
                document.getString("subscription_name"),
                NoticeState.valueOf(document.getString("state")),
                document.getInteger("attempt_count"),
                document.get("version", Number.class).longValue(),
                document.getString("owner"),
                Optional.ofNullable(document.getDate("lease_until"))
                        .map(Date::toInstant)
                        .orElse(null),
                waitingSince(document),
                handling(document),
                telling(document));
    }

    /** Notices of before have no kind: their transition says it. */
    private static Notice.Telling telling(Document document) {
        NoticeKind kind = Optional.ofNullable(document.getString("kind"))
                .or(() -> Optional.ofNullable(document.getString("transition")))
                .flatMap(NoticeKind::named)
                .orElse(NoticeKind.OPENED);
        return new Notice.Telling(kind, bundle(document).orElse(null));
    }

    static Optional<Bundle> bundle(Document document) {
        return Optional.ofNullable(document.getString(BUNDLE)).map(json -> read(json, Bundle.class));
    }

    private static Handling handling(Document document) {
        String heldKey = document.getString(HELD_KEY);
        return new Handling(
                document.getString("reason"),
                firstWord(heldKey),
                firstWord(document.getString(GATHER_KEY)),
                causes(document),
                document.containsKey(WAIT_KEY)
                        ? StoredFields.instant(document, NEXT_ATTEMPT).orElse(null)
                        : null,
                document.getString(TRACE));
    }

    private static List<Document> causes(List<Cause> causes) {
        return causes.stream()
                .map(cause -> new Document("id", cause.subscriptionId())
                        .append("name", cause.name())
                        .append("why", cause.why().wireName()))
                .toList();
    }

    static List<Cause> causes(Document document) {
        return EventViews.documents(document, CAUSES).stream()
                .map(cause -> new Cause(
                        cause.getString("id"),
                        cause.getString("name"),
                        Cause.Why.named(cause.getString("why")).orElse(Cause.Why.MATCHED)))
                .toList();
    }

    private static @Nullable String firstWord(@Nullable String key) {
        return key == null ? null : key.substring(0, key.indexOf(' '));
    }

    static String gatherKey(String gatheringId, Instant since, String noticeId) {
        return gatheringId + " " + dueKey(since, noticeId);
    }

    static String heldKey(String holder, String eventId, String noticeId) {
        return holder + " " + eventId + " " + noticeId;
    }

    static NoticeStore.Due due(Document document) {
        NoticeQueued queued = new NoticeQueued(
                document.getObjectId("_id").toHexString(),
                document.getObjectId("event_main_id").toHexString(),
                Level.valueOf(
                        Optional.ofNullable(document.getString("event_level")).orElse("P2")),
                waitingSince(document));
        return new NoticeStore.Due(
                OrderKey.of(document.getString("notice_channel"), document.getString("target")), queued);
    }

    /** A replay begins anew: neither its age nor its turn counts from the time before. */
    private static Instant waitingSince(Document document) {
        return Optional.ofNullable(document.getDate(WAITING_SINCE))
                .orElseGet(() -> document.getDate("created_at"))
                .toInstant();
    }

    /** Text that sorts like the time it stands for; the id makes it unique. */
    static String dueKey(Instant due, String id) {
        return Json.text(due) + " " + id;
    }

    private static String json(Object value) {
        return new String(Json.bytes(value), StandardCharsets.UTF_8);
    }

    private static <T> T read(String json, Class<T> type) {
        try {
            return Json.mapper().readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new VeaiopsException("a stored notice cannot be read: " + type.getSimpleName(), e);
        }
    }
}
