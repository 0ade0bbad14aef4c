package routes.extension;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.extension.LiveKind.Beginning;
import routes.extension.claim.SavedTime;
import routes.extension.source.SourcePack.Origin;

/**
 * Follows folders of extensions: what is saved works at the next look.
 *
 * <p>Failure policy: a file that cannot be used is reported on the console and in the list of extensions, and the version
 * before it keeps working; it is tried again whenever something else was saved or deleted, since that may be what it lacked.
 * What a deleted file brought ends with it, after all that was saved is taken: a file that was renamed is taken under its new
 * name first.
 */
public final class FolderWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FolderWatch.class);
    private static final int DEPTH = 4;
    /** A file that was written this short ago may be half of one. */
    private static final long SETTLED_MILLIS = 100;
    /** An empty file is mostly one that is about to be written. */
    private static final long EMPTY_MILLIS = 1000;

    private final List<ExtensionRoot> roots;
    private final List<LiveKind> kinds;
    private final Clock clock;
    private final FolderChanges changes;
    private final Map<Unit, String> seen = new HashMap<>();
    private final Set<Unit> refused = new LinkedHashSet<>();
    private final Set<Unit> missing = new HashSet<>();
    private boolean unfinished;

    private record Unit(LiveKind kind, ExtensionRoot root, Path path) {}

    /** @param kinds in the order in which they need each other: routes last */
    public FolderWatch(List<ExtensionRoot> roots, List<LiveKind> kinds, Clock clock) {
        this.roots = List.copyOf(roots);
        this.kinds = List.copyOf(kinds);
        this.clock = clock;
        this.changes = new FolderChanges(
                roots.stream()
                        .filter(ExtensionRoot::watched)
                        .map(ExtensionRoot::folder)
                        .toList(),
                DEPTH + 1,
                clock);
    }

    public List<LiveKind> kinds() {
        return kinds;
    }

    /** Called once, before the first route runs; what waits for the routes is taken at the first look. */
    public synchronized void begin() {
        for (ExtensionRoot root : roots) {
            if (root.origin() != Origin.APPLICATION) {
                kinds.stream()
                        .flatMap(kind -> kind.units(root).stream().map(path -> new Unit(kind, root, path)))
                        .sorted(Comparator.comparingLong(unit -> SavedTime.of(unit.path())))
                        .forEach(unit -> unit.kind().claim(root, unit.path()));
            }
        }
        for (LiveKind kind : kinds) {
            for (Unit unit : units(kind)) {
                boolean came = unit.root().origin() == Origin.APPLICATION;
                if (came || kind.beginning() != Beginning.AFTER_ROUTES) {
                    isNew(unit, false);
                }
                if (!came && kind.beginning() == Beginning.BEFORE_ROUTES) {
                    take(unit);
                }
            }
        }
    }

    /** Looks when something was saved, or the system cannot tell. */
    public synchronized void lookWhenChanged() {
        if (changes.any() || unfinished) {
            changes.follow();
            look();
        }
    }

    /** Takes what was saved since the last look, and ends what was deleted. */
    public synchronized void look() {
        unfinished = false;
        List<Unit> there = kinds.stream().flatMap(kind -> units(kind).stream()).toList();
        List<Unit> changed = there.stream().filter(unit -> isNew(unit, true)).toList();
        List<Unit> deleted = deleted(new HashSet<>(there));
        if (changed.isEmpty() && deleted.isEmpty()) {
            return;
        }
        Set<Unit> again = new LinkedHashSet<>(refused);
        deleted.forEach(again::remove);
        changed.forEach(again::remove);
        changed.forEach(this::take);
        List<Unit> refusedNow = changed.stream().filter(refused::contains).toList();
        deleted.forEach(unit -> end(unit, there));
        if (!deleted.isEmpty() || refusedNow.size() < changed.size()) {
            again.addAll(refusedNow);
        }
        again.forEach(this::take);
    }

    /** What two looks did not find: some editors delete a file before they write it. The latest kind first: routes need others. */
    private List<Unit> deleted(Set<Unit> there) {
        Set<Unit> before = new HashSet<>(missing);
        missing.clear();
        seen.keySet().stream()
                .filter(unit -> unit.root().watched() && !there.contains(unit))
                .forEach(missing::add);
        unfinished |= !before.containsAll(missing);
        return missing.stream()
                .filter(before::contains)
                .sorted(Comparator.<Unit>comparingInt(unit -> -kinds.indexOf(unit.kind()))
                        .thenComparing(unit -> unit.path().toString()))
                .toList();
    }

    /** What another root has under the name, such as the jar of a plugin, is taken in its place. */
    private void end(Unit unit, List<Unit> there) {
        seen.remove(unit);
        missing.remove(unit);
        refused.remove(unit);
        try {
            unit.kind().gone(unit.root(), unit.path());
        } catch (RuntimeException e) {
            LOG.warn("what {} brought cannot be ended", unit.path(), e);
        }
        there.stream()
                .filter(other -> other.kind().equals(unit.kind()) && name(other).equals(name(unit)))
                .filter(other -> other.root().origin() != Origin.APPLICATION)
                .forEach(this::take);
    }

    private static String name(Unit unit) {
        return unit.path().getFileName().toString().replaceAll("/$", "");
    }

    private void take(Unit unit) {
        boolean taken;
        try {
            taken = unit.kind().take(unit.root(), unit.path());
        } catch (RuntimeException e) {
            LOG.warn("{} cannot be taken", unit.path(), e);
            taken = false;
        }
        if (taken) {
            refused.remove(unit);
        } else {
            refused.add(unit);
        }
    }

    private List<Unit> units(LiveKind kind) {
        return roots.stream()
                .flatMap(root -> kind.units(root).stream()
                        .map(path -> new Unit(kind, root, path))
                        .sorted(Comparator.comparingLong(unit -> SavedTime.of(unit.path()))))
                .toList();
    }

    /** @param settled leaves what is just being written to the next look */
    private boolean isNew(Unit unit, boolean settled) {
        if (!unit.root().watched() && seen.containsKey(unit)) {
            return false;
        }
        List<Facts> files = files(unit.path());
        String now = files.toString();
        if (now.equals(seen.get(unit))) {
            return false;
        }
        if (settled && files.stream().anyMatch(this::beingWritten)) {
            unfinished = true;
            return false;
        }
        seen.put(unit, now);
        return true;
    }

    private boolean beingWritten(Facts file) {
        long age = clock.millis() - file.modified();
        return age >= 0 && age < (file.size() == 0 ? EMPTY_MILLIS : SETTLED_MILLIS);
    }

    @Override
    public synchronized void close() {
        changes.close();
    }

    /** Distinguishes two versions of a file without reading it. */
    private record Facts(String file, long modified, long size) {}

    private static List<Facts> files(Path unit) {
        try (Stream<Path> files = Files.walk(unit, DEPTH)) {
            return files.filter(Files::isRegularFile)
                    .sorted()
                    .map(FolderWatch::facts)
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            return List.of();
        }
    }

    private static Facts facts(Path file) {
        try {
            return new Facts(file.toString(), Files.getLastModifiedTime(file).toMillis(), Files.size(file));
        } catch (IOException e) {
            return new Facts(file.toString(), 0, -1);
        }
    }
}
