package routes.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A connect, its data sources, a task and what belongs to them, as files of configuration. */
final class ThresholdFiles {
    private ThresholdFiles() {}

    static void write(Path folder) throws IOException {
        Path secret = Files.writeString(folder.resolve("token.txt"), "t0ken-of-a-file\n");
        write(
                folder,
                "connects/prod.yaml",
                "name: prod\ntype: Prometheus\nprometheus_url: http://127.0.0.1:1\nprometheus_token: ${file:" + secret
                        + "}\n");
        write(
                folder,
                "datasources/load.yaml",
                "type: Prometheus\nname: load\nconnect_name: prod\nmetric_name: node_load1\n");
        write(
                folder,
                "datasources/spare.yaml",
                "type: Prometheus\nname: spare\nconnect_name: prod\nmetric_name: up\nis_active: false\n");
        write(
                folder,
                "tasks/load.yaml",
                "task_name: load of all\ndatasource_type: Prometheus\ndatasource: load\nprojects: [shop]\nn_count: 3\ndirection: up\n"
                        + "metric_template_value: {}\n");
        write(folder, "heartbeats/watchdog.yaml", "name: watchdog\nsource: alertmanager\nevery_seconds: 300\n");
        write(
                folder,
                "templates/lark.yaml",
                "agent_type: intelligent_threshold_agent\nchannel: Lark\ntemplate_id: AAq1\n");
    }

    private static void write(Path folder, String file, String text) throws IOException {
        Files.createDirectories(folder.resolve(file).getParent());
        Files.writeString(folder.resolve(file), text);
    }
}
