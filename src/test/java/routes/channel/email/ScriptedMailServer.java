package routes.channel.email;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** An SMTP server that answers as a test scripts: what it says to a command, such as {@code RCPT TO:<a@b>}, by its beginning. */
final class ScriptedMailServer implements AutoCloseable {
    private static final String HANG = "hang";

    private final Map<String, String> replies = new ConcurrentHashMap<>();
    private final List<String> commands = new CopyOnWriteArrayList<>();
    private final List<String> messages = new CopyOnWriteArrayList<>();
    private final ServerSocket socket;

    ScriptedMailServer() throws IOException {
        socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread acceptor = new Thread(this::accept, "scripted mail server");
        acceptor.setDaemon(true);
        acceptor.start();
    }

    int port() {
        return socket.getLocalPort();
    }

    ScriptedMailServer saying(String command, String reply) {
        replies.put(command.toUpperCase(Locale.ROOT), reply);
        return this;
    }

    /** Says nothing more when it comes to that command. */
    ScriptedMailServer hangingAt(String command) {
        return saying(command, HANG);
    }

    void forget() {
        replies.clear();
        commands.clear();
        messages.clear();
    }

    List<String> commands() {
        return List.copyOf(commands);
    }

    /** What was taken, one message each. */
    List<String> messages() {
        return List.copyOf(messages);
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket caller = socket.accept();
                Thread session = new Thread(() -> serve(caller), "scripted mail session");
                session.setDaemon(true);
                session.start();
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket caller) {
        try (caller;
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(caller.getInputStream(), StandardCharsets.UTF_8));
                PrintWriter out = new PrintWriter(caller.getOutputStream(), true, StandardCharsets.UTF_8)) {
            say(out, "220 scripted");
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                commands.add(line);
                String reply = reply(line);
                if (reply.equals(HANG)) {
                    in.readLine();
                    return;
                }
                say(out, reply);
                if (reply.startsWith("354")) {
                    data(in);
                    say(out, replies.getOrDefault(".", "250 2.0.0 taken"));
                }
            }
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private void data(BufferedReader in) throws IOException {
        StringBuilder text = new StringBuilder();
        for (String line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
            text.append(line).append("\n");
        }
        if (!replies.containsKey(".")) {
            messages.add(text.toString());
        }
    }

    private String reply(String line) {
        String command = line.toUpperCase(Locale.ROOT);
        return replies.entrySet().stream()
                .filter(entry -> command.startsWith(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseGet(() -> command.startsWith("DATA") ? "354 go on" : "250 2.1.0 fine");
    }

    private static void say(PrintWriter out, String reply) {
        out.print(reply + "\r\n");
        out.flush();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
