package routes.steps.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import routes.steps.kafka.LogRecord;
import routes.steps.watch.PipelineMetrics;
import routes.store.MongoSpool;
import routes.store.WireServer;

@Tag("slow")
class SpoolDrainTest {
    private final WireServer server = WireServer.start();
    private final CamelContext context = new DefaultCamelContext();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final KafkaSwitch kafka = new KafkaSwitch();
    private final SpoolDrain drain =
            new SpoolDrain(new MongoSpool(server.database()), kafka, 10, new PipelineMetrics(registry).spool("alarms"));

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void what_is_kept_goes_back_one_of_a_key_at_a_time_and_is_counted_when_the_log_has_it() {
        Exchange exchange = new DefaultExchange(context);
        drain.keep(holding("a", "a", "b"));

        drain.next(exchange);
        double before = count("drained");
        drain.done(exchange);
        double after = count("drained");
        drain.next(exchange);
        drain.done(exchange);
        drain.next(exchange);

        assertThat(before).isZero();
        assertThat(after).isEqualTo(2);
        assertThat(count("drained")).isEqualTo(3).isEqualTo(count("kept"));
        assertThat((List<?>) exchange.getMessage().getBody(List.class)).isEmpty();
        assertThat(kafka.matches(exchange)).isTrue();
    }

    private Exchange holding(String... keys) {
        Exchange exchange = new DefaultExchange(context);
        exchange.getMessage()
                .setBody(Stream.of(keys)
                        .map(key -> LogRecord.of(context, key, new byte[1]))
                        .toList());
        return exchange;
    }

    private double count(String what) {
        return registry.get("veaiops.spool." + what)
                .tag("log", "alarms")
                .counter()
                .count();
    }
}
