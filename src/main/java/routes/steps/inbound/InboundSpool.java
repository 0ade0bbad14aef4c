package routes.steps.inbound;

import org.apache.camel.Exchange;
import org.apache.camel.Predicate;
import routes.alarm.AlarmSpool;
import routes.steps.intake.KafkaSwitch;
import routes.steps.intake.SpoolDrain;
import routes.steps.watch.PipelineMetrics;

/** Where events of chat platforms wait while the log is away; as a predicate, whether they go straight to the log. */
public final class InboundSpool implements Predicate {
    private final KafkaSwitch kafka = new KafkaSwitch("events of chat platforms");
    private final SpoolDrain drain;

    public InboundSpool(AlarmSpool spool, int batch, PipelineMetrics.Spool metrics) {
        drain = new SpoolDrain(spool, kafka, batch, metrics);
    }

    @Override
    public boolean matches(Exchange exchange) {
        return kafka.matches(exchange);
    }

    public void shut() {
        kafka.shut();
    }

    public void keep(Exchange exchange) {
        drain.keep(exchange);
    }

    public void next(Exchange exchange) {
        drain.next(exchange);
    }

    public void done(Exchange exchange) {
        drain.done(exchange);
    }
}
