package routes.channel;

import java.util.Objects;
import java.util.Optional;
import org.apache.camel.Exchange;
import routes.notice.Notice;
import routes.notice.SendResult;

/** The exchange in which a channel's route sends one notice: the notice comes in, the result goes out. */
public final class Outbound {
    private static final String NOTICE = "notice";
    private static final String RESULT = "sendResult";

    private Outbound() {}

    public static void begin(Exchange exchange, Notice notice) {
        exchange.setProperty(NOTICE, notice);
        exchange.setProperty("channel", notice.target().channel());
    }

    public static Notice notice(Exchange exchange) {
        return Objects.requireNonNull(exchange.getProperty(NOTICE, Notice.class), "the exchange carries no notice");
    }

    /** Sets the result; a route that finds one set need not send. */
    public static void end(Exchange exchange, SendResult result) {
        exchange.setProperty(RESULT, result);
    }

    public static Optional<SendResult> result(Exchange exchange) {
        return Optional.ofNullable(exchange.getProperty(RESULT, SendResult.class));
    }
}
