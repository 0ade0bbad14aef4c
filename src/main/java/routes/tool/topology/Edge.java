package routes.tool.topology;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * One way from a node to another. A node is {@code route:<id>}, {@code store:<collection>}, {@code java:<bean or class>} or
 * the name of an endpoint.
 *
 * @param by the bean or class that calls, or the endpoint at which a called route waits
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Edge(String from, Kind kind, String to, String by) {
    static final String ROUTE = "route:";
    static final String STORE = "store:";
    static final String JAVA = "java:";

    /** What happens on the way. */
    public enum Kind {
        /** An endpoint starts the route. */
        STARTS,
        /** A step sends there. */
        SENDS,
        /** A step of a route configuration sends there after a failure. */
        FAILS,
        /** Java calls the route. */
        CALLS,
        /** A step works on the store. */
        KEEPS
    }

    Edge(String from, Kind kind, String to) {
        this(from, kind, to, "");
    }
}
