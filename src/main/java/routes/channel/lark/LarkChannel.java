package routes.channel.lark;

import java.time.Duration;
import java.util.List;
import routes.bot.BotBook;
import routes.bot.Credential;
import routes.channel.Channel;
import routes.channel.InboundPost;
import routes.channel.Received;

/** Lark and Feishu apps, both ways. */
public final class LarkChannel implements Channel {
    public static final String TYPE = "Lark";

    private final LarkPosts posts;

    /** @param window how far the time of a signed post may be from ours */
    public LarkChannel(BotBook book, Duration window) {
        this.posts = new LarkPosts(book, window, LarkEvents::of);
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public List<Credential> credentials() {
        return LarkCredentials.DECLARED;
    }

    @Override
    public Received receive(InboundPost post) {
        return posts.receive(post);
    }
}
