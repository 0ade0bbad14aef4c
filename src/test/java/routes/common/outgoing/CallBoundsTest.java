package routes.common.outgoing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.GZIPOutputStream;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The HTTP client within its bounds, against targets that speak HTTP as badly as they can. */
@Tag("slow")
class CallBoundsTest {
    private static final long DEADLINE_MILLIS = 700;
    private static final int MOST_BYTES = 1000;
    private static final int MEGABYTE = 1 << 20;

    private final ExecutorService targets = Executors.newCachedThreadPool();
    private final CallDeadlines deadlines = new CallDeadlines(Executors.defaultThreadFactory());

    /** What a target does with a connection once the head of the request has come. */
    private interface Manners {
        void answer(Socket caller) throws IOException;
    }

    @AfterEach
    void close() {
        deadlines.close();
        targets.shutdownNow();
    }

    @Test
    void an_answer_within_the_bounds_is_whole() throws IOException {
        assertThat(answer("whole", caller -> write(caller, ok("hello")))).isEqualTo("hello");
    }

    @Test
    void a_head_that_drips_ends_at_the_deadline() {
        assertTooLate("start", caller -> drip(caller, "HTTP/1.1 200 OK\r\nX: " + "a".repeat(1000)));
    }

    @Test
    void heads_without_end_end_at_the_deadline() {
        assertTooLate("start", caller -> {
            while (!caller.isClosed()) {
                write(caller, "HTTP/1.1 103 Early Hints\r\n\r\n");
                pause();
            }
        });
    }

    @Test
    void a_body_that_drips_ends_at_the_deadline() {
        assertTooLate("whole", caller -> drip(caller, ok("x".repeat(1000))));
    }

    @Test
    void the_status_counts_where_the_body_does_not() throws IOException {
        assertThat(answer("status", caller -> {
                    write(caller, "HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n");
                    drip(caller, "x".repeat(500));
                }))
                .isEmpty();
    }

    @Test
    void a_target_that_does_not_read_ends_the_call_at_the_deadline() {
        assertThatThrownBy(() -> call("start", new byte[64 * MEGABYTE], caller -> pauseUntilClosed(caller)))
                .isInstanceOf(InterruptedIOException.class);
    }

    @Test
    void of_a_long_answer_the_start_is_read() throws IOException {
        assertThat(answer("start", CallBoundsTest::endless)).isEqualTo("x".repeat(MOST_BYTES));
    }

    @Test
    void a_long_answer_is_an_error_where_all_of_it_counts() {
        assertThatThrownBy(() -> answer("whole", CallBoundsTest::endless))
                .isInstanceOf(AnswerTooLong.class)
                .hasMessageContaining("1000 bytes");
    }

    @Test
    void bytes_count_when_they_are_unpacked() throws IOException {
        byte[] bomb = packed(new byte[64 * MEGABYTE]);
        assertThat(bomb.length).isLessThan(MEGABYTE);

        assertThat(answer("start", caller -> {
                    write(
                            caller,
                            "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: " + bomb.length + "\r\n\r\n");
                    caller.getOutputStream().write(bomb);
                }))
                .hasSize(MOST_BYTES);
    }

    private void assertTooLate(String reading, Manners manners) {
        assertThatThrownBy(() -> answer(reading, manners))
                .isInstanceOf(InterruptedIOException.class)
                .hasMessageContaining(DEADLINE_MILLIS + " ms");
    }

    private String answer(String reading, Manners manners) throws IOException {
        return call(reading, new byte[] {'{', '}'}, manners);
    }

    private String call(String reading, byte[] body, Manners manners) throws IOException {
        HttpClientBuilder builder = HttpClientBuilder.create();
        new CallBounds(deadlines, DEADLINE_MILLIS, reading, MOST_BYTES).configureHttpClient(builder);
        try (ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
                CloseableHttpClient client = builder.build()) {
            targets.execute(() -> serve(server, manners));
            HttpPost post = new HttpPost("http://127.0.0.1:" + server.getLocalPort() + "/");
            post.setEntity(new ByteArrayEntity(body, ContentType.APPLICATION_JSON));
            return client.execute(
                    post, answer -> answer.getEntity() == null ? "" : EntityUtils.toString(answer.getEntity()));
        }
    }

    private static void serve(ServerSocket server, Manners manners) {
        try (Socket caller = server.accept()) {
            InputStream in = caller.getInputStream();
            in.readNBytes(1);
            manners.answer(caller);
        } catch (IOException expected) {
            // the caller has left, as it should
            return;
        }
    }

    private static String ok(String body) {
        return "HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    }

    private static void endless(Socket caller) throws IOException {
        write(caller, "HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n");
        while (!caller.isClosed()) {
            write(caller, "x".repeat(8192));
        }
    }

    private static void drip(Socket caller, String text) throws IOException {
        for (char one : text.toCharArray()) {
            write(caller, String.valueOf(one));
            pause();
        }
    }

    private static void write(Socket caller, String text) throws IOException {
        OutputStream out = caller.getOutputStream();
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    private static void pauseUntilClosed(Socket caller) {
        while (!caller.isClosed() && !Thread.currentThread().isInterrupted()) {
            pause();
        }
    }

    private static void pause() {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }

    private static byte[] packed(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream packing = new GZIPOutputStream(packed)) {
            packing.write(bytes);
        }
        return packed.toByteArray();
    }
}
