package routes.extension.source;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A mapping file with its samples, as found in the application or in the folder of extensions.
 *
 * @param name the folder's name, which is the source's
 * @param place where the mapping file stands
 * @param origin what brought it: the application, a folder or a plugin
 * @param functions the files of functions that it may include, by name
 */
public record SourcePack(
        String name, String place, Origin origin, String yaml, List<Sample> samples, Map<String, String> functions) {
    public SourcePack {
        samples = List.copyOf(samples);
        functions = Map.copyOf(functions);
    }

    /** One without files of functions. */
    public SourcePack(String name, String place, Origin origin, String yaml, List<Sample> samples) {
        this(name, place, origin, yaml, samples, Map.of());
    }

    /** Where a pack comes from. */
    public enum Origin {
        APPLICATION,
        FOLDER,
        JAR
    }

    /**
     * What the source posts, in the form that the ending of its name tells ({@link SamplePost}), and what has to come of it.
     *
     * @param expected the alarms without {@code _id}, {@code received_at} and {@code raw}, or
     *     {@code {"refused": {"error", "field", "message"}}}; absent when it only has to be valid
     */
    public record Sample(String name, byte[] body, Optional<byte[]> expected) {}
}
