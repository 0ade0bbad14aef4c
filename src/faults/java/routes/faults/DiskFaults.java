package routes.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import routes.e2e.Site;

/** A full disk under the store; needs the right to mount a small file system in memory. */
final class DiskFaults {
    private static final int SPARE_MEGABYTES = 24;
    private static final int BLOCK = 64 << 10;

    private DiskFaults() {}

    static List<Fault> all() {
        return List.of(Fault.of("disk of the wire server full under load, then free and restarted", DiskFaults::full));
    }

    private static void full(Run run) throws IOException {
        Site site = run.ground().site();
        Path data = site.mongoFolder();
        Path aside = Files.createTempDirectory("faults-disk");
        run.webhookAndChat().mostDuplicates(1);
        site.killMongo();
        long megabytes = copy(data, aside) / (1 << 20) + SPARE_MEGABYTES;
        boolean mounted = done("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", data.toString());
        if (mounted) {
            copy(aside, data);
            run.atTheEnd(() -> back(site, data, aside));
        }
        site.startMongo();
        Assumptions.assumeTrue(mounted, "mounting a small file system is not allowed here");
        Load load = run.load(200, 4);
        run.awaitBegun(load, 50);
        Path filler = data.resolve("filler");
        assertThat(fill(filler)).isPositive();
        load.await();
        Run.away(3);
        site.killMongo();
        Files.delete(filler);
        site.startMongo();
    }

    private static void back(Site site, Path data, Path aside) {
        site.killMongo();
        copy(data, aside);
        assertThat(done("umount", data.toString())).isTrue();
        copy(aside, data);
        site.startMongo();
    }

    private static long copy(Path from, Path to) {
        try (Stream<Path> files = Files.list(from)) {
            long bytes = 0;
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, to.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
                bytes += Files.size(file);
            }
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException("Copying " + from, e);
        }
    }

    /** Writes until nothing fits any more; gives the bytes written. */
    private static long fill(Path file) throws IOException {
        long written = 0;
        try (OutputStream out = Files.newOutputStream(file)) {
            while (written < (long) SPARE_MEGABYTES << 24) {
                out.write(new byte[BLOCK]);
                written += BLOCK;
            }
        } catch (IOException full) {
            return written;
        }
        throw new IllegalStateException("the disk did not become full");
    }

    private static boolean done(String... command) {
        try {
            Process process = new ProcessBuilder(command).inheritIO().start();
            return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException notThere) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
