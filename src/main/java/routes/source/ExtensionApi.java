package routes.source;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import org.jspecify.annotations.Nullable;
import routes.api.ApiAnswer;
import routes.api.ApiRequest;

/** What is loaded beside the code: from where, in which version, and what is wrong with the newest one. */
public final class ExtensionApi {
    private final SourceBook sources;

    public ExtensionApi(SourceBook sources) {
        this.sources = sources;
    }

    /**
     * One extension.
     *
     * @param state {@code working}, {@code previous_version_works} or {@code refused}
     * @param version of what works; null when nothing does
     * @param samples how many samples the working version passes
     */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Extension(
            String kind,
            String name,
            String state,
            SourcePack.Origin origin,
            String place,
            @Nullable String version,
            int samples,
            List<String> paths,
            List<String> problems) {}

    public ApiAnswer list(ApiRequest request) {
        return ApiAnswer.ok(
                sources.entries().stream().map(ExtensionApi::extension).toList());
    }

    private static Extension extension(SourceBook.Entry entry) {
        SourceFile file = entry.file();
        return new Extension(
                "alarm-source",
                entry.name(),
                state(entry),
                entry.origin(),
                entry.place(),
                file == null ? null : file.version(),
                entry.samples(),
                file == null ? List.of() : file.paths(),
                entry.problems());
    }

    private static String state(SourceBook.Entry entry) {
        if (entry.problems().isEmpty()) {
            return "working";
        }
        return entry.file() == null ? "refused" : "previous_version_works";
    }
}
