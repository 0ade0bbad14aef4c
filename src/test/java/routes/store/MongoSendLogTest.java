package routes.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import routes.notice.Rate;

@Tag("slow")
class MongoSendLogTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private static final String ROBOT = "Lark oc_1";
    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final List<Rate> RATES = Rate.list("3/1s,5/1m");

    private final WireServer server = WireServer.start();
    private final MongoSendLog log = copy();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void the_strictest_rate_decides() {
        IntStream.range(0, 3)
                .forEach(i -> assertThat(log.enter(ROBOT, RATES, NOW)).isZero());
        assertThat(log.enter(ROBOT, RATES, NOW)).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(2));

        IntStream.range(0, 3).forEach(i -> log.ended(ROBOT, NOW));
        Instant later = NOW.plusSeconds(5);
        IntStream.range(0, 2)
                .forEach(i -> assertThat(log.enter(ROBOT, RATES, later)).isZero());
        assertThat(log.enter(ROBOT, RATES, later)).isGreaterThan(Duration.ofSeconds(50));
    }

    @Test
    void targets_do_not_share_a_limit() {
        IntStream.range(0, 3).forEach(i -> log.enter(ROBOT, RATES, NOW));

        assertThat(log.enter("Lark oc_2", RATES, NOW)).isZero();
    }

    @Test
    void a_call_counts_until_it_has_ended_and_then_from_its_end() {
        List<Rate> one = Rate.list("1/1s");
        log.enter(ROBOT, one, NOW);

        assertThat(copy().enter(ROBOT, one, NOW.plusSeconds(9))).isEqualTo(Duration.ofMillis(1020));

        log.ended(ROBOT, NOW.plusSeconds(10));
        assertThat(copy().enter(ROBOT, one, NOW.plusSeconds(11))).isEqualTo(Duration.ofMillis(20));
        assertThat(copy().enter(ROBOT, one, NOW.plusMillis(11_020))).isZero();
    }

    @Test
    void a_call_that_did_not_take_place_leaves_its_permit() {
        List<Rate> one = Rate.list("1/1h");
        log.enter(ROBOT, one, NOW);

        log.unused(ROBOT);

        assertThat(copy().enter(ROBOT, one, NOW)).isZero();
    }

    @Test
    void calls_of_a_copy_that_died_end_with_their_leases() {
        List<Rate> one = Rate.list("1/1s");
        copy().enter(ROBOT, one, NOW);

        assertThat(log.enter(ROBOT, one, NOW.plus(LEASE))).isPositive();
        assertThat(log.enter(ROBOT, one, NOW.plus(LEASE).plusMillis(1020))).isZero();
        log.ended(ROBOT, NOW.plus(LEASE).plusMillis(1100));
        assertThat(log.enter(ROBOT, one, NOW.plus(LEASE).plusMillis(2200))).isZero();
    }

    @Test
    void no_stretch_of_a_period_sees_more_than_the_limit_however_long_calls_are_on_their_way() {
        Rate rate = Rate.list("5/1s").get(0);
        Random random = new Random(7);
        PriorityQueue<Instant> ends = new PriorityQueue<>();
        List<Instant> arrivals = new ArrayList<>();
        for (Instant now = NOW; now.isBefore(NOW.plusSeconds(60)); now = now.plusMillis(20)) {
            while (!ends.isEmpty() && !ends.peek().isAfter(now)) {
                log.ended(ROBOT, ends.poll());
            }
            if (log.enter(ROBOT, List.of(rate), now).isZero()) {
                int took = random.nextInt(1500);
                ends.add(now.plusMillis(took));
                arrivals.add(now.plusMillis(random.nextInt(took + 1)));
            }
        }
        arrivals.sort(null);

        assertThat(arrivals).hasSizeGreaterThan(100);
        IntStream.range(5, arrivals.size())
                .forEach(i -> assertThat(Duration.between(arrivals.get(i - 5), arrivals.get(i)))
                        .isGreaterThanOrEqualTo(rate.period()));
    }

    /** The log as another copy of the application has it. */
    private MongoSendLog copy() {
        return new MongoSendLog(server.database(), LEASE);
    }

    @Test
    void thirty_two_askers_at_once_share_what_there_is() throws Exception {
        List<Rate> ten = Rate.list("10/1h");
        ExecutorService askers = Executors.newFixedThreadPool(32);
        Callable<Boolean> ask = () ->
                IntStream.range(0, 20).mapToObj(i -> log.enter(ROBOT, ten, NOW)).anyMatch(Duration::isZero);

        int admitted = 0;
        for (Future<Boolean> one : askers.invokeAll(java.util.Collections.nCopies(32, ask))) {
            admitted += one.get() ? 1 : 0;
        }
        askers.shutdownNow();

        assertThat(admitted).isBetween(1, 10);
        assertThat(server.database()
                        .getCollection(CollectionNames.SEND_LOG)
                        .find()
                        .first()
                        .getLong("entries"))
                .isEqualTo(10);
    }
}
