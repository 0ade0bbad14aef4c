package routes.extension;

import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import routes.http.ApiAnswer;
import routes.http.ApiRequest;

/** What is loaded: from where, in which version, and what is wrong with the newest one. */
public final class ExtensionApi {
    private final List<LiveKind> kinds;
    private final Supplier<List<Extension>> coded;

    /** @param coded what is a class */
    public ExtensionApi(List<LiveKind> kinds, Supplier<List<Extension>> coded) {
        this.kinds = List.copyOf(kinds);
        this.coded = coded;
    }

    /** By kind and name. */
    public ApiAnswer list(ApiRequest request) {
        return ApiAnswer.ok(Stream.concat(coded.get().stream(), kinds.stream().flatMap(kind -> kind.rows().stream()))
                .sorted(Comparator.comparing(Extension::kind).thenComparing(Extension::name))
                .toList());
    }
}
