package routes.extension;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.extension.Extension.Label;

/** The extensions of one kind by name, as they stand; changes are logged on the console. */
final class LoadedExtensions {
    private static final Logger LOG = LoggerFactory.getLogger(LoadedExtensions.class);

    private final Map<String, Extension> rows = new ConcurrentSkipListMap<>();
    private boolean begun;

    /** Records what came with the start, without a log line. */
    void begin(Extension working) {
        rows.put(working.name(), working);
    }

    /** Records what came with the application when it is asked for; what was saved since then stays. */
    synchronized void beginOnce(Supplier<Stream<Extension>> shipped) {
        if (!begun) {
            begun = true;
            shipped.get().forEach(working -> rows.putIfAbsent(working.name(), working));
        }
    }

    void works(Extension working) {
        rows.put(working.name(), working);
        LOG.info("{} {} works in its version {}", working.kind(), working.name(), working.version());
        working.problems().forEach(problem -> LOG.warn("{} {}: {}", working.kind(), working.name(), problem));
    }

    /** The version before it, if there is one, stays. The same problem is logged once. */
    void refuse(Label label, List<String> problems) {
        Extension before = rows.get(label.name());
        Extension refused = Extension.refused(label, problems, before);
        rows.put(label.name(), refused);
        if (!refused.equals(before)) {
            problems.forEach(problem -> LOG.warn("{} {} refused: {}", label.kind(), label.name(), problem));
        }
    }

    /** For what is gone with its file. */
    void forget(String name) {
        Extension before = rows.remove(name);
        if (before != null) {
            LOG.info("{} {} is gone with its file", before.kind(), name);
        }
    }

    List<Extension> rows() {
        return List.copyOf(rows.values());
    }
}
