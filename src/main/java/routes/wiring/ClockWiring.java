package routes.wiring;

import java.time.Clock;
import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelConfiguration;

/** The one clock of the hub. Whatever needs the time takes it, so a test or a rehearsal can put another in its place. */
public class ClockWiring implements CamelConfiguration {
    @BindToRegistry(lazy = true)
    public Clock clock() {
        return Clock.systemUTC();
    }
}
