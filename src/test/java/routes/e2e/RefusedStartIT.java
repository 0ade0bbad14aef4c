package routes.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A hub that could not do its work ends with a reason; it asks neither Kafka nor MongoDB for that. */
@Tag("slow")
class RefusedStartIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String TOKEN = "e2e-refused-start-0123";

    @TempDir
    private Path folder;

    @Test
    void a_taken_port_is_named_with_its_setting() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = String.valueOf(taken.getLocalPort());

            assertThat(refused(Map.of("veaiops.http.port", port)))
                    .contains("port " + port + " of 127.0.0.1 cannot be listened on (Address already in use")
                    .contains("-Dveaiops.http.port=", "VEAIOPS_HTTP_PORT");
        }
    }

    /**
     * What the check before the start cannot see: another process takes the port in between. It comes to Camel as its secrets do,
     * from a file through a setting of another name.
     */
    @Test
    void a_port_that_is_taken_at_the_last_moment_ends_the_hub_too() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = String.valueOf(taken.getLocalPort());
            Path file = Files.writeString(folder.resolve("port"), port + "\n");

            assertThat(refused(Map.of(
                            "camel.server.port", "{{veaiops.own.port}}", "veaiops.own.port-file", file.toString())))
                    .contains("port " + port + " of 127.0.0.1 cannot be listened on")
                    .contains("VEAIOPS_HTTP_PORT");
        }
    }

    @Test
    void a_file_of_a_secret_that_is_not_there_is_named_and_its_sibling_is_read() throws Exception {
        Path file = Files.writeString(folder.resolve("token"), TOKEN + "\n");

        String output = refused(Map.of(
                "veaiops.admin.token-file", file.toString(),
                "veaiops.encryption.keys-file", folder.resolve("none").toString()));

        assertThat(output)
                .contains("VEAIOPS_ENCRYPTION_KEYS_FILE: there is no file " + folder.resolve("none"))
                .doesNotContain("VEAIOPS_ADMIN_TOKEN", TOKEN);
    }

    /** What the hub printed before it ended with 1. */
    private String refused(Map<String, String> changed) throws IOException, InterruptedException {
        Map<String, String> settings = new HashMap<>(Map.of(
                "veaiops.http.host", "127.0.0.1",
                "veaiops.http.port", String.valueOf(JavaProcess.freePort()),
                "veaiops.management.host", "127.0.0.1",
                "veaiops.management.port", String.valueOf(JavaProcess.freePort()),
                "veaiops.kafka.brokers", "127.0.0.1:1",
                "veaiops.mongodb.uri", "mongodb://127.0.0.1:1/veaiops",
                "veaiops.alarms.volcengine.enabled", "false",
                "veaiops.alarms.aliyun.enabled", "false",
                "veaiops.alarms.zabbix.enabled", "false",
                "veaiops.alarms.chatops.enabled", "false"));
        settings.put("veaiops.admin.token", TOKEN);
        settings.put("veaiops.encryption.keys", "e2e:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=");
        changed.keySet().forEach(name -> settings.remove(name.replaceFirst("-file$", "")));
        settings.putAll(changed);
        Path log = folder.resolve("hub.log");
        try (JavaProcess hub = JavaProcess.startApplication(log, settings, JavaProcess.HEAP)) {
            assertThat(hub.exitCodeWithin(PATIENCE)).as(Files.readString(log)).isOne();
        }
        return Files.readString(log);
    }
}
