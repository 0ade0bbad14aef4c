package routes;

import java.time.Duration;
import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.PropertyInject;
import routes.bot.CachedBotBook;
import routes.channel.lark.LarkChannel;

/** The Lark channel. */
public class LarkWiring implements CamelConfiguration {
    @BindToRegistry(lazy = true)
    public LarkChannel larkChannel(
            CachedBotBook botBook, @PropertyInject("veaiops.inbound.window-seconds") long window) {
        return new LarkChannel(botBook, Duration.ofSeconds(window));
    }
}
