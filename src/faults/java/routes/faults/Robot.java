package routes.faults;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/** A target that speaks HTTP as well or as badly as scripted, by path, and keeps what it was sent. */
final class Robot implements AutoCloseable {
    private static final int BACKLOG = 500;

    private final ServerSocket server;
    private final ExecutorService workers = Executors.newCachedThreadPool();
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final Set<String> seen = ConcurrentHashMap.newKeySet();
    private final Map<String, Function<Call, Reply>> scripts = new ConcurrentHashMap<>();

    /**
     * One request.
     *
     * @param seenBefore whether the same message came before
     * @param took whether the robot showed it
     */
    record Call(String path, Map<String, String> headers, String body, Instant at, boolean seenBefore, boolean took) {
        /** The message's own id, or its text where there is none. */
        String message() {
            return headers.getOrDefault("webhook-id", body);
        }

        private Call answered(boolean shown) {
            return new Call(path, headers, body, at, seenBefore, shown);
        }
    }

    Robot() {
        try {
            server = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException("Opening a robot", e);
        }
        workers.submit(this::accept);
    }

    String url(String path) {
        return "http://127.0.0.1:" + server.getLocalPort() + path;
    }

    void answers(String path, Function<Call, Reply> script) {
        scripts.put(path, script);
    }

    List<Call> at(String path) {
        return calls.stream().filter(call -> call.path().equals(path)).toList();
    }

    private Void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                workers.submit(() -> serve(socket));
            } catch (IOException closed) {
                return null;
            }
        }
        return null;
    }

    private Void serve(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            Call call = read(in);
            Reply reply = scripts.getOrDefault(call.path(), any -> Reply.TAKEN).apply(call);
            calls.add(call.answered(reply.took()));
            if (reply.hangs()) {
                in.read();
            }
            write(reply, socket.getOutputStream());
            socket.shutdownOutput();
            in.readAllBytes();
        } catch (IOException callerLeft) {
            return null;
        }
        return null;
    }

    private static void write(Reply reply, OutputStream out) throws IOException {
        int atOnce = reply.drips() ? 0 : reply.bytes().length;
        out.write(reply.bytes(), 0, atOnce);
        out.flush();
        for (int next = atOnce; next < reply.bytes().length; next++) {
            out.write(reply.bytes()[next]);
            out.flush();
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
        }
    }

    private Call read(InputStream in) throws IOException {
        List<String> head = new ArrayList<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            head.add(line);
        }
        if (head.isEmpty()) {
            throw new IOException("no request");
        }
        Map<String, String> headers = new HashMap<>();
        head.stream().skip(1).forEach(line -> {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        });
        String path = head.get(0).split(" ")[1].split("\\?")[0];
        String body = new String(body(in, headers), StandardCharsets.UTF_8);
        Call call = new Call(path, headers, body, Instant.now(), false, false);
        boolean before = !seen.add(path + " " + call.message());
        return new Call(path, headers, body, call.at(), before, false);
    }

    private static byte[] body(InputStream in, Map<String, String> headers) throws IOException {
        if (!headers.containsKey("transfer-encoding")) {
            return in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int size = Integer.parseInt(line(in), 16); size > 0; size = Integer.parseInt(line(in), 16)) {
            all.write(in.readNBytes(size));
            line(in);
        }
        line(in);
        return all.toByteArray();
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            text.append((char) next);
        }
        return text.toString().stripTrailing();
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException("Closing a robot", e);
        }
        workers.shutdownNow();
    }
}
