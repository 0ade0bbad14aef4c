package routes.api.page;

import java.util.List;
import java.util.Map;
import routes.http.ApiAnswer;
import routes.http.ApiRequest;

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
        Map<String, String> words = templates.of(language);
        return templates.answer(
                200,
                "message",
                language,
                Map.of(
                        "title",
                        words.getOrDefault("home", "") + " " + version,
                        "text",
                        words.getOrDefault("home_text", ""),
                        "links",
                        List.of(
                                Map.of("href", "docs", "name", words.getOrDefault("home_docs", "")),
                                Map.of("href", "openapi.yaml", "name", words.getOrDefault("home_contract", "")),
                                Map.of("href", "healthz", "name", words.getOrDefault("home_health", "")))));
    }
}
