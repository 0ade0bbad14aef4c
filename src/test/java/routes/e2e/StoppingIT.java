package routes.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What callers are answered while the application starts, runs and stops. */
@Tag("slow")
class StoppingIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** Between the calls of one caller: callers that never rest take the processor from the start that they look at. */
    private static final Duration PAUSE = Duration.ofMillis(10);
    /** No bot of Lark is set up. */
    private static final int NO_BOT = 404;

    private static final Map<String, Set<Integer>> WANTED = Map.of(
            "POST /alarms/zabbix", Set.of(200, 503),
            "POST /alarms/alertmanager", Set.of(200, 503),
            "POST /apis/v1/manager/event-center/event/intelligent_threshold/zabbix", Set.of(200, 503),
            "POST /webhooks/lark", Set.of(NO_BOT, 503),
            "GET /apis/v1/manager/event-center/event", Set.of(200, 503),
            "GET /healthz", Set.of(200, 503));

    private static Site site;

    @BeforeAll
    static void start() {
        site = Site.start("stopping");
    }

    @AfterAll
    static void stop() {
        site.close();
    }

    @Test
    void no_path_is_ever_answered_as_if_it_were_not_there() {
        Hub hub = site.hub(Map.of("veaiops.alarms.token.alertmanager", Hub.ALARM_TOKEN));
        Seen seen = new Seen();
        List<Thread> callers = new ArrayList<>();
        WANTED.keySet().forEach(what -> callers.add(caller(what, hub.url(), seen)));
        callers.forEach(Thread::start);
        try {
            Awaitility.await("calls").atMost(PATIENCE).until(() -> seen.calls.get() > 60);

            ProcessHandle.of(hub.pid()).orElseThrow().destroy();

            Awaitility.await("the end").atMost(PATIENCE).until(() -> !hub.isAlive());
            Hub again = site.hub(Map.of(
                    "veaiops.alarms.token.alertmanager",
                    Hub.ALARM_TOKEN,
                    "veaiops.http.port",
                    hub.url().replaceAll(".*:", "")));
            again.awaitReady();
            int before = seen.calls.get();
            Awaitility.await("calls").atMost(PATIENCE).until(() -> seen.calls.get() > before + 30);
            again.close();
        } finally {
            callers.forEach(Thread::interrupt);
            hub.close();
        }

        assertNoneIsMissing(seen);
    }

    private static void assertNoneIsMissing(Seen seen) {
        assertThat(seen.statuses.keySet()).containsExactlyInAnyOrderElementsOf(WANTED.keySet());
        seen.statuses.forEach(
                (what, statuses) -> assertThat(WANTED.get(what)).as(what).containsAll(statuses.keySet()));
        assertThat(seen.statuses.get("POST /alarms/zabbix")).containsKey(200);
        assertThat(seen.withoutRetryAfter).hasValue(0);
        assertThat(seen.withoutPath).hasValue(0);
    }

    private static Thread caller(String what, String url, Seen seen) {
        String[] words = what.split(" ");
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + words[1]))
                .timeout(Duration.ofSeconds(20))
                .header("Authorization", "Bearer " + (words[0].equals("GET") ? Hub.ADMIN_TOKEN : Hub.ALARM_TOKEN))
                .header("Content-Type", "application/json")
                .method(
                        words[0],
                        words[0].equals("GET") ? BodyPublishers.noBody() : BodyPublishers.ofString(body(what)))
                .build();
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        return new Thread(() -> {
            while (!Thread.currentThread().isInterrupted()) {
                try {
                    seen.add(what, client.send(request, BodyHandlers.ofString()));
                    LockSupport.parkNanos(PAUSE.toNanos());
                } catch (IOException refused) {
                    LockSupport.parkNanos(PAUSE.toNanos());
                } catch (InterruptedException end) {
                    return;
                }
            }
        });
    }

    private static String body(String what) {
        return what.endsWith("alertmanager")
                ? """
                {"version":"4","status":"firing","alerts":[{"status":"firing","labels":{"alertname":"Stop"},
                "annotations":{},"startsAt":"2026-05-01T03:00:00Z","fingerprint":"f1"}]}"""
                : Payloads.zabbix("PROBLEM", "stop", "web-1");
    }

    private static final class Seen {
        private final AtomicInteger calls = new AtomicInteger();
        private final AtomicInteger withoutRetryAfter = new AtomicInteger();
        private final AtomicInteger withoutPath = new AtomicInteger();
        private final Map<String, Map<Integer, Integer>> statuses = new ConcurrentSkipListMap<>();

        void add(String what, HttpResponse<String> answer) {
            statuses.computeIfAbsent(what, one -> new ConcurrentSkipListMap<>())
                    .merge(answer.statusCode(), 1, Integer::sum);
            calls.incrementAndGet();
            if (answer.statusCode() == 404 && answer.body().contains("nothing at this path")) {
                withoutPath.incrementAndGet();
            }
            if (answer.statusCode() == 503
                    && answer.headers().firstValue("Retry-After").isEmpty()) {
                withoutRetryAfter.incrementAndGet();
            }
        }
    }
}
