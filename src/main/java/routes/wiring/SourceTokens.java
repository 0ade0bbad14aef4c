package routes.wiring;

import org.apache.camel.CamelContext;
import org.jspecify.annotations.Nullable;
import routes.account.AccountRegistry;
import routes.common.security.TokenCheck;

/**
 * Who may post alarms of a source: holders of the tokens of its setting, and of machine tokens with the scope
 * {@code ingest:<source>}. Without the accounts of the store, as in tests of a part, those of the setting alone.
 */
record SourceTokens(CamelContext context, String source) implements TokenCheck.Others {
    static TokenCheck of(CamelContext context, String source) {
        return TokenCheck.of(SourceWiring.setting(context, "veaiops.alarms.token." + source))
                .or(new SourceTokens(context, source));
    }

    @Override
    public boolean any() {
        AccountRegistry registry = registry();
        return registry != null && registry.hasSenders(source);
    }

    @Override
    public boolean accepts(String presented) {
        AccountRegistry registry = registry();
        return registry != null && registry.ingests(presented, source);
    }

    private @Nullable AccountRegistry registry() {
        return context.getRegistry().lookupByNameAndType("accountRegistry", AccountRegistry.class);
    }
}
