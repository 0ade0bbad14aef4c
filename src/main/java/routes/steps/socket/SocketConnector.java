package routes.steps.socket;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import routes.channel.socket.NoSocket;
import routes.channel.socket.SocketMode.Conversation;

/** Opens connections, within a time; and says how long to wait before the next attempt. */
final class SocketConnector {
    private static final int MOST_DOUBLINGS = 20;

    private final HttpClient http;
    private final SocketEndpoint endpoint;

    SocketConnector(SocketEndpoint endpoint) {
        this.endpoint = endpoint;
        this.http = HttpClient.newBuilder()
                .connectTimeout(Duration.ofMillis(endpoint.connectMillis()))
                .build();
    }

    Clock clock() {
        return endpoint.component().clock();
    }

    /** @throws IOException if the platform does not open it in time */
    SocketConnection connect(Conversation conversation) throws IOException, InterruptedException {
        URI address = conversation.address();
        boolean plain = "ws".equals(address.getScheme()) && endpoint.allowPlain();
        if (!plain && !"wss".equals(address.getScheme())) {
            throw new NoSocket("the platform gave an address that is no wss:// URL");
        }
        SocketConnection connection = new SocketConnection(conversation, endpoint.maxFrameBytes());
        Duration time = Duration.ofMillis(endpoint.connectMillis());
        var opening = http.newWebSocketBuilder().connectTimeout(time).buildAsync(address, connection);
        try {
            opening.get(endpoint.connectMillis(), TimeUnit.MILLISECONDS);
            return connection;
        } catch (ExecutionException e) {
            throw new IOException("it cannot be opened: " + String.valueOf(e.getMessage()), e);
        } catch (TimeoutException e) {
            opening.cancel(true);
            opening.thenAccept(late -> late.abort());
            throw new IOException("it was not opened within " + time.toMillis() + " ms", e);
        }
    }

    /** @param failures attempts that failed in a row, from 1 on */
    Duration pause(int failures) {
        long doubled = endpoint.firstRetryMillis() << Math.min(MOST_DOUBLINGS, failures - 1);
        return Duration.ofMillis(Math.min(endpoint.longestRetryMillis(), doubled));
    }
}
