package routes.faults;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.bson.Document;
import org.bson.types.ObjectId;

/** Looks every accepted alarm up in the store, and every message in what the robots showed. */
final class Account {
    private static final int UNMATCHED = 4;

    private final MongoDatabase store;

    /** Where an alarm is now. */
    enum Fate {
        DELIVERED,
        UNMATCHED,
        SUPPRESSED,
        DEAD,
        WAITING,
        LOST
    }

    Account(MongoDatabase store) {
        this.store = store;
    }

    Row row(String fault, Set<String> accepted, Collection<Robot.Call> calls) {
        Map<ObjectId, ObjectId> events = new HashMap<>();
        find("veaiops__alarm", "_id", accepted.stream().map(ObjectId::new).toList())
                .forEach(alarm -> events.put(alarm.getObjectId("_id"), alarm.getObjectId("event_id")));
        Map<ObjectId, Document> stored = new HashMap<>();
        find("veaiops__event", "_id", events.values()).forEach(event -> stored.put(event.getObjectId("_id"), event));
        Map<ObjectId, List<Document>> notices = new HashMap<>();
        find("veaiops__event_notice_detail", "event_main_id", stored.keySet())
                .forEach(notice -> notices.computeIfAbsent(notice.getObjectId("event_main_id"), id -> new ArrayList<>())
                        .add(notice));
        Map<Fate, Long> fates = new HashMap<>();
        accepted.forEach(id -> {
            ObjectId event = events.get(new ObjectId(id));
            Fate fate = event == null || !stored.containsKey(event)
                    ? Fate.LOST
                    : fate(stored.get(event), notices.getOrDefault(event, List.of()));
            fates.merge(fate, 1L, Long::sum);
        });
        List<Document> all = notices.values().stream()
                .flatMap(List::stream)
                .map(this::carrier)
                .toList();
        return row(fault, accepted.size(), fates, new Shown(calls), all);
    }

    /** The message that carried a notice to its target: itself, or the digest or group that it was folded into. */
    private Document carrier(Document notice) {
        String carrier = Objects.toString(notice.get("carried_by"), "");
        return carrier.isEmpty() || !"SENT".equals(notice.getString("state"))
                ? notice
                : find("veaiops__event_notice_detail", "_id", List.of(new ObjectId(carrier))).stream()
                        .filter(one -> "SENT".equals(one.getString("state")))
                        .findFirst()
                        .orElse(notice);
    }

    /** How many notices about these alarms are not at their end. */
    long waitingNotices(Set<String> accepted) {
        List<ObjectId> events = find(
                        "veaiops__alarm",
                        "_id",
                        accepted.stream().map(ObjectId::new).toList())
                .stream()
                .map(alarm -> alarm.getObjectId("event_id"))
                .toList();
        return find("veaiops__event_notice_detail", "event_main_id", events).stream()
                .filter(notice ->
                        List.of("PENDING", "SENDING", "RETRYING", "BUNDLED").contains(notice.getString("state")))
                .count();
    }

    private static Row row(String fault, long accepted, Map<Fate, Long> fates, Shown shown, List<Document> notices) {
        return new Row(
                fault,
                accepted,
                fates.getOrDefault(Fate.DELIVERED, 0L),
                fates.getOrDefault(Fate.WAITING, 0L),
                fates.getOrDefault(Fate.DEAD, 0L),
                fates.getOrDefault(Fate.SUPPRESSED, 0L),
                fates.getOrDefault(Fate.UNMATCHED, 0L),
                shown.duplicates(),
                fates.getOrDefault(Fate.LOST, 0L),
                notices.stream()
                        .filter(notice -> "SENT".equals(notice.getString("state")))
                        .filter(notice -> !shown.has(notice))
                        .count());
    }

    /** The worst of its notices decides: an alarm is delivered when everybody who should hear of it has. */
    private static Fate fate(Document event, List<Document> notices) {
        if (notices.isEmpty()) {
            return event.getInteger("status", 0) == UNMATCHED ? Fate.UNMATCHED : Fate.WAITING;
        }
        return notices.stream()
                .map(notice -> switch (notice.getString("state")) {
                    case "SENT" -> Fate.DELIVERED;
                    case "DEAD" -> Fate.DEAD;
                    case "SUPPRESSED", "SKIPPED" -> Fate.SUPPRESSED;
                    default -> Fate.WAITING;
                })
                .max(java.util.Comparator.naturalOrder())
                .orElseThrow();
    }

    private List<Document> find(String collection, String field, Collection<ObjectId> ids) {
        return store.getCollection(collection).find(Filters.in(field, ids)).into(new ArrayList<>());
    }

    /** What the robots showed: ids of notices and events, wherever in a message they stand. */
    private static final class Shown {
        private static final Pattern ID = Pattern.compile("[0-9a-f]{24}");

        private final Set<String> messages = new HashSet<>();
        private final Set<String> ids = new HashSet<>();
        private long duplicates;

        Shown(Collection<Robot.Call> calls) {
            calls.stream().filter(Robot.Call::took).forEach(call -> {
                duplicates += messages.add(call.path() + " " + call.message()) ? 0 : 1;
                ids.add(call.headers().getOrDefault("webhook-id", ""));
                ID.matcher(call.body()).results().map(MatchResult::group).forEach(ids::add);
            });
        }

        long duplicates() {
            return duplicates;
        }

        boolean has(Document notice) {
            return ids.contains(notice.getObjectId("_id").toHexString())
                    || ids.contains(notice.getObjectId("event_main_id").toHexString());
        }
    }
}
