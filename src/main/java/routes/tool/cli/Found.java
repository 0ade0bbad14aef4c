package routes.tool.cli;

import routes.common.error.VeaiopsException;

/** A command that was answered, and the answer is no good one. Exit code 1. */
final class Found extends VeaiopsException {
    private static final long serialVersionUID = 1L;

    Found(String message) {
        super(message);
    }
}
