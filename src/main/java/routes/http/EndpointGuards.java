package routes.http;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What stands before the paths of alarm sources; each source names its own when it is set up. */
public final class EndpointGuards {
    private final Map<String, EndpointGuard> byPath = new ConcurrentHashMap<>();

    public void put(String path, EndpointGuard entrance) {
        byPath.put(path, entrance);
    }

    EndpointGuard of(String path) {
        return byPath.computeIfAbsent(path, EndpointGuard::open);
    }
}
