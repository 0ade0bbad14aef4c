package routes.extension.lint;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.camel.catalog.CamelCatalog;
import org.apache.camel.catalog.DefaultCamelCatalog;

/** What an endpoint is called: its component and its place without options, such as {@code kafka:veaiops.alarms}. */
public final class EndpointName {
    /** The component that is a bean of the application. */
    static final String OWN = "platform-socket";

    static final CamelCatalog CATALOG = catalog();

    private EndpointName() {}

    /** Camel's catalog with the component that is ours. */
    private static CamelCatalog catalog() {
        CamelCatalog catalog = new DefaultCamelCatalog(true);
        try (InputStream options = EndpointName.class.getResourceAsStream("/components/" + OWN + ".json")) {
            catalog.addComponent(
                    OWN,
                    "routes.steps.socket.SocketComponent",
                    new String(Objects.requireNonNull(options).readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("the application holds its own components", e);
        }
        return catalog;
    }

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
