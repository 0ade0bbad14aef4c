package routes.steps.intake;

import java.time.Duration;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import routes.common.tracing.LogId;
import routes.common.tracing.StepLog;
import routes.http.ApiAnswer;
import routes.http.RequestSteps;
import routes.steps.watch.PipelineMetrics;

/** The last step of an {@link AlarmEndpoint}: the alarms are durable, so the caller gets the answer that waits for that. */
public final class AlarmAnswer implements Processor {
    private final PipelineMetrics metrics;

    public AlarmAnswer(PipelineMetrics metrics) {
        this.metrics = metrics;
    }

    @Override
    public void process(Exchange exchange) {
        RequestSteps.answer(exchange, exchange.getProperty(AlarmEndpoint.ANSWER, ApiAnswer.class));
        String source = exchange.getProperty(AlarmEndpoint.SOURCE, String.class);
        if (source != null) {
            if (StepLog.on()) {
                StepLog.taken(source, exchange.getProperty(LogId.POSTED, List.class));
            }
            metrics.answered(source, Duration.ofMillis(exchange.getClock().elapsed()));
        }
    }
}
