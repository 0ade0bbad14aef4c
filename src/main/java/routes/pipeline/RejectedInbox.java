package routes.pipeline;

import java.util.List;
import org.apache.camel.Exchange;
import routes.json.Json;

/** Keeps what a door refused, and then refuses it. */
public final class RejectedInbox {
    private final PipelineMetrics metrics;

    public RejectedInbox(PipelineMetrics metrics) {
        this.metrics = metrics;
    }

    /** Leaves the record for {@code veaiops.alarms.rejected} in the body. */
    public void keep(Exchange exchange) {
        RefusedBody refused = exchange.getProperty(AlarmDoor.REFUSED, RefusedBody.class);
        metrics.rejected(refused.intake().source(), refused.reason().code());
        exchange.getMessage()
                .setBody(List.of(
                        LogRecord.of(exchange.getContext(), refused.intake().source(), Json.bytes(refused.kept()))));
    }

    /** Answers the caller with the reason. */
    public void refuse(Exchange exchange) {
        throw exchange.getProperty(AlarmDoor.REFUSED, RefusedBody.class).reason();
    }
}
