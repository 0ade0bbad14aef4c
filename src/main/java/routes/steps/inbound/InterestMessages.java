package routes.steps.inbound;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.alarm.Alarm;
import routes.alarm.AlarmConverter;
import routes.alarm.AlarmIds;
import routes.alarm.Intake;
import routes.channel.chat.Chat;
import routes.channel.chat.Chats;
import routes.channel.chat.InterestLook;
import routes.channel.chat.InterestRules;
import routes.channel.chat.Messages;
import routes.channel.chat.SenderType;
import routes.common.json.Json;
import routes.steps.kafka.BatchCommit;
import routes.steps.kafka.LogRecord;
import routes.steps.watch.PipelineMetrics;

/**
 * Looks at a batch of {@code veaiops.messages} by the interest rules of the bots, and leaves the records of the alarms that come of
 * it in the body. Messages of bots are passed over: what the hub itself says must not make it speak again.
 *
 * <p>Failure policy: a batch that is read again makes the same alarms with the same ids, which are merged once. A record that is no
 * message comes from another writer, and is skipped with a warning that names its place.
 */
public final class InterestMessages implements Processor {
    private static final Logger LOG = LoggerFactory.getLogger(InterestMessages.class);
    private static final String SOURCE = "chatops";

    private final BatchCommit commit;
    private final InterestRules rules;
    private final Chats chats;
    private final Messages messages;
    private final Making making;

    /** How what was found becomes an alarm. */
    public record Making(AlarmConverter converter, PipelineMetrics metrics, Clock clock) {}

    public InterestMessages(BatchCommit commit, InterestRules rules, Chats chats, Messages messages, Making making) {
        this.commit = commit;
        this.rules = rules;
        this.chats = chats;
        this.messages = messages;
        this.making = making;
    }

    @Override
    public void process(Exchange exchange) {
        Map<String, InterestLook> looks = new HashMap<>();
        List<Message> records = new ArrayList<>();
        for (Exchange record : commit.begin("interest", exchange)) {
            List<Alarm> alarms =
                    read(record).map(message -> alarms(message, looks)).orElse(List.of());
            making.metrics().received(SOURCE, alarms);
            alarms.forEach(
                    alarm -> records.add(LogRecord.of(exchange.getContext(), alarm.fingerprint(), Json.bytes(alarm))));
        }
        exchange.getMessage().setBody(records);
    }

    private static Optional<routes.channel.chat.Message> read(Exchange record) {
        try {
            return Optional.of(Json.mapper()
                    .readValue(record.getMessage().getBody(byte[].class), routes.channel.chat.Message.class));
        } catch (IOException | IllegalArgumentException e) {
            LOG.warn(
                    "a record of the messages topic is no message: {}",
                    record.getMessage().getMessageId());
            return Optional.empty();
        }
    }

    private List<Alarm> alarms(routes.channel.chat.Message message, Map<String, InterestLook> looks) {
        if (message.senderType() == SenderType.BOT || !watched(message)) {
            return List.of();
        }
        return looks.computeIfAbsent(
                        message.channel() + " " + message.botId(),
                        bot -> new InterestLook(rules.ofBot(message.channel(), message.botId())))
                .at(message, most -> messages.textsBefore(message, most))
                .map(found -> converted(message, found))
                .orElse(List.of());
    }

    private boolean watched(routes.channel.chat.Message message) {
        return chats.find(message.channel(), message.botId(), message.chatId())
                .filter(Chat::active)
                .filter(Chat::interest)
                .isPresent();
    }

    private List<Alarm> converted(routes.channel.chat.Message message, ObjectNode found) {
        String once = AlarmIds.derived("interest", message.channel(), message.botId(), message.msgId());
        return making.converter()
                .convert(new Intake(
                        SOURCE,
                        "application/json",
                        Json.bytes(found),
                        Map.of(),
                        once,
                        making.clock().instant(),
                        () -> once));
    }
}
