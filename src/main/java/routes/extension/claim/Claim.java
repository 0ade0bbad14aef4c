package routes.extension.claim;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A name or a path that has one owner at a time.
 *
 * @param name as its owner writes it; of a path the method, a blank and the path
 */
public record Claim(Kind kind, String name) {
    private static final String ANY = "*";

    /** What is named; names of two kinds never meet. */
    public enum Kind {
        SOURCE("source"),
        CHANNEL("channel"),
        ROUTE("route id"),
        ROUTE_FILE("route file"),
        BEAN("bean"),
        PATH("path"),
        ENDPOINT("endpoint"),
        TEMPLATES("template folder");

        private final String word;

        Kind(String word) {
            this.word = word;
        }
    }

    /** @param methods separated by commas; blank for every one */
    public static Stream<Claim> paths(String methods, String path) {
        return Arrays.stream((methods.isBlank() ? ANY : methods).split(","))
                .map(method -> new Claim(
                        Kind.PATH, method.strip().toUpperCase(Locale.ROOT) + " " + path.replaceFirst("(?<=.)/$", "")));
    }

    /** Whether both cannot be had by two owners: the same name, or two paths that a request can match both. */
    boolean meets(Claim other) {
        if (kind != other.kind || kind != Kind.PATH) {
            return is(other);
        }
        return (method().equals(other.method())
                        || method().equals(ANY)
                        || other.method().equals(ANY))
                && samePath(path().split("/"), other.path().split("/"));
    }

    /** Whether it is the same name; types of channels are compared without case. */
    boolean is(Claim other) {
        return kind == other.kind
                && (kind == Kind.CHANNEL ? name.equalsIgnoreCase(other.name) : name.equals(other.name));
    }

    private String method() {
        return name.substring(0, name.indexOf(' '));
    }

    private String path() {
        return name.substring(name.indexOf(' ') + 1);
    }

    /** What a file shows of it: the path without its method. */
    String written() {
        return kind == Kind.PATH ? path() : name;
    }

    private static boolean samePath(String[] one, String[] other) {
        if (one.length != other.length) {
            return false;
        }
        for (int i = 0; i < one.length; i++) {
            boolean parameter = one[i].startsWith("{") || other[i].startsWith("{");
            if (!parameter && !one[i].equals(other[i])) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return kind.word + " " + name;
    }
}
