package routes.threshold.task;

import routes.common.error.VeaiopsException;

/** This copy must not go on with a version: another copy has claimed it, or the application stops. Nothing is written. */
public final class VersionLost extends VeaiopsException {
    private static final long serialVersionUID = 1L;

    VersionLost(String why) {
        super(why);
    }
}
