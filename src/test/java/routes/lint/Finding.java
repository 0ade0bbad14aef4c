package routes.lint;

/**
 * One mistake.
 *
 * @param file name of the route file
 * @param place id of the route or the path to the node, such as {@code /0/route/from}
 * @param message what is wrong and what is wanted
 */
public record Finding(String file, String place, String message) {
    @Override
    public String toString() {
        return file + " " + place + ": " + message;
    }
}
