package routes.extension.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;
import routes.common.error.VeaiopsException;
import routes.common.yaml.YamlText;

/**
 * Every mapped source, in the version that works. A file that has problems, or whose samples do not pass, is refused with
 * its problems, and the version before it stays.
 */
public final class SourceRegistry {
    private final SourceFileReader reader;
    private final Map<String, Entry> entries = new ConcurrentSkipListMap<>();

    public SourceRegistry(SourceFileReader reader) {
        this.reader = reader;
    }

    /**
     * One source as it stands.
     *
     * @param file the version that works; null when there never was one
     * @param samples how many samples it passes
     * @param problems what is wrong with the newest version; empty when that is the one that works
     */
    public record Entry(
            String name,
            String place,
            SourcePack.Origin origin,
            @Nullable SourceFile file,
            int samples,
            List<String> problems) {}

    /** Takes a pack that is new or has changed, and says what came of it. */
    public Entry offer(SourcePack pack) {
        return take(pack, false);
    }

    /** Takes a pack whose samples have passed already. */
    public Entry offerChecked(SourcePack pack) {
        return take(pack, true);
    }

    private Entry take(SourcePack pack, boolean checked) {
        return entries.compute(pack.name(), (name, before) -> {
            List<String> problems = new ArrayList<>();
            Optional<SourceFile> read = reader.read(new YamlText(name, pack.place(), pack.yaml(), problems));
            read.filter(file -> !checked).ifPresent(file -> check(file, pack, problems));
            if (problems.isEmpty()) {
                return new Entry(
                        name,
                        pack.place(),
                        pack.origin(),
                        read.orElseThrow(),
                        pack.samples().size(),
                        List.of());
            }
            return new Entry(
                    name,
                    pack.place(),
                    pack.origin(),
                    before == null ? null : before.file(),
                    before == null ? 0 : before.samples(),
                    List.copyOf(problems));
        });
    }

    private static void check(SourceFile file, SourcePack pack, List<String> problems) {
        if (!file.name().equals(pack.name())) {
            problems.add(pack.place() + ":1: the folder is named " + pack.name() + ", not " + file.name());
        }
        SampleRun.problems(file, pack).forEach(what -> problems.add(pack.place() + ": " + what));
    }

    public List<Entry> entries() {
        return List.copyOf(entries.values());
    }

    /** The version of a source that works. */
    public SourceFile current(String name) {
        return find(name).orElseThrow(() -> new VeaiopsException("there is no mapped source " + name));
    }

    /** The version of a source that works; empty when no mapping file describes it. */
    public Optional<SourceFile> find(String name) {
        return Optional.ofNullable(entries.get(name)).map(Entry::file);
    }
}
