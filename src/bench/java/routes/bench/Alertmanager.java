package routes.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Debian's {@code prometheus-alertmanager}, where it is installed: what alarm intake without durability reaches. */
final class Alertmanager {
    private static final Path PROGRAM = Path.of("/usr/bin/prometheus-alertmanager");
    private static final String NO_RECEIVER =
            """
            route:
              receiver: "null"
            receivers:
              - name: "null"
            """;

    private Alertmanager() {}

    static boolean installed() {
        return Files.isExecutable(PROGRAM);
    }

    static RunningServer start(Path folder) throws IOException {
        Files.createDirectories(RunningServer.emptied(folder));
        Path config = Files.writeString(folder.resolve("alertmanager.yml"), NO_RECEIVER);
        int port = RunningServer.freePort();
        List<String> command = List.of(
                PROGRAM.toString(),
                "--config.file=" + config,
                "--storage.path=" + folder.resolve("data"),
                "--web.listen-address=127.0.0.1:" + port,
                "--cluster.listen-address=",
                "--log.level=error");
        return RunningServer.start(
                folder.resolve("alertmanager.log"),
                port,
                command,
                at -> Http.get(at, "/-/ready").statusCode() == 200);
    }
}
