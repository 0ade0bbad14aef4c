package routes.e2e;

import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.bson.Document;

/**
 * Two copies are replaced one after another by those of another version, and back, on the same stores and under load:
 * {@code RollingUpgrade <jar of the older version> <jar of the newer version> [seconds side by side]}. Every alarm that was answered
 * with success must have an event and a delivered message at the end ({@code e2e/upgrade.sh}).
 */
final class RollingUpgrade {
    private static final Duration PATIENCE = Duration.ofSeconds(180);
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final int CALLERS = 4;

    private final Site site = Site.start("upgrade");
    private final RecordingTarget target = RecordingTarget.start();
    private final List<Hub> copies = new ArrayList<>();
    private final Set<String> accepted = ConcurrentHashMap.newKeySet();
    private final AtomicInteger number = new AtomicInteger();
    private final AtomicInteger repeated = new AtomicInteger();
    private final AtomicBoolean going = new AtomicBoolean(true);
    private final Duration sideBySide;

    private RollingUpgrade(Duration sideBySide) {
        this.sideBySide = sideBySide;
    }

    public static void main(String[] arguments) throws InterruptedException {
        Duration time = Duration.ofSeconds(arguments.length > 2 ? Long.parseLong(arguments[2]) : 20);
        boolean kept = new RollingUpgrade(time).run(arguments[0], arguments[1]);
        System.exit(kept ? 0 : 1);
    }

    private boolean run(String older, String newer) throws InterruptedException {
        copies.add(started(older));
        copies.add(started(older));
        copies.get(0).created("subscribe", subscription());
        ExecutorService callers = callers();
        for (String next : List.of(newer, older)) {
            for (int copy = 0; copy < copies.size(); copy++) {
                rest();
                copies.get(copy).stop();
                copies.set(copy, started(next));
                say("copy " + (copy + 1) + " is now " + next.replaceFirst(".*/", ""));
            }
        }
        rest();
        going.set(false);
        callers.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        return report();
    }

    private Hub started(String jar) {
        System.setProperty("veaiops.packaged.jar", jar);
        return site.hub(Map.of());
    }

    private Map<String, Object> subscription() {
        Map<String, Object> rule = new HashMap<>(Map.of("webhook_format", "event.v1"));
        Payloads.subscription("roll", target.url("/roll"), List.of())
                .properties()
                .forEach(field -> rule.put(field.getKey(), field.getValue()));
        return rule;
    }

    /** Each alarm is a problem of its own; what is not answered with success is posted again to the other copy. */
    private ExecutorService callers() {
        ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
        for (int caller = 0; caller < CALLERS; caller++) {
            callers.submit(() -> {
                while (going.get()) {
                    int alarm = number.incrementAndGet();
                    post(Payloads.zabbix("PROBLEM", "roll", "host-" + alarm), alarm);
                    LockSupport.parkNanos(PAUSE.toNanos());
                }
            });
        }
        callers.shutdown();
        return callers;
    }

    private void post(String body, int first) {
        for (int turn = first; ; turn++) {
            try {
                HttpResponse<String> answer = copies.get(turn % copies.size()).post("zabbix", body);
                if (answer.statusCode() == 200) {
                    accepted.add(Hub.json(answer).path("data").asText());
                    return;
                }
            } catch (UncheckedIOException gone) {
                repeated.incrementAndGet();
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private void rest() {
        LockSupport.parkNanos(sideBySide.toNanos());
    }

    private boolean report() {
        Set<String> lost = Set.of();
        try {
            Awaitility.await()
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofSeconds(2))
                    .until(() -> lost().isEmpty());
        } catch (org.awaitility.core.ConditionTimeoutException late) {
            lost = lost();
        }
        List<String> ids =
                target.at("/roll").stream().map(RecordingTarget.Received::id).toList();
        say("accepted " + accepted.size() + " alarms, posted again " + repeated.get() + ", delivered "
                + ids.stream().distinct().count() + " messages, repeated "
                + (ids.size() - ids.stream().distinct().count())
                + ", lost " + lost.size());
        lost.stream().limit(5).forEach(one -> say("lost: " + one));
        target.close();
        site.close();
        return lost.isEmpty() && accepted.size() > 100;
    }

    /** Alarms that were accepted and whose event has no delivered message. */
    private Set<String> lost() {
        Set<String> sent = StreamSupport.stream(
                        site.database()
                                .getCollection("veaiops__event_notice_detail")
                                .find(new Document("state", "SENT"))
                                .spliterator(),
                        false)
                .map(notice -> String.valueOf(notice.get("event_main_id")))
                .collect(Collectors.toSet());
        return accepted.stream().filter(id -> !sent.contains(id)).collect(Collectors.toSet());
    }

    private static void say(String what) {
        System.out.println(what);
    }
}
