package routes.store;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import routes.datasource.connect.Connect;
import routes.store.StoreIndexes.Index;
import routes.store.StoreIndexes.Kind;
import routes.subscription.owner.OwnerKind;

/**
 * The one table of collections: whose each is, how long its documents stay, and its indexes. What has no time stays until somebody
 * or the work that needs it deletes it.
 */
public final class StoredCollections {
    private static final List<Row> TABLE = List.of(
            row(CollectionNames.ALARM, "event")
                    .kept("veaiops.alarms.keep-days", "alarms")
                    .index(Kind.PLAIN, "event_id")
                    .index(Kind.PLAIN, "received_at"),
            row(CollectionNames.EVENT, "event")
                    .keptOrForEver("veaiops.events.keep-days", "events")
                    .index(Kind.UNIQUE_IF_PRESENT, MongoEventLedger.LAST_FINGERPRINT)
                    .index(Kind.UNIQUE_IF_PRESENT, MongoEventLedger.OPEN_FINGERPRINT)
                    .index(Kind.UNIQUE_IF_PRESENT, EventDocuments.EXPIRY_KEY)
                    .index(Kind.NEWEST_FIRST, "created_at", "_id")
                    .index(Kind.PLAIN, "fingerprint")
                    .index(Kind.PLAIN, "updated_at")
                    .index(Kind.PLAIN, "status", "updated_at")
                    .index(Kind.PLAIN, "status", "created_at")
                    .index(Kind.SPARSE, MongoAcknowledgements.BY)
                    .index(Kind.SPARSE, EventDocuments.RULE_SOURCE),
            row(CollectionNames.NOTICE, "notice")
                    .keptOrForEver("veaiops.notices.keep-days", "notices")
                    .keptOrForEver("veaiops.notices.keep-dead-days", "dead_notices")
                    .index(Kind.UNIQUE_IF_PRESENT, NoticeDocuments.DUE_KEY)
                    .index(Kind.UNIQUE_IF_PRESENT, NoticeDocuments.DEAD_KEY)
                    .index(Kind.NEWEST_FIRST, "created_at")
                    .index(Kind.UNIQUE_IF_PRESENT, NoticeDocuments.HELD_KEY)
                    .index(Kind.UNIQUE_IF_PRESENT, NoticeDocuments.GATHER_KEY)
                    .index(Kind.UNIQUE_IF_PRESENT, NoticeDocuments.SETTLE_KEY)
                    .index(Kind.UNIQUE_IF_PRESENT, NoticeDocuments.WAIT_KEY)
                    .index(Kind.PLAIN, "event_main_id")
                    .index(Kind.PLAIN, "out_message_ids"),
            row(CollectionNames.REMINDER, "notice").index(Kind.UNIQUE_IF_PRESENT, MongoReminders.DUE_KEY),
            row(CollectionNames.FLAPPING, "notice").index(Kind.UNIQUE_IF_PRESENT, MongoFlappingWatches.DUE_KEY),
            row(CollectionNames.GATHERING, "notice").index(Kind.UNIQUE_IF_PRESENT, MongoOpenBundles.DUE_KEY),
            row(CollectionNames.FEEDBACK, "notice")
                    .keptOrForEver("veaiops.feedback.keep-days", "feedback")
                    .index(Kind.PLAIN, "event_main_id")
                    .index(Kind.PLAIN, "created_at"),
            row(CollectionNames.INTEREST_SILENCE, "notice"),
            row(CollectionNames.SEND_LOG, "notice"),
            row(CollectionNames.ROBOT_STOP, "notice"),
            row(CollectionNames.FAILING_TARGET, "notice"),
            row(CollectionNames.REPLAY, "notice").index(Kind.UNIQUE_IF_PRESENT, MongoReplayJobs.TURN),
            row(CollectionNames.SPOOL, "alarm"),
            row(CollectionNames.ALARM_REJECTED, "alarm")
                    .kept("veaiops.rejected.keep-days", "rejected")
                    .index(Kind.UNIQUE_IF_PRESENT, RejectedDocuments.KEY)
                    .index(Kind.PLAIN, RejectedDocuments.SAME),
            row(CollectionNames.LEARN, "extension"),
            row(CollectionNames.DELIVERY, "steps")
                    .expiring("veaiops.deliveries.keep-hours")
                    .index(Kind.EXPIRING, MongoDeliveryKeys.EXPIRES_AT),
            row(CollectionNames.SUBSCRIPTION, "subscription"),
            row(CollectionNames.INFORM_STRATEGY, "subscription").index(Kind.UNIQUE, "name"),
            row(CollectionNames.CARD_TEMPLATE, "subscription").index(Kind.UNIQUE, "agent_type", "channel"),
            row(CollectionNames.SILENCE, "subscription"),
            row(CollectionNames.INHIBITION, "subscription"),
            row(CollectionNames.PROJECT, "subscription").index(Kind.UNIQUE, OwnerKind.PROJECT.idField()),
            row(CollectionNames.PRODUCT, "subscription").index(Kind.UNIQUE, OwnerKind.PRODUCT.idField()),
            row(CollectionNames.CUSTOMER, "subscription").index(Kind.UNIQUE, OwnerKind.CUSTOMER.idField()),
            row(CollectionNames.HEARTBEAT, "health"),
            row(CollectionNames.BOT, "channel").index(Kind.UNIQUE, "bot_id", "channel"),
            row(CollectionNames.BOT_ATTRIBUTE, "channel").index(Kind.UNIQUE, "channel", "bot_id", "name", "value"),
            row(CollectionNames.CHAT, "channel").index(Kind.UNIQUE, "channel", "bot_id", "chat_id"),
            row(CollectionNames.MESSAGE, "channel")
                    .keptOrForEver("veaiops.messages.keep-days", "messages")
                    .index(Kind.UNIQUE, "channel", "bot_id", "msg_id")
                    .index(Kind.PLAIN, "chat_id", "msg_time")
                    .index(Kind.PLAIN, "msg_sender_id")
                    .index(Kind.PLAIN, "mentions.id")
                    .index(Kind.PLAIN, "msg_time"),
            row(CollectionNames.MESSAGE_FILE, "channel")
                    .keptOrForEver("veaiops.files.keep-days", "files")
                    .index(Kind.PLAIN, MongoFiles.MESSAGE)
                    .index(Kind.PLAIN, MongoFiles.AT),
            row(CollectionNames.INTEREST, "channel")
                    .index(Kind.UNIQUE, "bot_id", "channel", "name")
                    .index(Kind.PLAIN, "uuid"),
            row(CollectionNames.INBOUND, "channel")
                    .kept("veaiops.inbound.keep-days", "inbound")
                    .index(Kind.PLAIN, "state", "at"),
            row(CollectionNames.INBOUND_SPOOL, "channel"),
            row(Connect.COLLECTION, "datasource").index(Kind.UNIQUE, "name"),
            row(CollectionNames.DATA_SOURCE, "datasource")
                    .index(Kind.UNIQUE, "name")
                    .index(Kind.PLAIN, "connect"),
            row(CollectionNames.METRIC_TEMPLATE, "threshold").index(Kind.UNIQUE, "name", "metric_type"),
            row(CollectionNames.TASK, "threshold")
                    .index(Kind.UNIQUE, "task_name")
                    .index(Kind.UNIQUE, "datasource_id"),
            row(CollectionNames.TASK_VERSION, "threshold")
                    .kept("veaiops.tasks.keep-days", "tasks")
                    .index(Kind.UNIQUE, "task_id", "version")
                    .index(Kind.UNIQUE_IF_PRESENT, "turn_key")
                    .index(Kind.PLAIN, "status", "created_at"),
            row(CollectionNames.TASK_RESULT, "threshold")
                    .kept("veaiops.tasks.keep-days", "tasks")
                    .index(Kind.PLAIN, "version_id"),
            row(CollectionNames.TASK_SLOT, "threshold").index(Kind.PLAIN, "version_id"),
            row(CollectionNames.TASK_FEEDBACK, "threshold")
                    .kept("veaiops.tasks.keep-days", "tasks")
                    .index(Kind.PLAIN, "datasource_id", "at"),
            row(CollectionNames.SYNC_RECORD, "threshold")
                    .kept("veaiops.tasks.keep-days", "tasks")
                    .index(Kind.PLAIN, "task_id", "task_version_id", "created_at")
                    .index(Kind.UNIQUE_IF_PRESENT, "open_task"),
            row(CollectionNames.REFRESH_RECORD, "threshold")
                    .kept("veaiops.tasks.keep-days", "tasks")
                    .index(Kind.UNIQUE_IF_PRESENT, MongoRefreshes.OPEN)
                    .index(Kind.UNIQUE_IF_PRESENT, MongoRefreshes.TICK),
            row(CollectionNames.RULE, "threshold").index(Kind.PLAIN, "datasource_id"),
            row(CollectionNames.RULE_PLACE, "threshold").index(Kind.PLAIN, "datasource_id"),
            row(CollectionNames.RULE_TOMBSTONE, "threshold"),
            row(CollectionNames.RULE_DISOWNED, "threshold"),
            row(CollectionNames.DEPLOYMENT, "threshold"),
            row(CollectionNames.USER, "account").index(Kind.UNIQUE, "username").index(Kind.UNIQUE, "email"),
            row(CollectionNames.CONFIG_MARK, "account").index(Kind.UNIQUE, "kind", "name"),
            row(CollectionNames.MACHINE_TOKEN, "account").index(Kind.UNIQUE, "name"),
            row(CollectionNames.SIGNING_KEY, "account"),
            row(CollectionNames.LOGIN_TRY, "account")
                    .expiring("veaiops.accounts.login-window-seconds")
                    .index(Kind.EXPIRING, MongoLoginTries.EXPIRES_AT),
            row(CollectionNames.AUDIT, "account")
                    .keptOrForEver("veaiops.audit.keep-days", "audit")
                    .index(Kind.UNIQUE_IF_PRESENT, MongoAuditLog.PUBLISH_KEY)
                    .index(Kind.PLAIN, "at")
                    .index(Kind.PLAIN, "actor", "at"),
            row(CollectionNames.CHANGE, "store"));

    private StoredCollections() {}

    /**
     * A time that documents stay.
     *
     * @param setting that names it
     * @param kind of history that the sweep deletes; null where MongoDB deletes by an index
     * @param forEver whether 0 is allowed, which keeps them for ever
     */
    public record Kept(String setting, @Nullable String kind, boolean forEver) {}

    /** One collection. @param owner package below {@code routes} that decides what is in it */
    record Row(String name, String owner, List<Kept> kept, List<Index> indexes) {
        private Row kept(String setting, String kind) {
            return with(new Kept(setting, kind, false));
        }

        private Row keptOrForEver(String setting, String kind) {
            return with(new Kept(setting, kind, true));
        }

        private Row expiring(String setting) {
            return with(new Kept(setting, null, false));
        }

        private Row with(Kept one) {
            return new Row(name, owner, plus(kept, one), indexes);
        }

        private Row index(Kind kind, String... fields) {
            return new Row(name, owner, kept, plus(indexes, new Index(name, kind, List.of(fields))));
        }

        private static <T> List<T> plus(List<T> some, T one) {
            return Stream.concat(some.stream(), Stream.of(one)).toList();
        }
    }

    private static Row row(String name, String owner) {
        return new Row(name, owner, List.of(), List.of());
    }

    static List<Row> all() {
        return TABLE;
    }

    static Set<String> names() {
        return TABLE.stream().map(Row::name).collect(Collectors.toSet());
    }

    /** Names of the collections that have an index. */
    public static Set<String> indexed() {
        return TABLE.stream()
                .filter(row -> !row.indexes().isEmpty())
                .map(Row::name)
                .collect(Collectors.toSet());
    }

    /** Names of the collections that the sweep of a kind deletes from. */
    public static Set<String> sweptFor(String kind) {
        return TABLE.stream()
                .filter(row -> row.kept().stream().anyMatch(kept -> kind.equals(kept.kind())))
                .map(Row::name)
                .collect(Collectors.toSet());
    }

    /** What the sweep of old history deletes, each kind once. */
    public static List<Kept> swept() {
        return TABLE.stream()
                .flatMap(row -> row.kept().stream())
                .filter(kept -> kept.kind() != null)
                .distinct()
                .toList();
    }
}
