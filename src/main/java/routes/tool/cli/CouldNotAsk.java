package routes.tool.cli;

import routes.common.error.VeaiopsException;

/** A command that got no answer: no hub, no Kafka, a token that the hub does not take. Exit code 3. */
final class CouldNotAsk extends VeaiopsException {
    private static final long serialVersionUID = 1L;

    CouldNotAsk(String message) {
        super(message);
    }

    CouldNotAsk(String message, Throwable cause) {
        super(message, cause);
    }
}
