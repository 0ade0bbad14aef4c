package routes.http;

import org.apache.camel.CamelContext;
import org.apache.camel.Ordered;
import org.apache.camel.StartupListener;

/**
 * Whether every path stands. While the application starts its paths come one after another, and while it stops they go
 * before the server does: a caller that asks meanwhile would be answered that there is nothing at its path.
 */
public final class OpenPaths implements StartupListener, Ordered {
    private final CamelContext context;
    private volatile boolean complete;

    public OpenPaths(CamelContext context) {
        this.context = context;
    }

    boolean now() {
        return complete && context.isStarted();
    }

    @Override
    public void onCamelContextStarted(CamelContext started, boolean already) {
        // paths with parameters and routes of extensions are still to come
    }

    @Override
    public void onCamelContextFullyStarted(CamelContext started, boolean already) {
        complete = true;
    }

    /** Called after every listener that makes routes. */
    @Override
    public int getOrder() {
        return LOWEST;
    }
}
