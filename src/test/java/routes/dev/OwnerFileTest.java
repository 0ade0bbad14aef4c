package routes.dev;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
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

    /** What anybody but the owner has a right to. */
    static List<Path> readableByOthers(Path folder) {
        try (Stream<Path> found = Files.walk(folder)) {
            return found.filter(path -> !OWNER.containsAll(permissions(path))).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<PosixFilePermission> permissions(Path path) {
        try {
            return Files.getPosixFilePermissions(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
