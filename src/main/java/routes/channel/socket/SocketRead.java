package routes.channel.socket;

import java.util.function.Function;
import routes.channel.Received;

/** What a frame of a platform means. */
public sealed interface SocketRead {
    /**
     * Events, or something that the platform wants answered as a post would be.
     *
     * @param received as of a post; a refused one is acknowledged too, since the platform would only send it again
     * @param acknowledgement the frame that says it was taken, made from the answer of a post
     */
    record Delivery(Received received, Function<Received.Answer, SocketFrame> acknowledgement) implements SocketRead {}

    /** Answered at once, such as a ping of the platform's own. */
    record Reply(SocketFrame frame) implements SocketRead {}

    /** The platform is about to end the connection: another one is to be opened. */
    record Renew(String reason) implements SocketRead {}

    /** Nothing to do. */
    record Nothing() implements SocketRead {}
}
