package routes.extension;

import java.util.List;
import java.util.Optional;

/** Settings that something beside routes takes while the hub runs. */
@FunctionalInterface
public interface LiveValues {
    /**
     * Takes the new value of a setting, at once or at its next use.
     *
     * @return whether it is one of these
     */
    boolean take(String name);

    /** What is wrong with a value, when the setting is one of these. */
    default Optional<String> problem(String name, String value) {
        return Optional.empty();
    }

    /** All of these together. */
    static LiveValues of(List<LiveValues> parts) {
        return new LiveValues() {
            @Override
            public boolean take(String name) {
                return parts.stream().anyMatch(part -> part.take(name));
            }

            @Override
            public Optional<String> problem(String name, String value) {
                return parts.stream()
                        .flatMap(part -> part.problem(name, value).stream())
                        .findFirst();
            }
        };
    }
}
