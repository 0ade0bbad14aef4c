package routes.common.security;

import java.net.UnknownHostException;

/** A host that must not be called. Its message names the rule and neither the URL nor the address. */
public final class ForbiddenTarget extends UnknownHostException {
    private final boolean permanent;

    /** @param permanent the URL itself is forbidden; otherwise what a name server says today, which may be mended */
    ForbiddenTarget(String objection, boolean permanent) {
        super("the target " + objection);
        this.permanent = permanent;
    }

    public boolean permanent() {
        return permanent;
    }
}
