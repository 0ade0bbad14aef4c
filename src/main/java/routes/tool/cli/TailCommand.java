package routes.tool.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import routes.common.json.Json;

/** The public feed as it goes. */
@Command(
        name = "tail",
        description = "Shows events as they change, from the public topic.",
        mixinStandardHelpOptions = true)
final class TailCommand implements Callable<Integer> {
    private static final Duration WAIT = Duration.ofMillis(500);
    private static final Map<String, String> COLOURS = Map.of("P0", "red,bold", "P1", "yellow", "P2", "cyan");

    @Option(names = "--topic", description = "The topic", defaultValue = "veaiops.events")
    private String topic;

    @Option(names = "--from-start", description = "Everything that is in the topic, too")
    private boolean fromStart;

    @Option(names = "--count", description = "Ends after so many; 0 is never", defaultValue = "0")
    private int count;

    @Mixin
    private EventFilterOptions filter;

    @Mixin
    private KafkaOptions kafka;

    @Mixin
    private Output out;

    @Override
    public Integer call() {
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                kafka.access().with(KafkaOptions.unnoticed()), new StringDeserializer(), new StringDeserializer())) {
            List<TopicPartition> partitions = partitions(consumer);
            consumer.assign(partitions);
            if (fromStart) {
                consumer.seekToBeginning(partitions);
            } else {
                consumer.seekToEnd(partitions);
            }
            follow(consumer);
        }
        return 0;
    }

    private void follow(KafkaConsumer<String, String> consumer) {
        int shown = 0;
        while (!Thread.currentThread().isInterrupted() && (count == 0 || shown < count)) {
            for (ConsumerRecord<String, String> found : consumer.poll(WAIT)) {
                shown += show(found.value()) ? 1 : 0;
                if (shown == count) {
                    return;
                }
            }
        }
    }

    private List<TopicPartition> partitions(KafkaConsumer<?, ?> consumer) {
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
        if (partitions.isEmpty()) {
            throw new CouldNotAsk("there is no topic " + topic);
        }
        return partitions;
    }

    /** @return whether the filters let it pass */
    private boolean show(String value) {
        JsonNode event = event(value);
        boolean passes = filter.passes(event);
        if (passes && (out.json() || event.isMissingNode())) {
            out.line(value);
        } else if (passes) {
            String level = event.path("event_level").asText("-");
            String colour =
                    event.path("state").asText().equals("RESOLVED") ? "green" : COLOURS.getOrDefault(level, "white");
            out.line(Ansi.AUTO.string("%s @|%s %-2s %-9s|@ %-12s %4dx  "
                            .formatted(
                                    event.path("updated_at").asText(),
                                    colour,
                                    level,
                                    event.path("transition").asText(),
                                    event.path("source").asText(),
                                    event.path("count").asLong()))
                    + event.path("title").asText() + "  " + event.path("_id").asText());
        }
        return passes;
    }

    private static JsonNode event(String value) {
        try {
            return Json.mapper().readTree(value.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            return Json.mapper().missingNode();
        }
    }
}
