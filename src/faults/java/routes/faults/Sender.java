package routes.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import routes.e2e.Hub;

/**
 * Posts as Alertmanager does behind a load balancer: over connections that are kept, to each address in turn, to the next one
 * where a connection is refused. What was cut off or answered with 5xx is posted again after 500 ms, then half as much longer
 * each time; what was answered with 4xx is given up.
 */
final class Sender {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final double LONGER = 1.5;
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final int SERVER_ERROR = 500;

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();
    private final List<String> addresses;
    private final String path;
    private final AtomicInteger turn = new AtomicInteger();
    private final AtomicInteger cut = new AtomicInteger();
    private final AtomicInteger impatient = new AtomicInteger();
    private final Map<Integer, Integer> statuses = new ConcurrentSkipListMap<>();

    Sender(List<String> addresses, String path) {
        this.addresses = List.copyOf(addresses);
        this.path = path;
    }

    /** The answer that ends the posting of this body. */
    HttpResponse<String> post(String body) {
        Duration pause = FIRST_PAUSE;
        while (true) {
            HttpResponse<String> answer = once(body);
            if (answer != null && answer.statusCode() < SERVER_ERROR) {
                return answer;
            }
            LockSupport.parkNanos(pause.toNanos());
            long longer = (long) (pause.toMillis() * LONGER);
            pause = Duration.ofMillis(Math.min(longer, LONGEST_PAUSE.toMillis()));
        }
    }

    /** How often each status was answered. */
    Map<Integer, Integer> statuses() {
        return Map.copyOf(statuses);
    }

    /** Posts that were sent and not answered. */
    int cut() {
        return cut.get();
    }

    /** Answers that did not say when to come back although they are 503. */
    int withoutRetryAfter() {
        return impatient.get();
    }

    private @Nullable HttpResponse<String> once(String body) {
        for (int tried = 0; tried < addresses.size(); tried++) {
            try {
                return noted(client.send(
                        request(addresses.get(turn.getAndIncrement() % addresses.size()), body),
                        BodyHandlers.ofString()));
            } catch (ConnectException refused) {
                continue;
            } catch (IOException cutOff) {
                cut.incrementAndGet();
                return null;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new UncheckedIOException(new IOException("stopped", e));
            }
        }
        return null;
    }

    private HttpRequest request(String address, String body) {
        return HttpRequest.newBuilder(URI.create(address + path))
                .timeout(TIMEOUT)
                .header("Authorization", "Bearer " + Hub.ALARM_TOKEN)
                .header("Content-Type", "application/json")
                .header("User-Agent", "Alertmanager/0.28.1")
                .POST(BodyPublishers.ofString(body))
                .build();
    }

    private HttpResponse<String> noted(HttpResponse<String> answer) {
        statuses.merge(answer.statusCode(), 1, Integer::sum);
        if (answer.statusCode() == 503
                && answer.headers().firstValue("Retry-After").isEmpty()) {
            impatient.incrementAndGet();
        }
        return answer;
    }
}
