package routes.extension.lint;

/**
 * One mistake.
 *
 * @param file name of the file
 * @param line where it is, from 1
 * @param place id of the route or the path to the node, such as {@code /0/route/from}; empty where the line says it all
 * @param message what is wrong and what is wanted
 */
public record LintFinding(String file, int line, String place, String message) {
    @Override
    public String toString() {
        return file + ":" + line + ": " + message + (place.isEmpty() ? "" : " (" + place + ")");
    }
}
