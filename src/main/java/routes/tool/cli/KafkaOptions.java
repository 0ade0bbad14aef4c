package routes.tool.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import routes.steps.kafka.KafkaAccess;

/** Where the hub's Kafka is and how to get in, for commands that read its topics. */
final class KafkaOptions {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Option(
            names = "--brokers",
            description =
                    "Brokers of the hub's Kafka; or bootstrap.servers of --kafka-config; or VEAIOPS_KAFKA_BROKERS;"
                            + " or that of the embedded run")
    private @Nullable String brokers;

    @Option(
            names = "--kafka-config",
            paramLabel = "FILE",
            description = "Properties of a Kafka client, for TLS and SASL: the file that Kafka's own tools take as"
                    + " --command-config")
    private @Nullable Path file;

    KafkaAccess access() {
        Map<String, String> settings = file == null ? Map.of() : CurrentSettings.properties(TryCommand.read(file));
        String given = brokers == null ? settings.get(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG) : brokers;
        return KafkaAccess.of(settings, HubOptions.given(given, "VEAIOPS_KAFKA_BROKERS", "/kafka", "--brokers"));
    }

    /** Settings of a consumer that leaves no trace, whatever the file says, and does not wait without an end. */
    static Map<String, Object> unnoticed() {
        return Map.of(
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false,
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false,
                ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
    }
}
