package routes.channel.slack;

import java.time.ZoneOffset;
import routes.kits.ChannelContract;
import routes.notice.render.Look;

/** Slack holds the contract of channels. */
class SlackContractTest extends ChannelContract {
    @Override
    protected Subject open() throws Exception {
        return new SlackSubject(new Look("zh", ZoneOffset.UTC));
    }
}
