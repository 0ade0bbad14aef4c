package routes.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whatever is posted to the endpoints over HTTP: no answer is a failure of ours, and what is refused changes nothing. */
@Tag("slow")
class AnyBytesIT {
    private static final int TRIES = 120;
    private static final long SEED = 20261123;
    private static final List<String> TYPES = List.of(
            "application/json", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "text/plain");
    private static final List<String> ENDPOINTS = List.of(
            "/alarms/zabbix", "/alarms/aliyun", "/alarms/volcengine", "/apis/v1/manager/event-center/event/chatops/");

    private static Site site;
    private static Hub hub;

    @BeforeAll
    static void start() {
        site = Site.start("any-bytes");
        hub = site.hub(Map.of());
    }

    @AfterAll
    static void stop() {
        site.close();
    }

    @Test
    void arbitrary_bytes_are_refused_by_every_door() {
        Random random = new Random(SEED);

        assertAllRefused(random, () -> {
            byte[] bytes = new byte[random.nextInt(400)];
            random.nextBytes(bytes);
            return bytes;
        });
    }

    @Test
    void arbitrary_json_trees_are_refused_by_every_door() {
        Random random = new Random(SEED);

        assertAllRefused(random, () -> tree(random, 4).getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void arbitrary_forms_are_refused_by_every_door() {
        Random random = new Random(SEED);

        assertAllRefused(random, () -> form(random).getBytes(StandardCharsets.ISO_8859_1));
    }

    private static void assertAllRefused(Random random, Supplier<byte[]> bodies) {
        long before = site.alarms();
        for (int i = 0; i < TRIES; i++) {
            String endpoint = ENDPOINTS.get(i % ENDPOINTS.size());
            String type = TYPES.get(random.nextInt(TYPES.size()));
            HttpResponse<String> answer = hub.post(endpoint, type, bodies.get());
            assertThat(answer.statusCode())
                    .as("%s %s try %d: %s", endpoint, type, i, answer.body())
                    .isBetween(400, 422);
            assertThat(Hub.json(answer).path("error").asText()).isNotBlank();
        }
        assertThat(site.alarms()).isEqualTo(before);
    }

    private static String tree(Random random, int depth) {
        return switch (depth == 0 ? random.nextInt(4) : random.nextInt(6)) {
            case 0 -> "null";
            case 1 -> Boolean.toString(random.nextBoolean());
            case 2 -> Double.toString(random.nextGaussian() * 1e9);
            case 3 -> "\"" + word(random) + "\"";
            case 4 -> "[" + tree(random, depth - 1) + "," + tree(random, depth - 1) + "]";
            default -> "{\"" + word(random) + "\":" + tree(random, depth - 1) + "}";
        };
    }

    private static String form(Random random) {
        StringBuilder form = new StringBuilder();
        for (int i = random.nextInt(6); i >= 0; i--) {
            form.append(word(random))
                    .append(random.nextBoolean() ? "=" : "")
                    .append("%" + word(random))
                    .append('&');
        }
        return form.toString();
    }

    private static String word(Random random) {
        List<String> words = List.of(
                "params",
                "Resources",
                "Type",
                "data",
                "dimensions",
                "CamelHttpUri",
                "Content-Length",
                "kafka.KEY",
                "x");
        return words.get(random.nextInt(words.size()));
    }
}
