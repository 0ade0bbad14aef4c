package routes.dev;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
@DisabledOnOs(OS.WINDOWS)
class OwnerFileTest {
    private static final Set<PosixFilePermission> OWNER = PosixFilePermissions.fromString("rwx------");

    @TempDir
    private Path folder;

    @Test
    void what_is_created_is_its_owners_alone() throws IOException {
        Path made = folder.resolve("a/b");

        OwnerFile.createFolder(made);
        OwnerFile.write(made.resolve("written"), new byte[] {1});
        OwnerFile.open(made.resolve("opened")).close();

        assertThat(made.resolve("written")).hasBinaryContent(new byte[] {1});
        assertThat(made.resolve("opened")).exists();
        assertThat(readableByOthers(folder)).isEmpty();
    }

    @Test
    void what_an_earlier_version_left_readable_is_restricted() throws IOException {
        Path open = Files.createDirectories(folder.resolve("a/b")).resolve("mongo.mv");
        Files.write(open, new byte[0]);
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-r--r--"));
        Files.setPosixFilePermissions(open.getParent(), PosixFilePermissions.fromString("rwxr-xr-x"));
        assertThat(readableByOthers(folder)).contains(open, open.getParent());

        OwnerFile.restrict(folder);

        assertThat(readableByOthers(folder)).isEmpty();
    }

    @Test
    void what_the_embedded_servers_find_and_make_is_restricted() throws Exception {
        Path data = folder.resolve("data");
        try (EmbeddedKafka kafka = EmbeddedKafka.start(0, data.resolve("kafka"));
                EmbeddedMongo mongo = EmbeddedMongo.start(0, data.resolve("mongodb"))) {
            assertThat(kafka.bootstrap() + mongo.uri()).isNotBlank();

            assertThat(Files.getPosixFilePermissions(data.resolve("kafka"))).isEqualTo(OWNER);
            assertThat(Files.getPosixFilePermissions(data.resolve("mongodb"))).isEqualTo(OWNER);
            assertThat(Files.getPosixFilePermissions(data.resolve("mongodb/mongo.mv")))
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        }
    }

    /** What anybody but the owner has a right to; what a running server deletes or renames meanwhile is passed over. */
    static List<Path> readableByOthers(Path folder) throws IOException {
        List<Path> found = new ArrayList<>();
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) throws IOException {
                return visitFile(path, attributes);
            }

            @Override
            public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) throws IOException {
                try {
                    if (!OWNER.containsAll(Files.getPosixFilePermissions(path))) {
                        found.add(path);
                    }
                    return FileVisitResult.CONTINUE;
                } catch (NoSuchFileException gone) {
                    return visitFileFailed(path, gone);
                }
            }

            @Override
            public FileVisitResult visitFileFailed(Path path, IOException failure) throws IOException {
                return failure instanceof NoSuchFileException
                        ? FileVisitResult.CONTINUE
                        : super.visitFileFailed(path, failure);
            }
        });
        return found;
    }
}
