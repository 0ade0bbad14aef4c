package routes.fakes;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What all fake platforms share: a loopback port, every call with its raw bytes (also at {@code GET /__calls}), a clock
 * that a test moves, and faults that a test scripts. What the platform answers is the fake's own.
 */
public abstract class FakePlatform implements AutoCloseable {
    static {
        // else the second part of an answer waits 40 ms for the client to acknowledge the first
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    protected final Clock clock;
    private final List<PlatformCall> calls = new CopyOnWriteArrayList<>();
    private final Queue<Function<Supplier<PlatformAnswer>, PlatformAnswer>> faults = new ConcurrentLinkedQueue<>();
    private final Queue<Aimed> aimed = new ConcurrentLinkedQueue<>();
    private final List<BiConsumer<PlatformCall, PlatformAnswer>> watchers = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final ExecutorService workers = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "fake platform");
        thread.setDaemon(true);
        return thread;
    });
    private final HttpServer server;
    private final DripLine line;

    /** @param port 0 is any free one */
    protected FakePlatform(Clock clock, int port) {
        this.clock = clock;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", this::take);
            server.setExecutor(workers);
            server.start();
            line = new DripLine(server.getAddress(), workers, port);
        } catch (IOException e) {
            throw new UncheckedIOException("starting a fake platform", e);
        }
    }

    /** How the platform itself answers. Called by many threads. */
    protected abstract PlatformAnswer answer(PlatformCall call);

    public final String url() {
        return "http://127.0.0.1:" + line.port();
    }

    /** Every call, in order. */
    public final List<PlatformCall> calls() {
        return List.copyOf(calls);
    }

    public final List<PlatformCall> calls(String path) {
        return calls.stream().filter(call -> call.path().equals(path)).toList();
    }

    /** The next call is answered so; the platform itself never sees it. */
    public final void next(PlatformAnswer fault) {
        faults.add(own -> fault);
    }

    /** The next call of this kind is answered so. */
    public final void next(Predicate<PlatformCall> kind, PlatformAnswer fault) {
        aimed.add(new Aimed(kind, fault));
    }

    /** From now on answers come one byte at a time after so many bytes; a negative number ends that. */
    public final void drip(int afterBytes) {
        line.dripAfter(afterBytes < 0 ? Integer.MAX_VALUE : afterBytes);
    }

    /** No call has been made and no fault is scripted. */
    public final void forget() {
        drip(-1);
        calls.clear();
        faults.clear();
        aimed.clear();
    }

    /** Reports every call with its answer, before the answer goes out. */
    public final void whenAnswered(BiConsumer<PlatformCall, PlatformAnswer> watcher) {
        watchers.add(watcher);
    }

    private record Aimed(Predicate<PlatformCall> kind, PlatformAnswer fault) {}

    /** The next call is worked on, and its answer comes so late. */
    public final void nextLate(Duration by) {
        faults.add(own -> own.get().late(by));
    }

    /** The next call is worked on, and its answer never comes. */
    public final void nextLostAfterWork() {
        faults.add(own -> {
            own.get();
            return PlatformAnswer.reset();
        });
    }

    /** Whether every scripted fault was met. */
    public final boolean faultsMet() {
        return faults.isEmpty() && aimed.isEmpty();
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            PlatformCall call = read(exchange);
            if (call.path().equals("/__calls")) {
                write(
                        exchange,
                        PlatformAnswer.json(
                                200, calls.stream().map(FakePlatform::shown).toList()));
                return;
            }
            calls.add(call);
            Function<Supplier<PlatformAnswer>, PlatformAnswer> fault = faultOf(call);
            PlatformAnswer reply = fault == null ? answer(call) : fault.apply(() -> answer(call));
            watchers.forEach(watcher -> watcher.accept(call, reply));
            write(exchange, reply);
        }
    }

    private @Nullable Function<Supplier<PlatformAnswer>, PlatformAnswer> faultOf(PlatformCall call) {
        for (Aimed one : aimed) {
            if (one.kind().test(call) && aimed.remove(one)) {
                return own -> one.fault();
            }
        }
        return faults.poll();
    }

    private PlatformCall read(HttpExchange exchange) throws IOException {
        Map<String, String> headers = new TreeMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
        return new PlatformCall(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getPath(),
                Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse(""),
                headers,
                exchange.getRequestBody().readAllBytes(),
                clock.instant());
    }

    private void write(HttpExchange exchange, PlatformAnswer answer) throws IOException {
        if (answer.cut() || closedWithin(answer.after())) {
            return;
        }
        answer.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
        byte[] body = answer.body();
        exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }

    private boolean closedWithin(Duration time) {
        try {
            return !time.isZero() && closed.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException expected) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private static Map<String, Object> shown(PlatformCall call) {
        return Map.of(
                "method", call.method(),
                "path", call.path(),
                "query", call.query(),
                "headers", call.headers(),
                "body", call.text(),
                "raw", Base64.getEncoder().encodeToString(call.body()),
                "at", call.at());
    }

    @Override
    public void close() {
        closed.countDown();
        line.close();
        server.stop(0);
        workers.shutdownNow();
    }
}
