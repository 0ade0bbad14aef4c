package routes.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bson.Document;
import routes.e2e.Hub;

/**
 * Requests of every shape over every public path, between alarms that count. What they store may stay behind and hold other
 * alarms back: this row is the last one.
 */
final class FuzzFaults {
    private static final int REQUESTS = Integer.getInteger("faults.fuzz-requests", 50_000);
    private static final int CALLERS = 6;
    private static final int LONGEST_MINUTES = 8;
    /** Classes are loaded and caches filled by then. */
    private static final int WARM = REQUESTS / 5;
    /** What the heap may have more after the last request than after the first fifth, both after a full collection. */
    private static final long FLAT = 40 << 20;

    private static final int MOST_SHOWN = 12;
    private static final int AROUND = 100;
    private static final Pattern INSIDES = Pattern.compile(
            "java\\.|javax\\.|org\\.apache|routes\\.[a-z]+\\.[A-Z]|Exception|io\\.vertx|io\\.netty|com\\.(fasterxml|mongodb)|\\tat ");
    private static final Pattern LIVE = Pattern.compile("(?m)^Total\\s+\\d+\\s+(\\d+)");

    private FuzzFaults() {}

    static List<Fault> all() {
        return List.of(Fault.of(
                "%,d requests of every shape over every public path: no failure, no insides, memory flat"
                        .formatted(REQUESTS),
                FuzzFaults::fuzz));
    }

    private static void fuzz(Run run) {
        run.ground().restart(settings());
        run.atTheEnd(run.ground()::restart);
        run.ground().bot("Lark", "cli_fuzz", "s3cret", new Document("verification_token", "fuzz-verification"));
        run.ground().bot("Slack", "A0FUZZ", "s3cret", new Document("signing_secret", Fuzz.SIGNING_SECRET));
        run.webhook();
        Run.away(3);
        Load load = run.load(REQUESTS / 100, REQUESTS / 1000.0);
        Shots shots = new Shots(run.hub());
        shots.fire(WARM);
        long before = live(run.hub().pid());
        shots.fire(REQUESTS);
        load.stop();
        load.await();
        long after = live(run.hub().pid());
        System.out.printf(
                "fuzz: seed %d, answers %s, live heap %d MB after %,d requests and %d MB after %,d%n",
                FaultSuite.SEED, shots.statuses, before >> 20, WARM, after >> 20, REQUESTS);
        assertThat(shots.faults).as("seed %d", FaultSuite.SEED).isEmpty();
        assertThat(shots.share(2)).as("share of 2xx: %s", shots.statuses).isGreaterThan(0.1);
        assertThat(shots.statuses.getOrDefault(429, 0)).as("429").isZero();
        assertThat(after - before).as("growth of the live heap").isLessThan(FLAT);
        run.quietWhen(row -> row.accepted() > 0);
    }

    /** Every source lets its callers in, no address is paused for wrong tokens, and only our own alarms go to our webhook. */
    private static Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>(Map.of(
                "veaiops.http.wrong-tokens",
                "0",
                "veaiops.matching.unlabelled",
                "unrestricted-only",
                "veaiops.alarms.secret.sentry",
                Fuzz.SIGNING_SECRET));
        try (Stream<Path> sources = Files.list(Path.of("src", "main", "resources", "mappings"))) {
            sources.forEach(source -> settings.put("veaiops.alarms.token." + source.getFileName(), Hub.ALARM_TOKEN));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return settings;
    }

    /** Bytes of what the process can still reach. */
    private static long live(long pid) {
        try {
            Path jmap = Path.of(System.getProperty("java.home"), "bin", "jmap");
            Process process = new ProcessBuilder(jmap.toString(), "-histo:live", Long.toString(pid))
                    .redirectErrorStream(true)
                    .start();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            Matcher total = LIVE.matcher(text);
            assertThat(total.find()).as(text).isTrue();
            return Long.parseLong(total.group(1));
        } catch (IOException e) {
            throw new UncheckedIOException("Looking at the heap", e);
        }
    }

    /** The requests, one after another over several connections. */
    private static final class Shots {
        private final Hub hub;
        private final Fuzz fuzz = new Fuzz(FaultSuite.SEED);
        private final AtomicInteger next = new AtomicInteger();
        private final Map<Integer, Integer> statuses = new ConcurrentSkipListMap<>();
        private final Map<String, String> faults = new ConcurrentSkipListMap<>();

        Shots(Hub hub) {
            this.hub = hub;
        }

        /** @param until the number of the last request */
        void fire(int until) {
            ExecutorService pool = Executors.newFixedThreadPool(CALLERS);
            List<Future<?>> callers = IntStream.range(0, CALLERS)
                    .<Future<?>>mapToObj(caller -> pool.submit(() -> call(until)))
                    .toList();
            pool.shutdown();
            try {
                for (Future<?> caller : callers) {
                    caller.get(LONGEST_MINUTES, TimeUnit.MINUTES);
                }
            } catch (ExecutionException | TimeoutException e) {
                throw new IllegalStateException("the requests did not end, after " + next, e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                pool.shutdownNow();
            }
        }

        double share(int hundreds) {
            int all = statuses.values().stream().mapToInt(i -> i).sum();
            return statuses.entrySet().stream()
                            .filter(status -> status.getKey() / 100 == hundreds)
                            .mapToInt(Map.Entry::getValue)
                            .sum()
                    / (double) all;
        }

        private Void call(int until) throws IOException {
            try (FuzzCaller caller = new FuzzCaller(hub.port())) {
                while (next.get() < until) {
                    Fuzz.Request request = fuzz.request(next.getAndIncrement());
                    judge(request, caller.call(request));
                }
            }
            return null;
        }

        private void judge(Fuzz.Request request, Optional<FuzzCaller.Answer> answered) {
            if (answered.isEmpty()) {
                if (request.whole()) {
                    add("no answer", request, "");
                }
                return;
            }
            FuzzCaller.Answer answer = answered.get();
            statuses.merge(answer.status(), 1, Integer::sum);
            boolean patience = answer.status() == 503 && answer.has("Retry-After")
                    // a connect that the requests made leads to a platform that cannot be reached
                    || answer.status() == 502 && answer.body().contains("platform_failed");
            if (answer.status() >= 500 && !patience) {
                add(Integer.toString(answer.status()), request, answer.body());
            }
            String text = answer.head() + answer.body();
            Matcher insides = INSIDES.matcher(text);
            if (insides.find() && !request.path().equals("/openapi.yaml")) {
                int from = Math.max(0, insides.start() - AROUND);
                add("insides", request, text.substring(from, Math.min(text.length(), insides.end() + AROUND)));
            }
            if (answer.status() / 100 == 2 && !answer.body().contains("fault-")) {
                fuzz.learn(answer.body());
            }
        }

        /** The first of a kind is shown. */
        private void add(String what, Fuzz.Request request, String answer) {
            String kind = what + " at " + request.method() + " " + request.path();
            if (faults.size() < MOST_SHOWN) {
                faults.putIfAbsent(kind, request.shown() + "\n=> " + answer);
            }
        }
    }
}
