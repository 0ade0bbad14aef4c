package routes.datasource;

/**
 * How a data source talks to its platform: every call waits for the quota of its concurrency group and goes over
 * the route {@code datasource-<type in small letters>}, where timeout and breaker stand.
 */
public interface PlatformCall {
    /**
     * Asks, and asks again when the question may be repeated and the failure passes. Waiting is bounded.
     *
     * @throws PlatformFailure of the reader, or of the call itself
     */
    <T> T ask(PlatformQuestion<T> question);
}
