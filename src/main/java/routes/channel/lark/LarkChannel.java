package routes.channel.lark;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import routes.bot.Bot;
import routes.bot.BotBook;
import routes.bot.Credential;
import routes.bot.CredentialCheck;
import routes.channel.CardUpdate;
import routes.channel.Channel;
import routes.channel.InboundPost;
import routes.channel.PlatformCalls;
import routes.channel.Received;

/** Lark and Feishu apps, both ways. */
public final class LarkChannel implements Channel {
    public static final String TYPE = "Lark";

    private final LarkPosts posts;
    private final LarkApi api;

    /** @param window how far the time of a signed post may be from ours */
    public LarkChannel(BotBook book, LarkApi api, Duration window) {
        this.posts = new LarkPosts(book, window, LarkEvents::of);
        this.api = api;
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
    public CredentialCheck check(Bot draft) {
        try {
            JsonNode info = api.info(draft);
            return new CredentialCheck.Valid(
                    info.path("open_id").asText(null), info.path("app_name").asText(null));
        } catch (PlatformCalls.Away e) {
            return new CredentialCheck.Unreachable(
                    "Lark does not answer: " + e.result().said().text());
        } catch (LarkRefusal e) {
            return new CredentialCheck.Invalid(
                    Bot.SECRET, "Lark does not accept app id and app secret (code " + e.code() + ")");
        }
    }

    @Override
    public boolean listsChats() {
        return true;
    }

    @Override
    public List<KnownChat> chatsOf(Bot bot) {
        return api.chats(bot);
    }

    @Override
    public Received receive(InboundPost post) {
        return posts.receive(post);
    }

    @Override
    public boolean update(CardUpdate update, Bot bot) {
        return api.replaceCard(bot, update.messageId(), update.content());
    }
}
