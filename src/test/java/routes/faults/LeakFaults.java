package routes.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Robots that repeat our own secrets in their answers, and addresses that fail: nobody reads a secret afterwards. */
final class LeakFaults {
    private static final String NOTICES = "/apis/v1/manager/event-center/notice";
    private static final List<String> CHANNELS = List.of("DingTalk", "WeChat", "Slack", "Teams");

    private LeakFaults() {}

    static List<Fault> all() {
        return List.of(Fault.of(
                "every channel fails in every way and repeats our secrets: none shows (A.6-13)", LeakFaults::everyWay));
    }

    private static List<Reply> failures() {
        String told = String.join(" ", Ground.secrets());
        String first = Ground.secrets().get(0);
        return List.of(
                Reply.of(400, "{\"errcode\":310000,\"error\":\"x\",\"errmsg\":\"keywords " + told + "\"}", ""),
                Reply.of(418, "{\"errcode\":999123,\"error\":\"x\",\"errmsg\":\"" + told + "\"}", ""),
                Reply.of(500, told, "X-Told: " + told + "\r\n"),
                Reply.of(302, "", "Location: http://127.0.0.1:1/?key=" + first + "\r\n"),
                Reply.of(401, told, "WWW-Authenticate: Bearer realm=\"" + first + "\"\r\n"),
                Reply.HALF_WAY,
                Reply.GARBAGE);
    }

    private static void everyWay(Run run) {
        List<Reply> failures = failures();
        AtomicInteger next = new AtomicInteger();
        Function<Robot.Call, Reply> script = call -> failures.get(next.getAndIncrement() % failures.size());
        run.webhook(script);
        for (String channel : CHANNELS) {
            String other = run.project() + "-" + channel.toLowerCase(Locale.ROOT);
            run.alsoTo(other);
            run.robot().answers("/" + other, script);
            run.alsoChat(channel, other);
        }
        for (String url : List.of("http://127.0.0.1:1/?key=", "http://nowhere.invalid/?key=")) {
            run.ground().subscribe(run.project(), url + Ground.secrets().get(0), url);
        }
        Run.away(3);
        run.posted(8);
        run.quietWhen(row -> row.dead() == row.accepted() && run.settled());
        run.afterwards(() -> nothingShows(run));
    }

    private static void nothingShows(Run run) {
        assertThat(run.ground().site().logs()).as("log").doesNotContain(Ground.secrets());
        assertThat(withoutTargets(run.traces())).as("trace").doesNotContain(Ground.secrets());
        assertThat(withoutTargets(
                        run.hub().call("GET", NOTICES + "?limit=100", "").body()))
                .as("notices")
                .contains("DEAD")
                .doesNotContain(Ground.secrets());
        assertThat(withoutTargets(deadLetters(run)))
                .as("dead letters")
                .isNotEmpty()
                .doesNotContain(Ground.secrets());
    }

    /** The address of a webhook is what its subscription says; managers see it there and here. */
    private static String withoutTargets(String text) {
        return text.replaceAll("\"(target|address)\":\"[^\"]*\"", "");
    }

    private static String deadLetters(Run run) {
        StringBuilder text = new StringBuilder();
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", run.ground().site().kafka(), "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor("veaiops.notices.dead").stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(one -> consumer.position(one) < ends.get(one))) {
                consumer.poll(Duration.ofMillis(200))
                        .forEach(record -> text.append(new String(record.value(), StandardCharsets.UTF_8)));
            }
        }
        return text.toString();
    }
}
