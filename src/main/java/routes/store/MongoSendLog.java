package routes.store;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import routes.notice.Rate;
import routes.notice.SendLog;

/**
 * The {@link SendLog} in MongoDB: one small document for each limited target, entered only as it was read, so that two
 * copies never share a permit. It holds for each call the latest time at which it may have arrived: the end of its lease
 * while it is under way, so that calls of a copy that died end by themselves, and its own end afterwards.
 */
public final class MongoSendLog implements SendLog {
    private static final Duration SOON = Duration.ofMillis(50);
    private static final String CALLS = "calls";

    private final MongoCollection<Document> logs;
    private final Duration lease;
    private final Map<String, Queue<Call>> underWay = new HashMap<>();

    private record Call(String field, Instant until) {}

    /** @param lease how long a call may be under way; zero where one counts when it begins, and its end is not reported */
    public MongoSendLog(MongoDatabase database, Duration lease) {
        logs = database.getCollection(CollectionNames.SEND_LOG);
        this.lease = lease;
    }

    @Override
    public Duration enter(String target, List<Rate> rates, Instant now) {
        Document log = logs.find(Filters.eq("_id", target)).first();
        List<Map.Entry<String, Instant>> calls = calls(log, now);
        List<Instant> arrivals = calls.stream().map(Map.Entry::getValue).toList();
        Duration wait = rates.stream()
                .map(rate -> rate.wait(arrivals, now))
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
        if (!wait.isZero()) {
            return wait;
        }
        int kept = rates.stream().mapToInt(Rate::permits).max().orElse(1);
        List<String> old = calls.stream()
                .limit(Math.max(0, calls.size() - kept + 1))
                .map(Map.Entry::getKey)
                .toList();
        return entered(target, log, now.plus(lease), old) ? Duration.ZERO : SOON;
    }

    /** The latest times at which calls may have arrived, oldest first; one that is under way may arrive just now. */
    private static List<Map.Entry<String, Instant>> calls(@Nullable Document log, Instant now) {
        Document calls = Optional.ofNullable(log)
                .map(found -> found.get(CALLS, Document.class))
                .orElseGet(Document::new);
        return calls.keySet().stream()
                .map(name -> Map.entry(name, earlier(calls.getDate(name).toInstant(), now)))
                .sorted(Map.Entry.comparingByValue())
                .toList();
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private boolean entered(String target, @Nullable Document log, Instant until, List<String> old) {
        long number = log == null ? 1 : log.getLong("entries") + 1;
        String name = "n" + number;
        boolean entered = log == null
                ? inserted(new Document("_id", target)
                        .append("entries", number)
                        .append(CALLS, new Document(name, Date.from(until))))
                : updated(target, number, name, until, old);
        if (entered) {
            begun(target, new Call(CALLS + "." + name, until));
        }
        return entered;
    }

    private boolean updated(String target, long number, String name, Instant until, List<String> old) {
        List<Bson> changes =
                new ArrayList<>(List.of(Updates.inc("entries", 1L), Updates.set(CALLS + "." + name, Date.from(until))));
        old.forEach(one -> changes.add(Updates.unset(CALLS + "." + one)));
        return logs.updateOne(
                                Filters.and(Filters.eq("_id", target), Filters.eq("entries", number - 1)),
                                Updates.combine(changes))
                        .getMatchedCount()
                == 1;
    }

    private boolean inserted(Document first) {
        try {
            logs.insertOne(first);
            return true;
        } catch (MongoWriteException e) {
            if (DuplicateKeys.caused(e)) {
                return false;
            }
            throw e;
        }
    }

    private void begun(String target, Call call) {
        synchronized (underWay) {
            Queue<Call> calls = underWay.computeIfAbsent(target, key -> new ArrayDeque<>());
            calls.removeIf(one -> one.until().isBefore(call.until().minus(lease)));
            calls.add(call);
        }
    }

    @Override
    public void ended(String target, Instant now) {
        oldest(target, now).ifPresent(call -> change(target, call, Updates.set(call.field(), Date.from(now))));
    }

    @Override
    public void unused(String target) {
        oldest(target, Instant.MIN).ifPresent(call -> change(target, call, Updates.unset(call.field())));
    }

    private void change(String target, Call call, Bson change) {
        logs.updateOne(Filters.and(Filters.eq("_id", target), Filters.exists(call.field())), change);
    }

    /** Calls to one target count alike: whichever ended, the one that began first is taken; those whose lease is over are not. */
    private Optional<Call> oldest(String target, Instant now) {
        synchronized (underWay) {
            Queue<Call> calls = underWay.getOrDefault(target, new ArrayDeque<>());
            Call call = calls.poll();
            while (call != null && call.until().isBefore(now)) {
                call = calls.poll();
            }
            if (calls.isEmpty()) {
                underWay.remove(target);
            }
            return Optional.ofNullable(call);
        }
    }
}
