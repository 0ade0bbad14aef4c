package routes.extension.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;
import routes.common.error.VeaiopsException;
import routes.common.yaml.YamlText;
import routes.extension.claim.Marks;

/**
 * Every mapped source, in the version that works. A file that has problems, or whose samples do not pass, is refused with
 * its problems, and the version before it stays.
 */
public final class SourceRegistry {
    private final SourceFileReader reader;
    private final Map<String, Entry> entries = new ConcurrentSkipListMap<>();
    private final Map<String, Entry> shipped = new ConcurrentHashMap<>();

    public SourceRegistry(SourceFileReader reader) {
        this.reader = reader;
    }

    /**
     * One source as it stands.
     *
     * @param file the version that works; null when there never was one
     * @param samples how many samples it passes
     * @param off whether the file switches its source off
     * @param problems what is wrong with the newest version; empty when that is the one that works
     */
    public record Entry(
            String name,
            String place,
            SourcePack.Origin origin,
            @Nullable SourceFile file,
            int samples,
            boolean off,
            List<String> problems) {
        public Entry {
            problems = List.copyOf(problems);
        }
    }

    /** Takes a pack that is new or has changed, and says what came of it. */
    public Entry offer(SourcePack pack) {
        return take(pack, checked(pack));
    }

    /** Takes a pack whose samples have passed already. */
    public Entry offerChecked(SourcePack pack) {
        return take(pack, read(pack, true));
    }

    private Entry take(SourcePack pack, Entry read) {
        if (!read.problems().isEmpty()) {
            return refuse(pack, read.problems());
        }
        keep(read);
        return read;
    }

    /** What would come of a pack; nothing changes. */
    public Entry checked(SourcePack pack) {
        return read(pack, false);
    }

    private Entry read(SourcePack pack, boolean checked) {
        List<String> problems = new ArrayList<>();
        Optional<SourceFile> read =
                reader.read(new YamlText(pack.name(), pack.place(), pack.yaml(), problems), pack.functions());
        read.filter(file -> !checked).ifPresent(file -> check(file, pack, problems));
        return new Entry(
                pack.name(),
                pack.place(),
                pack.origin(),
                problems.isEmpty() ? read.orElseThrow() : null,
                pack.samples().size(),
                Marks.off(pack.yaml()),
                problems);
    }

    /** Its version is that of the source from now on; one of the application comes back when another is removed. */
    public void keep(Entry entry) {
        entries.put(entry.name(), entry);
        if (entry.origin() == SourcePack.Origin.APPLICATION) {
            shipped.put(entry.name(), entry);
        }
    }

    /** The version before it, if there is one, stays. */
    public Entry refuse(SourcePack pack, List<String> problems) {
        return Objects.requireNonNull(entries.compute(
                pack.name(),
                (name, before) -> new Entry(
                        name,
                        pack.place(),
                        pack.origin(),
                        before == null ? null : before.file(),
                        before == null ? 0 : before.samples(),
                        before != null && before.off(),
                        problems)));
    }

    /** Forgets a source; that of the application, if there is one of this name, is there again. */
    public Optional<Entry> remove(String name) {
        entries.remove(name);
        Optional<Entry> before = Optional.ofNullable(shipped.get(name));
        before.ifPresent(this::keep);
        return before;
    }

    /** Leaves a source of the application out while another has its place. */
    public void hide(String name) {
        entries.remove(name);
    }

    public Optional<Entry> entry(String name) {
        return Optional.ofNullable(entries.get(name));
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
