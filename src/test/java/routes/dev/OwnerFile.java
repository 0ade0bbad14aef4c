package routes.dev;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Files and folders that only their owner may read: secrets, events, messages. Without POSIX permissions they are ordinary ones. */
final class OwnerFile {
    private static final String FILE = "rw-------";
    private static final String FOLDER = "rwx------";
    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    private OwnerFile() {}

    /** Writes a file, whole or not at all. */
    static void write(Path file, byte[] content) throws IOException {
        Path draft = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(draft);
        Files.createFile(draft, only(FILE));
        Files.write(draft, content);
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Opens a file to write, and creates it if it is not there. */
    static FileChannel open(Path file) throws IOException {
        return FileChannel.open(file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), only(FILE));
    }

    /** Creates a folder if it is not there. */
    static void createFolder(Path folder) {
        try {
            Files.createDirectories(folder, only(FOLDER));
        } catch (IOException e) {
            throw new UncheckedIOException("Creating " + folder, e);
        }
    }

    /** Takes the folder and what is in it from all others; what a library creates later in it cannot be reached either. */
    static void close(Path folder) {
        if (POSIX) {
            try {
                Files.walkFileTree(folder, new Closing());
            } catch (IOException e) {
                throw new UncheckedIOException("Closing " + folder, e);
            }
        }
    }

    /** What a server deletes or renames meanwhile is passed over. */
    private static final class Closing extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult preVisitDirectory(Path found, BasicFileAttributes attributes) throws IOException {
            return take(found, FOLDER);
        }

        @Override
        public FileVisitResult visitFile(Path found, BasicFileAttributes attributes) throws IOException {
            return take(found, FILE);
        }

        @Override
        public FileVisitResult visitFileFailed(Path gone, IOException reason) throws IOException {
            if (reason instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
            }
            throw reason;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException reason) {
            return FileVisitResult.CONTINUE;
        }

        private static FileVisitResult take(Path found, String permissions) throws IOException {
            try {
                Files.setPosixFilePermissions(found, PosixFilePermissions.fromString(permissions));
                return FileVisitResult.CONTINUE;
            } catch (NoSuchFileException gone) {
                return FileVisitResult.SKIP_SUBTREE;
            }
        }
    }

    private static FileAttribute<?>[] only(String permissions) {
        return POSIX
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
