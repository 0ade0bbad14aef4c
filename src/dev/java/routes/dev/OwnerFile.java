package routes.dev;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Platform;
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

    /** The rights that group and others have not. */
    private static final int OTHERS = 077;

    private OwnerFile() {}

    /** What this process creates from now on is its owner's alone, also what libraries write. */
    static void restrictProcess() {
        if (POSIX) {
            try {
                Native.load(Platform.C_LIBRARY_NAME, CLibrary.class).umask(OTHERS);
            } catch (LinkageError e) {
                System.err.println("New files in the folders of this run have the usual rights: " + e.getMessage());
            }
        }
    }

    interface CLibrary extends Library {
        int umask(int mask);
    }

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
        FileChannel channel =
                FileChannel.open(file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), only(FILE));
        restrict(file);
        return channel;
    }

    /** Creates a folder if it is not there. */
    static void createFolder(Path folder) {
        try {
            Files.createDirectories(folder, only(FOLDER));
        } catch (IOException e) {
            throw new UncheckedIOException("Creating " + folder, e);
        }
    }

    /** Takes the folder and what is in it from all others, as an earlier version may have left it. */
    static void restrict(Path folder) {
        if (POSIX) {
            try {
                Files.walkFileTree(folder, new Restriction());
            } catch (IOException e) {
                throw new UncheckedIOException("Restricting " + folder, e);
            }
        }
    }

    /** What a server deletes or renames meanwhile is passed over. */
    private static final class Restriction extends SimpleFileVisitor<Path> {
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
