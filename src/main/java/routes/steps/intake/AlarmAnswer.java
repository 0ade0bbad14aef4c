package routes.steps.intake;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import routes.http.ApiAnswer;
import routes.http.RequestSteps;

/** The last step of an {@link AlarmEndpoint}: the alarms are durable, so the caller gets the answer that waits for that. */
public final class AlarmAnswer implements Processor {
    @Override
    public void process(Exchange exchange) {
        RequestSteps.answer(exchange, exchange.getProperty(AlarmEndpoint.ANSWER, ApiAnswer.class));
    }
}
