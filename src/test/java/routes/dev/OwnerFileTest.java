package routes.dev;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

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
    void what_an_earlier_version_left_open_is_closed() throws IOException {
        Path open = Files.createDirectories(folder.resolve("a/b")).resolve("mongo.mv");
        Files.write(open, new byte[0]);
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-r--r--"));
        Files.setPosixFilePermissions(open.getParent(), PosixFilePermissions.fromString("rwxr-xr-x"));
        assertThat(readableByOthers(folder)).contains(open, open.getParent());

        OwnerFile.close(folder);

        assertThat(readableByOthers(folder)).isEmpty();
    }

    @Test
    void the_data_of_the_embedded_servers_are_their_owners_alone() throws Exception {
        Path data = folder.resolve("data");
        try (EmbeddedKafka kafka = EmbeddedKafka.start(0, data.resolve("kafka"));
                EmbeddedMongo mongo = EmbeddedMongo.start(0, data.resolve("mongodb"));
                Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrap()))) {
            assertThat(mongo.uri()).isNotBlank();
            assertThat(readableByOthers(data)).isEmpty();
            admin.createTopics(List.of(new NewTopic("later", 1, (short) 1)))
                    .all()
                    .get();

            assertThat(Files.getPosixFilePermissions(data.resolve("kafka"))).isEqualTo(OWNER);
            EmbeddedServers.close(data);
            assertThat(readableByOthers(data)).isEmpty();
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
