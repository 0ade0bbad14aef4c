package routes.extension.lint;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.catalog.CamelCatalog;
import org.apache.camel.catalog.DefaultCamelCatalog;

/** What an endpoint is called: its component and its place without options, such as {@code kafka:veaiops.alarms}. */
public final class EndpointName {
    static final CamelCatalog CATALOG = new DefaultCamelCatalog(true);

    private EndpointName() {}

    /**
     * The name of an endpoint that stands in YAML, with the defaults of the settings that it names.
     *
     * @param endpoint a node with {@code uri} and {@code parameters}, or the URI as text
     */
    public static String of(JsonNode endpoint, DeclaredSettings settings) {
        String written = settings.resolve((endpoint.isTextual() ? endpoint : endpoint.path("uri")).asText());
        if (written.contains(":")) {
            return plain(written);
        }
        try {
            return plain(uri(endpoint, settings));
        } catch (URISyntaxException | IllegalArgumentException e) {
            return written;
        }
    }

    /** Without slashes and options: the URI of a running endpoint {@code kafka://a?b=c} is {@code kafka:a}. */
    public static String plain(String uri) {
        return uri.replaceFirst("\\?.*", "")
                .replaceFirst("^(https?):(?://)?https?:", "$1:")
                .replaceFirst("://", ":")
                .replace("%7B", "{")
                .replace("%7D", "}");
    }

    static String uri(JsonNode endpoint, DeclaredSettings settings) throws URISyntaxException {
        Map<String, String> options = new LinkedHashMap<>();
        endpoint.path("parameters")
                .properties()
                .forEach(option -> options.put(
                        option.getKey(), settings.resolve(option.getValue().asText())));
        return CATALOG.asEndpointUri(endpoint.path("uri").asText(), options, false);
    }
}
