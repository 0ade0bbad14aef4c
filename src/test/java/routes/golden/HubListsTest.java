package routes.golden;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.camel.BindToRegistry;
import org.apache.camel.Endpoint;
import org.apache.camel.Route;
import org.apache.camel.spi.PackageScanClassResolver;
import org.apache.camel.util.StringHelper;
import org.apache.camel.util.URISupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What the application is made of, one line for each bean and route. After a meant change run this class with
 * {@code -Dgolden.write=true}; at a conflict of two changes run it again.
 */
@Tag("slow")
class HubListsTest {
    private static GoldenHub hub;

    @BeforeAll
    static void start() throws Exception {
        hub = GoldenHub.start();
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    @Test
    void beans_are_as_recorded() {
        Map<String, String> beans = new TreeMap<>();
        Set<Class<?>> classes = hub.context()
                .getCamelContextExtension()
                .getContextPlugin(PackageScanClassResolver.class)
                .findByFilter(GoldenHub::isShipped, "routes");
        for (Class<?> found : classes) {
            BindToRegistry bound = found.getAnnotation(BindToRegistry.class);
            if (bound != null) {
                beans.put(named(bound, StringHelper.decapitalize(found.getSimpleName())), found.getName());
            }
            Arrays.stream(found.getDeclaredMethods())
                    .filter(method -> method.isAnnotationPresent(BindToRegistry.class))
                    .forEach(method -> beans.put(
                            named(method.getAnnotation(BindToRegistry.class), method.getName()),
                            method.getReturnType().getName()));
        }
        check("beans.txt", beans);
    }

    @Test
    void routes_are_as_recorded() {
        Map<String, String> routes = hub.context().getRoutes().stream()
                .collect(Collectors.toMap(Route::getId, HubListsTest::described, (one, other) -> one, TreeMap::new));
        check("routes.txt", routes);
    }

    private static String described(Route route) {
        Endpoint from = route.getEndpoint();
        String methods = String.valueOf(parameters(from).getOrDefault("httpMethodRestrict", ""));
        return (methods + " " + from.getEndpointBaseUri()).strip() + " " + route.getConfigurationId();
    }

    private static Map<String, Object> parameters(Endpoint endpoint) {
        try {
            return URISupport.parseParameters(URI.create(endpoint.getEndpointUri()));
        } catch (URISyntaxException e) {
            throw new IllegalStateException(endpoint.getEndpointUri(), e);
        }
    }

    private static String named(BindToRegistry bound, String standard) {
        return bound.value().isEmpty() ? standard : bound.value();
    }

    private static void check(String file, Map<String, String> lines) {
        new GoldenFile(file)
                .check(lines.entrySet().stream()
                        .map(line -> line.getKey() + " " + line.getValue() + "\n")
                        .collect(Collectors.joining()));
    }
}
