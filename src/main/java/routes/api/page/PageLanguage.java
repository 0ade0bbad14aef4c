package routes.api.page;

import java.util.List;
import java.util.Locale;
import routes.http.ApiRequest;

/** In which language a page speaks. */
final class PageLanguage {
    /** The first stands in for languages that have no words. */
    static final List<String> ALL = List.of("en", "zh");

    private PageLanguage() {}

    /** The one that the query parameter {@code lang} names, else the one that the browser prefers. */
    static String of(ApiRequest request) {
        String wanted = request.query("lang")
                .or(() -> request.header("accept-language"))
                .orElse("")
                .strip()
                .toLowerCase(Locale.ROOT);
        return ALL.stream().filter(wanted::startsWith).findFirst().orElse(ALL.get(0));
    }
}
