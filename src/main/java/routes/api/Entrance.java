package routes.api;

/**
 * What stands before a path.
 *
 * @param endpoint the name in metrics and logs: a source, {@code api}, or the path of what is open
 * @param check of the caller, before the body is read
 */
public record Entrance(String endpoint, HeadCheck check) {
    /** Of a path whose route alone looks at its callers. */
    static Entrance open(String path) {
        return new Entrance(path, head -> false);
    }
}
