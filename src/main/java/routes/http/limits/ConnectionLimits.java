package routes.http.limits;

/**
 * What one connection, and all of them together, may hold of a server.
 *
 * @param connections open at the same time; one more is closed at once
 * @param perAddress open at the same time from one address
 * @param headerBytes of one request, all headers together
 * @param headSeconds from the opening of a connection until its first request head is complete
 * @param bodySeconds from a request head until its body is complete
 * @param idleSeconds from an answer until the next request head is complete
 */
public record ConnectionLimits(
        int connections, int perAddress, int headerBytes, int headSeconds, int bodySeconds, int idleSeconds) {

    public ConnectionLimits {
        requirePositive("veaiops.http.max-connections", connections);
        requirePositive("veaiops.http.max-connections-per-address", perAddress);
        requirePositive("veaiops.http.max-header-bytes", headerBytes);
        requirePositive("veaiops.http.head-seconds", headSeconds);
        requirePositive("veaiops.http.body-seconds", bodySeconds);
        requirePositive("veaiops.http.idle-seconds", idleSeconds);
    }

    private static void requirePositive(String setting, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(setting + " must be 1 or more, not " + value);
        }
    }
}
