package routes.channel.mapped;

import java.util.List;
import routes.channel.Channel;
import routes.channel.bot.Credential;

/** A channel that a file describes, outgoing only. */
public final class MappedChannel implements Channel {
    private final ChannelFile file;

    MappedChannel(ChannelFile file) {
        this.file = file;
    }

    @Override
    public String type() {
        return file.type();
    }

    @Override
    public List<Credential> credentials() {
        return file.credentials();
    }

    /** All mapped channels share one. */
    @Override
    public String route() {
        return "channel-mapped";
    }
}
