package routes.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import routes.notice.Rate;

class MongoSendLogTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private static final String ROBOT = "Lark oc_1";
    private static final List<Rate> RATES = Rate.list("3/1s,5/1m");

    private final WireServer server = WireServer.start();
    private final MongoSendLog log = new MongoSendLog(server.database());

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void the_strictest_rate_decides() {
        IntStream.range(0, 3)
                .forEach(i -> assertThat(log.enter(ROBOT, RATES, NOW)).isZero());
        assertThat(log.enter(ROBOT, RATES, NOW)).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(2));

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
