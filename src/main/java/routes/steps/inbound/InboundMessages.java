package routes.steps.inbound;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Exchange;
import routes.alarm.AlarmIds;
import routes.channel.Channel;
import routes.channel.chat.Chats;
import routes.channel.chat.Files;
import routes.channel.chat.Message;
import routes.channel.chat.Messages;
import routes.channel.chat.Part;
import routes.channel.chat.ScaledImage;
import routes.common.json.Json;
import routes.steps.kafka.LogRecord;

/**
 * What happens with a message of a chat: stored first, then completed with what only the platform has, then published on {@code
 * veaiops.messages}.
 *
 * <p>Failure policy: a crash between the topic and the store publishes the message again, under the same id; what consumers
 * see twice has one {@code msg_id}.
 */
public final class InboundMessages {
    private static final String MESSAGE = "chatMessage";
    private static final String JPEG = "image/jpeg";

    private final Messages messages;
    private final Chats chats;
    private final Files files;

    public InboundMessages(Messages messages, Chats chats, Files files) {
        this.messages = messages;
        this.chats = chats;
        this.files = files;
    }

    /** Leaves the record for the topic in the body; an empty list for a message that was published before. */
    public void take(Exchange exchange) {
        InboundSteps.Work work = InboundSteps.work(exchange);
        Optional<Message> found = work.channel().message(work.event(), work.bot());
        exchange.getMessage().setBody(List.of());
        if (found.isEmpty() || messages.insert(found.get()) == Messages.Progress.PUBLISHED) {
            return;
        }
        Message stored = found.get();
        if (!chats.known(stored.channel(), stored.botId(), stored.chatId())) {
            work.channel().recreateChat(stored, work.bot()).ifPresent(chats::apply);
        }
        Message whole = stored.with(kept(work, stored.with(work.channel().complete(stored, work.bot()))));
        exchange.setProperty(MESSAGE, whole);
        exchange.getMessage()
                .setBody(List.of(LogRecord.of(exchange.getContext(), whole.orderKey(), Json.bytes(whole))));
    }

    /** The message is in the topic. */
    public void published(Exchange exchange) {
        messages.published(exchange.getProperty(MESSAGE, Message.class));
    }

    private List<Part> kept(InboundSteps.Work work, Message message) {
        List<Part> parts = new ArrayList<>();
        for (Part part : message.parts()) {
            parts.add(part.pending() ? fetched(work, message, part) : part);
        }
        return parts;
    }

    private Part fetched(InboundSteps.Work work, Message message, Part part) {
        Channel channel = work.channel();
        Optional<byte[]> image = channel.fetch(message, part, work.bot()).flatMap(ScaledImage::jpeg);
        if (image.isEmpty()) {
            return Part.text("[image]");
        }
        String id = AlarmIds.derived("file", message.channel(), message.botId(), message.msgId(), part.pendingKey());
        files.keep(message, id, new Files.Stored(JPEG, part.pendingKey(), image.get()));
        return part.kept(id, JPEG);
    }
}
