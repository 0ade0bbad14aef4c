package routes.extension;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether anything may have changed in folders, from what the system reports. Not safe for use by many threads.
 *
 * <p>Failure policy: where the system cannot report every change (network folders, symbolic links, a folder that does not
 * exist yet, no free watch), the answer is always yes. Everywhere else it is yes at least once in {@link #LONGEST}.
 */
final class FolderChanges implements AutoCloseable {
    private static final Duration LONGEST = Duration.ofMinutes(1);

    /** Kinds of file stores whose changes all come from this machine. */
    private static final Set<String> LOCAL =
            Set.of("btrfs", "ext2", "ext3", "ext4", "f2fs", "ntfs", "overlay", "tmpfs", "xfs", "zfs");

    private final List<Path> folders;
    private final int depth;
    private final Clock clock;
    private final @Nullable WatchService service;
    private boolean reported;
    private List<String> identities = List.of();
    private long followed;

    /** @param depth of the folders that count */
    FolderChanges(Collection<Path> folders, int depth, Clock clock) {
        this.folders = List.copyOf(folders);
        this.depth = depth;
        this.clock = clock;
        this.service = folders.isEmpty() ? null : service();
    }

    /** Since it was asked before; yes at first. */
    boolean any() {
        boolean some = drained();
        return some || !reported || !identities.equals(identities()) || clock.millis() - followed >= LONGEST.toMillis();
    }

    /** Called before the folders are read, so that what changes from here on is reported. */
    void follow() {
        followed = clock.millis();
        identities = identities();
        reported = folders.stream().allMatch(this::watched);
    }

    /** One folder that takes the place of another is no change within either. */
    private List<String> identities() {
        return folders.stream().map(FolderChanges::identity).toList();
    }

    private static String identity(Path folder) {
        try {
            return String.valueOf(
                    Files.readAttributes(folder, BasicFileAttributes.class).fileKey());
        } catch (IOException e) {
            return "none";
        }
    }

    private boolean drained() {
        boolean some = false;
        try {
            for (WatchKey key = next(); key != null; key = next()) {
                some = true;
                key.pollEvents();
                key.reset();
            }
            return some;
        } catch (ClosedWatchServiceException stopped) {
            return some;
        }
    }

    private @Nullable WatchKey next() {
        return service == null ? null : service.poll();
    }

    private boolean watched(Path folder) {
        if (service == null) {
            return false;
        }
        try (Stream<Path> found = Files.walk(folder, depth)) {
            return folder.toRealPath().equals(folder.toAbsolutePath().normalize())
                    && found.allMatch(path ->
                            !Files.isSymbolicLink(path) && (!Files.isDirectory(path) || registered(path, service)));
        } catch (IOException | UncheckedIOException | ClosedWatchServiceException e) {
            return false;
        }
    }

    private static boolean registered(Path folder, WatchService service) {
        try {
            folder.register(
                    service,
                    StandardWatchEventKinds.ENTRY_CREATE,
                    StandardWatchEventKinds.ENTRY_MODIFY,
                    StandardWatchEventKinds.ENTRY_DELETE);
            return LOCAL.contains(Files.getFileStore(folder).type().toLowerCase(Locale.ROOT));
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    /** Absent where Java has none that the system drives (macOS): it would look by itself, and seldom. */
    private static @Nullable WatchService service() {
        try {
            WatchService made = FileSystems.getDefault().newWatchService();
            if (made.getClass().getSimpleName().startsWith("Polling")) {
                made.close();
                return null;
            }
            return made;
        } catch (IOException | UnsupportedOperationException e) {
            return null;
        }
    }

    @Override
    public void close() {
        if (service != null) {
            try {
                service.close();
            } catch (IOException e) {
                throw new UncheckedIOException("cannot stop watching " + folders, e);
            }
        }
    }
}
