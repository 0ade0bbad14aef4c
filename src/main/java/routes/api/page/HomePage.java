package routes.api.page;

import java.util.List;
import java.util.Map;
import routes.http.ApiAnswer;
import routes.http.ApiRequest;
import routes.notice.render.Words;

/** What this is and where to go, for who opens the address of the hub in a browser. */
public final class HomePage {
    private final PageTemplates templates;
    private final String version;

    public HomePage(PageTemplates templates, String version) {
        this.templates = templates;
        this.version = version;
    }

    public ApiAnswer show(ApiRequest request) {
        String language = PageLanguage.of(request);
        Words words = templates.of(language);
        return templates.answer(
                200,
                "message",
                language,
                Map.of(
                        "title",
                        words.of("home") + " " + version,
                        "text",
                        words.of("home_text"),
                        "links",
                        List.of(
                                Map.of("href", "docs", "name", words.of("home_docs")),
                                Map.of("href", "openapi.yaml", "name", words.of("home_contract")),
                                Map.of("href", "healthz", "name", words.of("home_health")))));
    }
}
