package routes.store;

import com.mongodb.DBRef;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.types.ObjectId;
import routes.channel.chat.InterestRule;
import routes.datasource.connect.Connect;

/** What a document of VeAIOps must hold so that the hub can work with it, a form for each collection. */
final class VeaiopsForms {
    private static final Kind TEXT = new Kind("a text", value -> value instanceof String text && !text.isBlank());
    private static final Kind DATE = new Kind("a date", Date.class::isInstance);
    private static final Kind NUMBER = new Kind("a number", Number.class::isInstance);
    private static final Kind LIST = new Kind("a list", List.class::isInstance);
    private static final Kind OBJECT = new Kind("an object", Document.class::isInstance);
    private static final Kind ID = new Kind(
            "an id", value -> value instanceof ObjectId || value instanceof String text && ObjectId.isValid(text));
    private static final Kind LEVEL = oneOf("P0", "P1", "P2");

    private static final Map<String, Form> FORMS = Map.ofEntries(
            form(CollectionNames.BOT, all(TEXT, "channel", "bot_id", "secret")),
            form(
                    CollectionNames.BOT_ATTRIBUTE,
                    all(TEXT, "channel", "bot_id", "value"),
                    all(oneOf("project", "customer", "product"), "name")),
            form(CollectionNames.CHAT, all(TEXT, "channel", "bot_id", "chat_id", "name")),
            form(
                    CollectionNames.MESSAGE,
                    all(TEXT, "channel", "bot_id", "chat_id", "chat_type", "msg", "msg_id", "msg_sender_id"),
                    all(DATE, "msg_time")),
            form(
                    CollectionNames.INTEREST,
                    all(TEXT, "channel", "bot_id", "name", "uuid"),
                    all(oneOf("Detect", "Filter"), "action_category"),
                    all(oneOf("Semantic", "RE"), "inspect_category")),
            form(CollectionNames.INFORM_STRATEGY, all(TEXT, "name", "channel", "bot_id"), all(LIST, "chat_ids")),
            form(
                    CollectionNames.SUBSCRIPTION,
                    all(TEXT, "name", "agent_type"),
                    all(DATE, "start_time", "end_time"),
                    all(LIST, "event_level")),
            form(CollectionNames.CARD_TEMPLATE, all(TEXT, "agent_type", "channel", "template_id")),
            form(
                    CollectionNames.EVENT,
                    all(TEXT, "agent_type"),
                    all(LEVEL, "event_level"),
                    all(DATE, "created_at"),
                    all(NUMBER, "status")),
            form(
                    CollectionNames.NOTICE,
                    all(ID, "event_main_id"),
                    all(TEXT, "notice_channel", "target"),
                    all(NUMBER, "status")),
            form(CollectionNames.FEEDBACK, all(ID, "event_main_id"), all(TEXT, "out_message_id", "action")),
            form(Connect.COLLECTION, all(TEXT, "name", "type")),
            form(
                    CollectionNames.DATA_SOURCE,
                    all(TEXT, "name", "type"),
                    all(new Kind("a link", VeaiopsForms::link), "connect")),
            form(
                    CollectionNames.METRIC_TEMPLATE,
                    all(TEXT, "name", "metric_type", "display_unit"),
                    all(NUMBER, "min_step", "min_violation", "min_violation_ratio", "linear_scale")),
            form(CollectionNames.TASK, all(TEXT, "task_name", "datasource_type"), all(ID, "datasource_id")),
            form(
                    CollectionNames.TASK_VERSION,
                    all(ID, "task_id"),
                    all(NUMBER, "version", "n_count"),
                    all(TEXT, "direction", "status"),
                    all(OBJECT, "metric_template_value")),
            form(CollectionNames.SYNC_RECORD, all(ID, "task_id", "task_version_id"), all(NUMBER, "status", "total")),
            form(CollectionNames.REFRESH_RECORD, all(NUMBER, "status")),
            form(CollectionNames.PROJECT, all(TEXT, "project_id", "name")),
            form(CollectionNames.PRODUCT, all(TEXT, "product_id", "name")),
            form(CollectionNames.CUSTOMER, all(TEXT, "customer_id", "name")),
            form(MongoTakeOver.USERS, all(TEXT, "username", "password")));

    private VeaiopsForms() {}

    /** A type of values. */
    private record Kind(String words, Predicate<Object> fits) {}

    private record Wanted(String field, Kind kind) {}

    private record Form(List<Wanted> fields) {}

    static boolean knows(String collection) {
        return FORMS.containsKey(collection);
    }

    /** Why a document cannot be worked with; empty for one that can. */
    static Optional<String> fault(String collection, Document document) {
        for (Wanted wanted : Objects.requireNonNull(FORMS.get(collection)).fields()) {
            Object value = document.get(wanted.field());
            if (value == null) {
                return Optional.of(wanted.field() + " is missing");
            }
            if (!wanted.kind().fits().test(value)) {
                return Optional.of(wanted.field() + " is not " + wanted.kind().words());
            }
        }
        return collection.equals(CollectionNames.INTEREST) ? expressionFault(document) : Optional.empty();
    }

    private static Optional<String> expressionFault(Document rule) {
        return "RE".equals(rule.get("inspect_category"))
                ? StoredFields.text(rule, "regular_expression")
                        .map(InterestRule::fault)
                        .orElseGet(() -> Optional.of("regular_expression is missing"))
                : Optional.empty();
    }

    private static boolean link(Object value) {
        return ID.fits().test(value)
                || value instanceof DBRef reference && ID.fits().test(reference.getId())
                || value instanceof Document link && ID.fits().test(String.valueOf(link.get("$id")));
    }

    private static Kind oneOf(String... values) {
        return new Kind("one of " + String.join(", ", values), List.of(values)::contains);
    }

    private static List<Wanted> all(Kind kind, String... fields) {
        return Stream.of(fields).map(field -> new Wanted(field, kind)).toList();
    }

    @SafeVarargs
    private static Map.Entry<String, Form> form(String collection, List<Wanted>... fields) {
        List<Wanted> together = new ArrayList<>();
        for (List<Wanted> some : fields) {
            together.addAll(some);
        }
        return Map.entry(collection, new Form(together));
    }
}
