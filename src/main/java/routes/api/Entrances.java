package routes.api;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What stands before the paths of alarm sources; each source names its own when it is set up. */
public final class Entrances {
    private final Map<String, Entrance> byPath = new ConcurrentHashMap<>();

    public void put(String path, Entrance entrance) {
        byPath.put(path, entrance);
    }

    Entrance of(String path) {
        return byPath.computeIfAbsent(path, Entrance::open);
    }
}
