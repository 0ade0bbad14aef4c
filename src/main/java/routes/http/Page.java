package routes.http;

import routes.common.error.RefusedRequest;

/** Which part of a list is asked for. */
public record Page(int skip, int limit) {
    public static final int DEFAULT_LIMIT = 100;
    public static final int MAX_LIMIT = 500;

    public Page {
        if (skip < 0) {
            throw RefusedRequest.invalid("skip", "skip must not be negative");
        }
        if (limit < 1 || limit > MAX_LIMIT) {
            throw RefusedRequest.invalid("limit", "limit must be within 1 to " + MAX_LIMIT);
        }
    }
}
