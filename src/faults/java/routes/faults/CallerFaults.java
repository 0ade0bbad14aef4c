package routes.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import routes.e2e.Hub;
import routes.http.RawCaller;

/** Unknown callers that hold on to connections and memory, with the deadlines that the application comes with. */
final class CallerFaults {
    private static final int CALLERS = 400;
    private static final int ALARMS = 1000;
    private static final double SECONDS = 30;
    private static final String HEAP = "300m";
    /** {@code veaiops.http.max-body-bytes}. */
    private static final int LARGEST_BODY = 2_097_152;
    /** Longer than {@code veaiops.http.head-seconds} and {@code veaiops.http.body-seconds}. */
    private static final Duration CUT = Duration.ofSeconds(45);

    /** Only the body of this endpoint could prove who sends it. */
    private static final String HEAD = "POST /v2/enqueue HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
            + "Content-Length: " + LARGEST_BODY + "\r\n\r\n";

    private CallerFaults() {}

    static List<Fault> all() {
        return List.of(Fault.of(
                CALLERS + " half-sent bodies, " + CALLERS + " silent or dripping connections, a heap of " + HEAP,
                CallerFaults::heldOn));
    }

    private static void heldOn(Run run) {
        run.ground().restart(Map.of("veaiops.alarms.token.pagerduty", Hub.ALARM_TOKEN), HEAP);
        run.webhook();
        Run.away(3);
        AtomicInteger notReady = new AtomicInteger();
        SlowCallers callers = new SlowCallers(run.hub().port());
        run.atTheEnd(() -> {
            callers.close();
            run.ground().restart();
        });
        Load load = run.load(ALARMS, SECONDS);
        callers.begin(() -> look(run, notReady));
        callers.assertAllCutWithin(CUT);
        load.await();
        assertThat(notReady).as("looks at which it was not ready").hasValue(0);
        assertThat(load.unavailable())
                .as("posts of known callers answered with 503")
                .isZero();
        assertThat(load.cut()).as("posts of known callers cut off").isZero();
        assertThat(run.hub().isAlive()).isTrue();
        run.quietWhen(row -> row.delivered() == ALARMS);
        run.afterwards(() -> assertThat(run.hub().log()).doesNotContain("OutOfMemoryError"));
    }

    private static void look(Run run, AtomicInteger notReady) {
        if (!run.hub().isReady()) {
            notReady.incrementAndGet();
        }
    }

    /** Half of the connections say nothing or a byte a second, the others lack the last byte of the largest body. */
    private static final class SlowCallers implements AutoCloseable {
        private final List<RawCaller> silent = new ArrayList<>();
        private final List<RawCaller> dripping = new ArrayList<>();
        private final List<RawCaller> halfSent = new ArrayList<>();
        private final ExecutorService writers = Executors.newCachedThreadPool();
        private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(2);

        SlowCallers(int port) {
            open(port, silent, CALLERS / 2);
            open(port, dripping, CALLERS / 2);
            open(port, halfSent, CALLERS);
        }

        /** @param look what is done twice a second meanwhile */
        void begin(Runnable look) {
            dripping.forEach(caller -> write(caller, ascii("POST /alarms/zabbix HTTP/1.1\r\nHost: x\r\nX-A: ")));
            clock.scheduleAtFixedRate(
                    () -> dripping.forEach(caller -> write(caller, ascii("a"))), 1, 1, TimeUnit.SECONDS);
            clock.scheduleWithFixedDelay(look, 0, 500, TimeUnit.MILLISECONDS);
            byte[] most = ascii(HEAD + " ".repeat(LARGEST_BODY - 1));
            halfSent.forEach(caller -> writers.submit(() -> write(caller, most)));
        }

        void assertAllCutWithin(Duration time) {
            long end = System.nanoTime() + time.toNanos();
            for (RawCaller caller :
                    Stream.of(silent, dripping, halfSent).flatMap(List::stream).toList()) {
                Duration left = Duration.ofNanos(Math.max(end - System.nanoTime(), TimeUnit.SECONDS.toNanos(1)));
                assertThat(isCut(caller, left)).as("cut within %s", time).isTrue();
            }
        }

        private static boolean isCut(RawCaller caller, Duration time) {
            try {
                return caller.isCutWithin(time);
            } catch (IOException cut) {
                return true;
            }
        }

        private static byte[] ascii(String text) {
            return text.getBytes(StandardCharsets.US_ASCII);
        }

        private static void open(int port, List<RawCaller> callers, int count) {
            try {
                for (int i = 0; i < count; i++) {
                    callers.add(new RawCaller(port));
                }
            } catch (IOException e) {
                throw new UncheckedIOException("Opening connection " + callers.size(), e);
            }
        }

        private static void write(RawCaller caller, byte[] bytes) {
            try {
                caller.write(bytes);
            } catch (IOException cut) {
                // that is what the application is to do
            }
        }

        @Override
        public void close() {
            clock.shutdownNow();
            try {
                for (RawCaller caller : Stream.of(silent, dripping, halfSent)
                        .flatMap(List::stream)
                        .toList()) {
                    caller.close();
                }
            } catch (IOException e) {
                throw new UncheckedIOException("Closing a connection", e);
            }
            writers.shutdownNow();
        }
    }
}
