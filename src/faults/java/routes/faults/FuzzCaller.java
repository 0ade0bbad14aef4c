package routes.faults;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A caller that writes bytes on a connection which it keeps as long as the server does, and reads what is answered. */
final class FuzzCaller implements AutoCloseable {
    private static final int PATIENCE = 20_000;
    /** Where there need not be an answer. */
    private static final int SHORT = 1_000;

    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.\\d (\\d{3})");

    private final int port;
    private Socket socket = new Socket();
    private InputStream in = InputStream.nullInputStream();

    /** @param head status line and headers */
    record Answer(int status, String head, String body) {
        boolean has(String header) {
            return head.toLowerCase(Locale.ROOT).contains("\r\n" + header.toLowerCase(Locale.ROOT) + ":");
        }
    }

    FuzzCaller(int port) {
        this.port = port;
    }

    /** The answer; empty when the server closed the connection without one. */
    Optional<Answer> call(Fuzz.Request request) throws IOException {
        boolean kept = socket.isConnected() && !socket.isClosed();
        Optional<Answer> answer = once(request);
        return answer.isEmpty() && kept ? once(request) : answer;
    }

    private Optional<Answer> once(Fuzz.Request request) throws IOException {
        if (!socket.isConnected() || socket.isClosed()) {
            socket = new Socket("127.0.0.1", port);
            socket.setTcpNoDelay(true);
            in = new BufferedInputStream(socket.getInputStream());
        }
        socket.setSoTimeout(request.whole() ? PATIENCE : SHORT);
        write(request);
        Optional<Answer> answer = answer(request);
        if (!request.whole() || answer.map(FuzzCaller::closes).orElse(true)) {
            close();
        }
        return answer;
    }

    /** An answer may be there although not all was taken. */
    private void write(Fuzz.Request request) {
        try {
            socket.getOutputStream().write(request.bytes());
            socket.getOutputStream().flush();
        } catch (IOException closedMeanwhile) {
            return;
        }
    }

    private Optional<Answer> answer(Fuzz.Request request) {
        try {
            return read(request);
        } catch (IOException cutOrLate) {
            return Optional.empty();
        }
    }

    private static boolean closes(Answer answer) {
        return answer.head().toLowerCase(Locale.ROOT).contains("\r\nconnection: close") || answer.status() / 100 >= 4;
    }

    private Optional<Answer> read(Fuzz.Request request) throws IOException {
        String head = head();
        while (head.startsWith("HTTP/1.1 1")) {
            head = head();
        }
        Matcher status = STATUS.matcher(head);
        if (!status.lookingAt()) {
            return Optional.empty();
        }
        int code = Integer.parseInt(status.group(1));
        boolean empty = request.method().equals("HEAD") || code == 204 || code == 304;
        return Optional.of(new Answer(code, head, empty ? "" : new String(body(head), StandardCharsets.UTF_8)));
    }

    private byte[] body(String head) throws IOException {
        String lower = head.toLowerCase(Locale.ROOT);
        int length = lower.indexOf("\r\ncontent-length:");
        if (length >= 0) {
            String number = lower.substring(length + 17, lower.indexOf("\r\n", length + 2));
            return in.readNBytes(Integer.parseInt(number.strip()));
        }
        if (!lower.contains("\r\ntransfer-encoding: chunked")) {
            return in.readAllBytes();
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
            all.write(in.readNBytes(size));
            line();
        }
        line();
        return all.toByteArray();
    }

    private String head() throws IOException {
        StringBuilder head = new StringBuilder();
        for (String line = line(); !line.isEmpty(); line = line()) {
            head.append(line).append("\r\n");
        }
        return head.toString();
    }

    private String line() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            text.append((char) next);
        }
        return text.toString().stripTrailing();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
