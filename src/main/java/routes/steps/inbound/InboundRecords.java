package routes.steps.inbound;

import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.Message;
import routes.channel.InboundEvent;
import routes.common.error.ErrorCode;
import routes.common.error.RefusedRequest;
import routes.common.json.Json;
import routes.steps.kafka.LogRecord;

/** Events as records for {@code veaiops.inbound}: those of a chat keep their order. */
public final class InboundRecords {
    private final int maxRecordBytes;

    public InboundRecords(int maxRecordBytes) {
        this.maxRecordBytes = maxRecordBytes;
    }

    /** @throws RefusedRequest if one is larger than a record may be */
    public List<Message> of(CamelContext context, List<InboundEvent> events) {
        return events.stream().map(event -> record(context, event)).toList();
    }

    private Message record(CamelContext context, InboundEvent event) {
        byte[] value = Json.bytes(event);
        if (value.length > maxRecordBytes) {
            throw RefusedRequest.of(
                    ErrorCode.BODY_TOO_LARGE,
                    "the event has " + value.length + " bytes, more than veaiops.inbound.max-record-bytes="
                            + maxRecordBytes);
        }
        return LogRecord.of(context, event.orderKey(), value);
    }
}
