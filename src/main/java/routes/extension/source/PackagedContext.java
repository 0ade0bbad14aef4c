package routes.extension.source;

import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.PackageScanClassResolver;
import org.apache.camel.spi.PackageScanResourceResolver;

/** A context that finds classes and route files fast in a packaged application; Camel asks for its searchers while it is built. */
public final class PackagedContext extends DefaultCamelContext {
    private PackagedContext() {
        super(false);
    }

    /** @param usual what Camel would start, not built yet: its registry has beans already */
    public static PackagedContext like(CamelContext usual) {
        PackagedContext context = new PackagedContext();
        context.getCamelContextExtension().setRegistry(usual.getRegistry());
        context.setGlobalOptions(usual.getGlobalOptions());
        return context;
    }

    @Override
    protected PackageScanClassResolver createPackageScanClassResolver() {
        return new PackagedClasses();
    }

    @Override
    protected PackageScanResourceResolver createPackageScanResourceResolver() {
        return new PackagedResources();
    }
}
