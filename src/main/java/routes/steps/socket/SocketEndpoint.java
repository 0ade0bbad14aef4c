package routes.steps.socket;

import java.util.Objects;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultEndpoint;
import routes.channel.Channel;

/** {@code platform-socket:<channel>} with its options; {@code platform-socket.json} describes them to tools. */
public final class SocketEndpoint extends DefaultEndpoint {
    private final String channel;
    private long checkMillis = 2_000;
    private long connectMillis = 10_000;
    private long firstRetryMillis = 1_000;
    private long longestRetryMillis = 60_000;
    private int maxFrameBytes = 1_000_000;
    private boolean allowPlain;

    SocketEndpoint(String uri, SocketComponent component, String channel) {
        super(uri, component);
        this.channel = channel;
    }

    @Override
    public Producer createProducer() {
        throw new UnsupportedOperationException("platform-socket only receives: send by the channel's own route");
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        Channel found = component()
                .channels()
                .named(channel)
                .orElseThrow(() -> new IllegalArgumentException("platform-socket: there is no channel " + channel));
        var mode = found.socketMode()
                .orElseThrow(() -> new IllegalArgumentException("platform-socket: " + channel + " only posts"));
        SocketConsumer consumer = new SocketConsumer(this, processor, found, mode);
        configureConsumer(consumer);
        return consumer;
    }

    SocketComponent component() {
        return (SocketComponent) Objects.requireNonNull(getComponent());
    }

    /** How often the bots are looked at: one that is new is connected within this time. */
    public void setCheckMillis(long checkMillis) {
        this.checkMillis = checkMillis;
    }

    long checkMillis() {
        return checkMillis;
    }

    /** The platform has this long to open a connection. */
    public void setConnectMillis(long connectMillis) {
        this.connectMillis = connectMillis;
    }

    long connectMillis() {
        return connectMillis;
    }

    /** Pause before the second attempt; it doubles until {@link #setLongestRetryMillis}. */
    public void setFirstRetryMillis(long firstRetryMillis) {
        this.firstRetryMillis = firstRetryMillis;
    }

    long firstRetryMillis() {
        return firstRetryMillis;
    }

    public void setLongestRetryMillis(long longestRetryMillis) {
        this.longestRetryMillis = longestRetryMillis;
    }

    long longestRetryMillis() {
        return longestRetryMillis;
    }

    /** A larger message ends the connection. */
    public void setMaxFrameBytes(int maxFrameBytes) {
        this.maxFrameBytes = maxFrameBytes;
    }

    int maxFrameBytes() {
        return maxFrameBytes;
    }

    /** Whether a connection may go without TLS: for fakes alone. */
    public void setAllowPlain(boolean allowPlain) {
        this.allowPlain = allowPlain;
    }

    boolean allowPlain() {
        return allowPlain;
    }
}
