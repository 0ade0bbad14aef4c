package routes.fakes;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server on every address of this machine that remembers at which of them it was connected to: sockets, not requests. */
public final class Sink implements AutoCloseable {
    private final ServerSocket server;
    private final List<String> dialled = new CopyOnWriteArrayList<>();
    private volatile String answer = "HTTP/1.1 200 OK\r\n";

    private Sink(ServerSocket server) {
        this.server = server;
    }

    public static Sink open() {
        try {
            Sink sink = new Sink(new ServerSocket(0));
            Thread thread = new Thread(sink::serve, "sink");
            thread.setDaemon(true);
            thread.start();
            return sink;
        } catch (IOException e) {
            throw new UncheckedIOException("opening a sink", e);
        }
    }

    public int port() {
        return server.getLocalPort();
    }

    /** The addresses at which a connection was accepted, in order. */
    public List<String> dialled() {
        return List.copyOf(dialled);
    }

    public void redirect(int status, String location) {
        answer = "HTTP/1.1 " + status + " Elsewhere\r\nLocation: " + location + "\r\n";
    }

    private void serve() {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                dialled.add(socket.getLocalAddress().getHostAddress());
                answer(socket);
            } catch (IOException expected) {
                continue;
            }
        }
    }

    private void answer(Socket socket) throws IOException {
        BufferedReader reader =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
        int length = 0;
        for (String line = reader.readLine(); line != null && !line.isEmpty(); line = reader.readLine()) {
            if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                length = Integer.parseInt(line.substring(line.indexOf(':') + 1).strip());
            }
        }
        reader.skip(length);
        String text = answer + "Content-Length: 0\r\nConnection: close\r\n\r\n";
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException("closing a sink", e);
        }
    }
}
