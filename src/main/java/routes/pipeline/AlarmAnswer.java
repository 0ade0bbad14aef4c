package routes.pipeline;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import routes.api.ApiAnswer;
import routes.api.ApiDoor;

/** The last step of an {@link AlarmDoor}: the alarms are durable, so the caller gets the answer that waits for that. */
public final class AlarmAnswer implements Processor {
    @Override
    public void process(Exchange exchange) {
        ApiDoor.answer(exchange, exchange.getProperty(AlarmDoor.ANSWER, ApiAnswer.class));
    }
}
