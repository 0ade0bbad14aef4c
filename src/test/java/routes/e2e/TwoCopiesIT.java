package routes.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two copies on the same stores behave as one. */
@Tag("slow")
class TwoCopiesIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** Between the posts of one caller: the copy that starts meanwhile needs the processor too. */
    private static final Duration PAUSE = Duration.ofMillis(10);

    private static final Map<String, String> SETTINGS =
            Map.of("veaiops.flapping.changes", "4", "veaiops.flapping.window-seconds", "8");

    private static Site site;
    private static RecordingTarget target;
    private static Hub one;
    private static Hub two;

    @BeforeAll
    static void start() {
        site = Site.start("copies");
        target = RecordingTarget.start();
        one = site.startHub(SETTINGS);
        two = site.startHub(SETTINGS);
        one.awaitReady();
        two.awaitReady();
    }

    @AfterAll
    static void stop() {
        target.close();
        site.close();
    }

    @Test
    void sixty_four_posts_at_once_over_both_copies_are_one_event_and_one_send() throws Exception {
        subscribe("storm");
        String alarm = Payloads.zabbix("PROBLEM", "storm", "storm");
        List<Callable<Integer>> posts = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            Hub hub = i % 2 == 0 ? one : two;
            posts.add(() -> hub.post("zabbix", alarm).statusCode());
        }

        ExecutorService callers = Executors.newFixedThreadPool(64);
        for (Future<Integer> answer : callers.invokeAll(posts)) {
            assertThat(answer.get()).isEqualTo(200);
        }
        callers.shutdown();

        awaitCounted("storm", 64);
        assertThat(events("storm")).hasSize(1);
        awaitSends("/storm", 1);
    }

    @Test
    void a_copy_that_is_killed_and_started_again_costs_no_alarm_and_no_second_message() {
        subscribe("rebalance");
        String alarm = Payloads.zabbix("PROBLEM", "rebalance", "rebalance");
        AtomicInteger taken = new AtomicInteger();
        AtomicInteger lost = new AtomicInteger();
        AtomicBoolean going = new AtomicBoolean(true);
        ExecutorService callers = callers(alarm, taken, lost, going);

        Awaitility.await().atMost(PATIENCE).until(() -> taken.get() > 200);
        two.kill();
        int atTheKill = taken.get();
        Awaitility.await().atMost(PATIENCE).until(() -> taken.get() > atTheKill + 400);
        two = site.hub(SETTINGS);
        int atTheReturn = taken.get();
        Awaitility.await().atMost(PATIENCE).until(() -> taken.get() > atTheReturn + 400);
        going.set(false);
        Awaitility.await().atMost(PATIENCE).until(callers::isTerminated);

        awaitCountedAtLeast("rebalance", taken.get());
        assertThat(counted("rebalance")).isBetween((long) taken.get(), (long) taken.get() + lost.get());
        assertThat(events("rebalance")).hasSize(1);
        awaitSends("/rebalance", 1);
    }

    @Test
    void what_one_subscription_gathers_over_both_copies_is_one_message() {
        ObjectNode rule = Payloads.subscription("gathered", target.url("/gathered"), List.of());
        rule.put("webhook_format", "event.v1").put("group_wait_seconds", 3).put("group_interval_seconds", 60);
        rule.putArray("group_by").add("project");
        subscribe(rule);

        for (int i = 0; i < 6; i++) {
            post(i % 2 == 0 ? one : two, "PROBLEM", "gathered", "host-" + i);
        }

        awaitSends("/gathered", 1);
        assertThat(events("gathered")).hasSize(6).allSatisfy(event -> assertThat(
                        target.at("/gathered").get(0).body())
                .contains(event.getObjectId("_id").toHexString()));
        List<Document> notices = notices("gathered");
        assertThat(notices).hasSize(6).allSatisfy(notice -> assertThat(notice.getString("state"))
                .isEqualTo("SENT"));
        assertThat(notices)
                .extracting(notice -> notice.getString("carried_by"))
                .doesNotContainNull()
                .containsOnly(notices.get(0).getString("carried_by"));
    }

    @Test
    void a_problem_that_flaps_over_both_copies_is_said_once_and_once_more_when_it_is_stable() {
        ObjectNode rule = Payloads.subscription("flaps", target.url("/flaps"), List.of());
        subscribe(rule.put("webhook_format", "event.v1"));

        for (int i = 0; i < 10; i++) {
            post(i % 3 == 0 ? one : two, i % 2 == 0 ? "PROBLEM" : "OK", "flaps", "flaps");
            awaitCounted("flaps", i + 1);
        }

        awaitSends("/flaps", 5);
        assertThat(notices("flaps"))
                .extracting(notice -> notice.getString("kind") + " " + notice.getString("state"))
                .containsOnlyOnce("flapping SENT", "stable SENT")
                .contains("opened SENT", "resolved SENT", "opened SUPPRESSED", "resolved SUPPRESSED");
        assertThat(target.at("/flaps").get(4).body()).contains("stable");
    }

    private static void post(Hub hub, String status, String project, String host) {
        assertThat(hub.post("zabbix", Payloads.zabbix(status, project, host)).statusCode())
                .isEqualTo(200);
    }

    private static List<Document> notices(String project) {
        List<String> ids = events(project).stream()
                .map(event -> event.getObjectId("_id").toHexString())
                .toList();
        return site.database().getCollection("veaiops__event_notice_detail").find().into(new ArrayList<>()).stream()
                .filter(notice -> ids.contains(String.valueOf(notice.get("event_main_id"))))
                .filter(notice -> !notice.getString("kind").equals("group"))
                .toList();
    }

    /** Two callers at each copy, until they are stopped. */
    private static ExecutorService callers(String alarm, AtomicInteger taken, AtomicInteger lost, AtomicBoolean going) {
        ExecutorService callers = Executors.newFixedThreadPool(4);
        for (int i = 0; i < 4; i++) {
            int caller = i;
            callers.submit(() -> {
                while (going.get()) {
                    post(caller % 2 == 0 ? one : two, alarm, taken, lost);
                    LockSupport.parkNanos(PAUSE.toNanos());
                }
            });
        }
        callers.shutdown();
        return callers;
    }

    /** A post whose answer the kill cut off may have been taken or not; the caller cannot know. */
    private static void post(Hub hub, String alarm, AtomicInteger taken, AtomicInteger lost) {
        try {
            if (hub.post("zabbix", alarm).statusCode() == 200) {
                taken.incrementAndGet();
            }
        } catch (UncheckedIOException killed) {
            lost.incrementAndGet();
            Awaitility.await().pollDelay(Duration.ofMillis(100)).until(() -> true);
        }
    }

    private static void subscribe(String project) {
        subscribe(Payloads.subscription(project, target.url("/" + project), List.of()));
    }

    private static void subscribe(ObjectNode rule) {
        assertThat(one.call("POST", "/apis/v1/manager/event-center/subscribe/", Payloads.text(rule))
                        .statusCode())
                .isEqualTo(201);
        Awaitility.await("both copies know the subscription")
                .pollDelay(Duration.ofSeconds(2))
                .until(() -> true);
    }

    private static List<Document> events(String project) {
        return site.database()
                .getCollection("veaiops__event")
                .find(new Document("project", project))
                .into(new ArrayList<>());
    }

    private static long counted(String project) {
        return events(project).stream()
                .mapToLong(event -> event.get("count", Number.class).longValue())
                .sum();
    }

    private static void awaitCounted(String project, long count) {
        awaitCountedAtLeast(project, count);
        assertThat(counted(project)).isEqualTo(count);
    }

    private static void awaitCountedAtLeast(String project, long count) {
        Awaitility.await("count of " + project).atMost(PATIENCE).until(() -> counted(project) >= count);
    }

    private static void awaitSends(String path, int count) {
        Awaitility.await("sends at " + path)
                .during(Duration.ofSeconds(2))
                .atMost(PATIENCE)
                .until(() -> target.at(path).size() == count);
    }
}
