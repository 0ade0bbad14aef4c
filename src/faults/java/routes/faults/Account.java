package routes.faults;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.types.ObjectId;

/** Looks every accepted alarm up in the store, and every message in what the robots showed. */
final class Account {
    private static final int SUBSCRIBED = 1;
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
        List<Document> all =
                carriers(notices.values().stream().flatMap(List::stream).toList());
        return row(fault, accepted.size(), fates, new Shown(calls), all);
    }

    /** The messages that carried notices to their targets: themselves, or the digests or groups that they were folded into. */
    private List<Document> carriers(List<Document> notices) {
        Set<ObjectId> ids = notices.stream()
                .filter(Account::carried)
                .map(notice -> new ObjectId(notice.getString("carried_by")))
                .collect(Collectors.toSet());
        Map<String, Document> sent = new HashMap<>();
        find("veaiops__event_notice_detail", "_id", ids).stream()
                .filter(Account::sent)
                .forEach(one -> sent.put(one.getObjectId("_id").toHexString(), one));
        return notices.stream()
                .map(notice -> carried(notice) ? sent.getOrDefault(notice.getString("carried_by"), notice) : notice)
                .toList();
    }

    private static boolean carried(Document notice) {
        return sent(notice) && notice.get("carried_by") != null;
    }

    private static boolean sent(Document notice) {
        return "SENT".equals(notice.getString("state"));
    }

    /** Events whose notices have all ended and which do not say so. */
    List<ObjectId> behind(Set<String> accepted) {
        List<Document> waiting = find("veaiops__event", "_id", eventsOf(accepted)).stream()
                .filter(event -> event.getInteger("status", 0) == SUBSCRIBED)
                .toList();
        Set<ObjectId> open = open(waiting.stream()
                        .map(event -> event.getObjectId("_id"))
                        .toList())
                .map(notice -> notice.getObjectId("event_main_id"))
                .collect(Collectors.toSet());
        return waiting.stream()
                .map(event -> event.getObjectId("_id"))
                .filter(id -> !open.contains(id))
                .toList();
    }

    private List<ObjectId> eventsOf(Set<String> accepted) {
        return find(
                        "veaiops__alarm",
                        "_id",
                        accepted.stream().map(ObjectId::new).toList())
                .stream()
                .map(alarm -> alarm.getObjectId("event_id"))
                .toList();
    }

    private Stream<Document> open(Collection<ObjectId> events) {
        return find("veaiops__event_notice_detail", "event_main_id", events).stream()
                .filter(notice ->
                        List.of("PENDING", "SENDING", "RETRYING", "BUNDLED").contains(notice.getString("state")));
    }

    /** How many notices about these alarms are not at their end. */
    long waitingNotices(Set<String> accepted) {
        return open(eventsOf(accepted)).count();
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
                shown.repeats,
                shown.duplicates,
                fates.getOrDefault(Fate.LOST, 0L),
                notices.stream()
                        .filter(Account::sent)
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
        private final Set<String> texts = new HashSet<>();
        private long repeats;
        private long duplicates;

        Shown(Collection<Robot.Call> calls) {
            calls.stream().filter(Robot.Call::took).forEach(call -> {
                count(call);
                ids.add(call.headers().getOrDefault("webhook-id", ""));
                ID.matcher(call.body()).results().map(MatchResult::group).forEach(ids::add);
            });
        }

        /** A target that takes a key knows a repeat by it, and only by it. */
        private void count(Robot.Call call) {
            boolean sameText = !texts.add(call.path() + " " + call.body());
            boolean sameKey = !messages.add(call.path() + " " + call.message());
            if (sameKey && call.headers().containsKey("webhook-id")) {
                repeats++;
            } else if (sameText) {
                duplicates++;
            }
        }

        boolean has(Document notice) {
            return ids.contains(notice.getObjectId("_id").toHexString())
                    || ids.contains(notice.getObjectId("event_main_id").toHexString());
        }
    }
}
