package routes.http;

/**
 * What stands before a path.
 *
 * @param endpoint the name in metrics and logs: a source, {@code api}, or the path of what is open
 * @param check of the caller, before the body is read
 */
public record EndpointGuard(String endpoint, HeadCheck check) {
    /** Of a path whose route alone looks at its callers. */
    static EndpointGuard open(String path) {
        return new EndpointGuard(path, head -> false);
    }
}
