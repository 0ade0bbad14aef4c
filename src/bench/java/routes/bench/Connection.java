package routes.bench;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** One keep-alive connection with at most one request under way; reads as much of an answer as is needed to see its end. */
final class Connection implements AutoCloseable {
    private static final int LARGEST_ANSWER = 64 << 10;
    private static final String LENGTH = "content-length:";
    private static final byte[] HEAD_END = {'\r', '\n', '\r', '\n'};
    private static final byte[] LAST_CHUNK = {'0', '\r', '\n', '\r', '\n'};

    private final SocketChannel channel;
    private final RequestTemplate template;
    private final byte[] request;
    private final ByteBuffer in = ByteBuffer.allocate(LARGEST_ANSWER);
    private long dueAt;
    private int status;

    private Connection(SocketChannel channel, RequestTemplate template) {
        this.channel = channel;
        this.template = template;
        this.request = template.copy();
    }

    static Connection open(int port, RequestTemplate template, Selector selector) throws IOException {
        SocketChannel channel = SocketChannel.open(new InetSocketAddress("127.0.0.1", port));
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        Connection connection = new Connection(channel, template);
        channel.register(selector, SelectionKey.OP_READ, connection);
        return connection;
    }

    void send(long key, long due) throws IOException {
        dueAt = due;
        template.patch(request, key, due);
        in.clear();
        ByteBuffer out = ByteBuffer.wrap(request);
        while (out.hasRemaining()) {
            channel.write(out);
        }
    }

    /** Reads what is there; whether the answer is complete now. */
    boolean answered() throws IOException {
        if (channel.read(in) < 0) {
            throw new EOFException("the server closed the connection");
        }
        int length = in.position();
        int head = indexOf(HEAD_END, Math.min(length, LARGEST_ANSWER));
        if (head < 0) {
            return false;
        }
        status = (in.get(9) - '0') * 100 + (in.get(10) - '0') * 10 + in.get(11) - '0';
        int announced = announcedLength(head);
        return announced >= 0
                ? length >= head + HEAD_END.length + announced
                : indexOf(LAST_CHUNK, length) == length - LAST_CHUNK.length;
    }

    /** -1: it comes in chunks. */
    private int announcedLength(int head) {
        String text = new String(in.array(), 0, head, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
        int at = text.indexOf(LENGTH);
        if (at < 0) {
            return -1;
        }
        int end = text.indexOf('\r', at);
        return Integer.parseInt(text.substring(at + LENGTH.length(), end < 0 ? text.length() : end)
                .strip());
    }

    private int indexOf(byte[] wanted, int length) {
        byte[] bytes = in.array();
        for (int at = 0; at + wanted.length <= length; at++) {
            int same = 0;
            while (same < wanted.length && bytes[at + same] == wanted[same]) {
                same++;
            }
            if (same == wanted.length) {
                return at;
            }
        }
        return -1;
    }

    long dueAt() {
        return dueAt;
    }

    int status() {
        return status;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
