package routes.steps.socket;

import java.net.URISyntaxException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.camel.spi.EndpointUriFactory;
import org.apache.camel.support.component.EndpointUriFactorySupport;

/** Makes {@code platform-socket:<channel>} of the parameters that stand in YAML. Camel finds it by its file of services. */
public final class SocketUris extends EndpointUriFactorySupport implements EndpointUriFactory {
    private static final String SCHEME = "platform-socket";
    private static final String CHANNEL = "channel";
    private static final Set<String> NAMES = Set.of(
            CHANNEL,
            "checkMillis",
            "connectMillis",
            "firstRetryMillis",
            "longestRetryMillis",
            "maxFrameBytes",
            "allowPlain",
            "bridgeErrorHandler",
            "exceptionHandler",
            "exchangePattern");

    @Override
    public boolean isEnabled(String scheme) {
        return SCHEME.equals(scheme);
    }

    @Override
    public String buildUri(String scheme, Map<String, Object> properties, boolean encode) throws URISyntaxException {
        String syntax = scheme + ":" + CHANNEL;
        Map<String, Object> copy = new HashMap<>(properties);
        String uri = buildPathParameter(syntax, syntax, CHANNEL, null, true, copy);
        return buildQueryParameters(uri, copy, encode);
    }

    @Override
    public Set<String> propertyNames() {
        return NAMES;
    }

    @Override
    public Set<String> secretPropertyNames() {
        return Set.of();
    }

    @Override
    public Map<String, String> multiValuePrefixes() {
        return Map.of();
    }

    @Override
    public boolean isLenientProperties() {
        return false;
    }
}
