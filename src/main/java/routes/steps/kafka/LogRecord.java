package routes.steps.kafka;

import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Message;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.camel.support.DefaultMessage;

/** A record for a topic, as the Kafka component takes it in a list body: every element with a key of its own. */
public final class LogRecord {
    private LogRecord() {}

    public static Message of(CamelContext context, String key, byte[] value) {
        return of(context, key, value, Map.of());
    }

    /** @param headers record headers; names that begin with {@code kafka.} steer the component */
    public static Message of(CamelContext context, String key, byte[] value, Map<String, Object> headers) {
        Message message = new DefaultMessage(context);
        message.setBody(value);
        message.setHeader(KafkaConstants.KEY, key);
        headers.forEach(message::setHeader);
        return message;
    }
}
