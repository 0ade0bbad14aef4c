package routes.extension.claim;

import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What has names and paths.
 *
 * @param place identifies it: its file, or a word for what is no file
 * @param text for people, such as "the coded source zabbix"
 * @param replaceable kinds of its names by which a file can take its place ({@code replaces})
 * @param application whether it is the application itself: of its own paths a fixed word may stand beside a parameter
 * @param file that makes it; null when it cannot be deleted while the hub runs
 */
public record Owner(String place, String text, Set<Claim.Kind> replaceable, boolean application, @Nullable Path file) {
    public Owner {
        replaceable = Set.copyOf(replaceable);
    }

    /** What came with the application. */
    public static Owner shipped(String place, String text, Claim.Kind... replaceable) {
        return new Owner(place, text, Set.of(replaceable), true, null);
    }

    /** What came with a plugin. @param what in words, such as "the source beeper" */
    public static Owner ofPlugin(String place, String what, Claim.Kind... replaceable) {
        return new Owner(place, what + " (" + place + ")", Set.of(replaceable), false, null);
    }

    /** A file that people save and delete. */
    public static Owner saved(String place, String what, Path file) {
        return new Owner(place, what + " (" + place + ")", Set.of(), false, file);
    }
}
