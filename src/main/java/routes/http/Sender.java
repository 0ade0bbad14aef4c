package routes.http;

import org.jspecify.annotations.Nullable;
import routes.account.Caller;

/**
 * Where a request comes from.
 *
 * @param address of the connection: that of a proxy when there is one
 * @param caller who the head of the request alone proves to send it; null when it proves nobody
 */
public record Sender(String address, @Nullable Caller caller) {
    static final Sender UNKNOWN = new Sender("", null);
}
