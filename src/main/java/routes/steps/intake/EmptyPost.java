package routes.steps.intake;

import java.util.Collection;
import org.apache.camel.Exchange;
import org.apache.camel.Predicate;

/** Whether a post brings no alarm to append. An expression would look for the size of the list by reflection, for every post. */
public final class EmptyPost implements Predicate {
    @Override
    public boolean matches(Exchange exchange) {
        return exchange.getMessage().getBody() instanceof Collection<?> records && records.isEmpty();
    }
}
