package routes.http;

import routes.common.error.RefusedRequest;

/** Which part of a list is asked for. */
public record Page(int skip, int limit) {
    public static final int DEFAULT_LIMIT = 100;
    /** Of one answer. A caller that asks for more gets this many, and is told so by the limit of the answer. */
    public static final int MOST = 500;
    /** Of a list that a monitoring platform answers: a namespace of theirs has several hundred metrics. */
    public static final int MOST_OF_PLATFORM = 1000;
    /** Of lists that people write by hand, such as metric templates: screens show them without pages. */
    public static final int MOST_OF_CONFIGURATION = 10_000;

    public Page {
        if (skip < 0) {
            throw RefusedRequest.invalid("skip", "skip must not be negative");
        }
        if (limit < 1) {
            throw RefusedRequest.invalid("limit", "limit must be at least 1");
        }
    }

    /** The first entries of a list. */
    public static Page first(int limit) {
        return new Page(0, limit);
    }
}
