package routes.http;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A connection on which a test writes what it likes, byte by byte. */
public final class RawCaller implements AutoCloseable {
    private static final int WAIT = 20_000;

    private final Socket socket;

    public RawCaller(int port) throws IOException {
        socket = new Socket("127.0.0.1", port);
        socket.setSoTimeout(WAIT);
    }

    /** @return this */
    public RawCaller write(String text) throws IOException {
        return write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** @return this */
    public RawCaller write(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
        return this;
    }

    /** The next answer: its head, and its body as far as Content-Length says. */
    public String answer() throws IOException {
        StringBuilder text = new StringBuilder();
        while (text.indexOf("\r\n\r\n") < 0) {
            int next = socket.getInputStream().read();
            if (next < 0) {
                return text.toString();
            }
            text.append((char) next);
        }
        String head = text.toString();
        int at = head.toLowerCase().indexOf("content-length:");
        int length = at < 0
                ? 0
                : Integer.parseInt(
                        head.substring(at + 15, head.indexOf('\r', at)).strip());
        return head + new String(socket.getInputStream().readNBytes(length), StandardCharsets.UTF_8);
    }

    /** Whether the server has closed the connection, or does so within this time. */
    public boolean isCutWithin(Duration time) throws IOException {
        socket.setSoTimeout((int) time.toMillis());
        try {
            while (socket.getInputStream().read() >= 0) {
                // what was on its way before the end
            }
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
