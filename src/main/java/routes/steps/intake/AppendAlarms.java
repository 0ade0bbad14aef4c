package routes.steps.intake;

import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.Message;
import org.apache.camel.ProducerTemplate;
import routes.alarm.Alarm;
import routes.alarm.rejected.AlarmAppender;
import routes.common.json.Json;
import routes.steps.kafka.LogRecord;
import routes.steps.watch.PipelineMetrics;

/** Appends alarms to the log by the route of the alarm endpoints. */
public final class AppendAlarms implements AlarmAppender {
    private static final String ROUTE = "direct:alarms-append";

    private final CamelContext context;
    private final ProducerTemplate producer;
    private final PipelineMetrics metrics;

    public AppendAlarms(CamelContext context, PipelineMetrics metrics) {
        this.context = context;
        this.producer = context.createProducerTemplate();
        this.metrics = metrics;
    }

    @Override
    public void append(List<Alarm> alarms) {
        List<Message> records = alarms.stream()
                .map(alarm -> LogRecord.of(context, alarm.fingerprint(), Json.bytes(alarm)))
                .toList();
        producer.sendBody(ROUTE, records);
        alarms.forEach(alarm -> metrics.received(alarm.source(), List.of(alarm)));
    }
}
