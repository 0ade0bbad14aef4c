package routes.extension;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import org.jspecify.annotations.Nullable;
import routes.extension.source.SourcePack.Origin;

/**
 * One thing that is loaded, or was refused.
 *
 * @param origin what brought it: the application, a folder or a jar
 * @param place its file, folder or jar
 * @param version of what works: stated by its jar, or the first digits of a hash; null when nothing works
 * @param samples how many samples the working version passes
 * @param paths at which it takes posts
 * @param provides what a plugin brings, such as a component
 * @param replaces what it took the place of
 * @param problems what is wrong with the newest version, or what a restart is needed for
 */
@JsonNaming(SnakeCaseStrategy.class)
public record Extension(
        String kind,
        String name,
        State state,
        Origin origin,
        String place,
        @Nullable String version,
        int samples,
        List<String> paths,
        List<String> provides,
        List<String> replaces,
        List<String> problems) {

    public Extension {
        paths = List.copyOf(paths);
        provides = List.copyOf(provides);
        replaces = List.copyOf(replaces);
        problems = List.copyOf(problems);
    }

    /** How it stands. */
    public enum State {
        @JsonProperty("working")
        WORKING,
        @JsonProperty("previous_version_works")
        PREVIOUS_VERSION_WORKS,
        @JsonProperty("off")
        OFF,
        @JsonProperty("needs_restart")
        NEEDS_RESTART,
        @JsonProperty("refused")
        REFUSED
    }

    /** What it is, and where it comes from. */
    record Label(String kind, String name, Origin origin, String place) {}

    static Extension working(Label label, String version) {
        return new Extension(
                label.kind(),
                label.name(),
                State.WORKING,
                label.origin(),
                label.place(),
                version,
                0,
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    /** @param before the version that works, if any does */
    static Extension refused(Label label, List<String> problems, @Nullable Extension before) {
        if (before == null || before.version() == null) {
            return new Extension(
                    label.kind(),
                    label.name(),
                    State.REFUSED,
                    label.origin(),
                    label.place(),
                    null,
                    0,
                    List.of(),
                    List.of(),
                    List.of(),
                    problems);
        }
        return new Extension(
                label.kind(),
                label.name(),
                State.PREVIOUS_VERSION_WORKS,
                label.origin(),
                label.place(),
                before.version(),
                before.samples(),
                before.paths(),
                before.provides(),
                before.replaces(),
                problems);
    }

    Extension providing(List<String> parts) {
        return new Extension(kind, name, state, origin, place, version, samples, paths, parts, replaces, problems);
    }

    Extension replacing(List<String> others) {
        return new Extension(kind, name, state, origin, place, version, samples, paths, provides, others, problems);
    }

    Extension waiting(List<String> reasons) {
        return new Extension(
                kind, name, State.NEEDS_RESTART, origin, place, version, samples, paths, provides, replaces, reasons);
    }

    @JsonIgnore
    boolean isRefused() {
        return state == State.REFUSED || state == State.PREVIOUS_VERSION_WORKS;
    }
}
