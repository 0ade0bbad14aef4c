package routes.steps.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import routes.alarm.Alarm;
import routes.alarm.Disposition;
import routes.alarm.Level;
import routes.alarm.chatops.ChatopsAlarmConverter;
import routes.alarm.chatops.InterestHit;
import routes.channel.chat.ChatType;
import routes.channel.chat.SenderType;
import routes.common.json.Json;
import routes.common.tracing.Tracing;
import routes.steps.kafka.BatchCommit;
import routes.steps.kafka.LogRecord;
import routes.steps.kafka.StageWatch;
import routes.steps.watch.PipelineMetrics;
import routes.store.MongoChats;
import routes.store.MongoInterestRules;
import routes.store.MongoMessages;
import routes.store.WireServer;

/** What becomes of messages of chats, by rules that stand in the store as VeAIOps writes them. */
@Tag("slow")
class InterestMessagesTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final WireServer STORE = WireServer.start();

    private final CamelContext context = new DefaultCamelContext();
    private final BatchCommit commit =
            new BatchCommit(new StageWatch(new SimpleMeterRegistry(), Clock.systemUTC()), Tracing.OFF);
    private final InterestMessages interest = new InterestMessages(
            commit,
            new MongoInterestRules(STORE.database()),
            new MongoChats(STORE.database()),
            new MongoMessages(STORE.database()),
            new InterestMessages.Making(
                    new ChatopsAlarmConverter(),
                    new PipelineMetrics(new SimpleMeterRegistry()),
                    Clock.fixed(NOW, ZoneOffset.UTC)));

    @AfterAll
    static void stop() {
        STORE.close();
    }

    @BeforeEach
    void aWatchedChat() {
        List.of("veaiops__chatops_interest", "veaiops__chatops_chat", "veaiops__chatops_message")
                .forEach(name -> STORE.database().getCollection(name).deleteMany(new Document()));
        chat(true);
    }

    @Test
    void a_message_that_a_rule_describes_becomes_an_alarm_with_the_level_and_the_silence_of_the_rule() {
        rule("vip", "Detect", "(?i)svip", new Document("level", "P0").append("silence_delta", 90.0));
        rule("quiet", "Detect", "nothing of it", new Document());

        Alarm alarm = only(look(message("m1", "an SVIP customer cannot log in")));

        assertThat(alarm.source()).isEqualTo("chatops");
        assertThat(alarm.title()).isEqualTo("vip");
        assertThat(alarm.level()).isEqualTo(Level.P0);
        assertThat(alarm.disposition()).isEqualTo(Disposition.NOTIFY);
        assertThat(alarm.labels()).containsEntry("chat_id", "oc_1").containsEntry("msg_id", "m1");
        assertThat(InterestHit.of(alarm.raw()).silence()).isEqualTo(Duration.ofSeconds(90));
    }

    @Test
    void a_filter_beats_a_detector_and_a_message_that_no_rule_describes_is_no_alarm() {
        rule("vip", "Detect", "svip", new Document());
        rule("test", "Filter", "staging", new Document());

        assertThat(only(look(message("m1", "svip on staging"))).disposition()).isEqualTo(Disposition.FILTERED);
        assertThat(only(look(message("m2", "svip"))).disposition()).isEqualTo(Disposition.NOTIFY);
        assertThat(look(message("m3", "good morning"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1, false", "2, false", "3, true", "0, true"})
    void a_rule_looks_at_as_many_messages_of_the_chat_as_it_asks_for(int history, boolean found) {
        rule("both", "Detect", "(?s)first.*third", new Document("inspect_history", history));
        stored("m1", "oc_1", "first", NOW.minusSeconds(30));
        stored("m2", "oc_1", "second", NOW.minusSeconds(20));
        stored("x1", "oc_other", "elsewhere", NOW.minusSeconds(10));
        stored("m4", "oc_1", "later", NOW.plusSeconds(10));

        assertThat(look(message("m3", "third"))).hasSize(found ? 1 : 0);
    }

    @Test
    void rules_that_are_off_of_other_bots_of_a_model_or_not_usable_find_nothing_and_stop_nothing() {
        rule("off", "Detect", "svip", new Document("is_active", false));
        rule("other bot", "Detect", "svip", new Document("bot_id", "cli_2"));
        rule("other channel", "Detect", "svip", new Document("channel", "Slack"));
        rule("model", "Detect", "svip", new Document("inspect_category", "Semantic"));
        rule("look-around", "Detect", "svip(?=x)", new Document());
        rule("none", "Detect", null, new Document());

        assertThat(look(message("m1", "svipx"))).isEmpty();
    }

    @Test
    void a_chat_that_is_not_watched_and_what_bots_say_is_passed_over() {
        rule("vip", "Detect", "svip", new Document());

        assertThat(look(message("m1", "svip", SenderType.BOT))).isEmpty();
        chat(false);
        assertThat(look(message("m2", "svip"))).isEmpty();
        STORE.database().getCollection("veaiops__chatops_chat").deleteMany(new Document());
        assertThat(look(message("m3", "svip"))).isEmpty();
    }

    @Test
    void a_batch_that_is_read_again_makes_the_same_alarms_and_a_foreign_record_costs_no_message() {
        rule("vip", "Detect", "svip", new Document());

        List<Alarm> once = alarms(batch(record("no json".getBytes()), record(message("m1", "svip"))));
        List<Alarm> again = alarms(batch(record(message("m1", "svip"))));

        assertThat(once)
                .extracting(Alarm::id)
                .hasSize(1)
                .isEqualTo(again.stream().map(Alarm::id).toList());
    }

    @Test
    void an_expression_that_would_backtrack_for_ever_is_looked_at_in_linear_time() {
        rule("evil", "Detect", "(a+)+$", new Document());

        assertThat(look(message("m1", "a".repeat(20_000) + "!"))).isEmpty();
    }

    private List<Alarm> look(routes.channel.chat.Message message) {
        return alarms(batch(record(message)));
    }

    private static Alarm only(List<Alarm> alarms) {
        assertThat(alarms).hasSize(1);
        return alarms.get(0);
    }

    private List<Alarm> alarms(Exchange batch) {
        interest.process(batch);
        List<?> records = batch.getMessage().getBody(List.class);
        return new ArrayList<>(records.stream().map(InterestMessagesTest::alarm).toList());
    }

    private static Alarm alarm(Object record) {
        try {
            return Json.mapper().readValue(((Message) record).getBody(byte[].class), Alarm.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Exchange batch(Exchange... records) {
        Exchange batch = new DefaultExchange(context);
        batch.getMessage().setBody(Arrays.asList(records));
        return batch;
    }

    private Exchange record(routes.channel.chat.Message message) {
        return record(Json.bytes(message));
    }

    private Exchange record(byte[] value) {
        Exchange one = new DefaultExchange(context);
        one.setMessage(LogRecord.of(context, "Lark oc_1", value));
        return one;
    }

    private static routes.channel.chat.Message message(String id, String text) {
        return message(id, text, SenderType.USER);
    }

    private static routes.channel.chat.Message message(String id, String text, SenderType sender) {
        return new routes.channel.chat.Message(
                "Lark",
                "cli_1",
                "oc_1",
                ChatType.GROUP,
                id,
                NOW,
                "ou_1",
                sender,
                "text",
                "{\"text\":\"" + text + "\"}",
                text,
                List.of(),
                false,
                List.of(),
                routes.channel.chat.Message.Thread.NONE,
                "e-" + id);
    }

    private static void chat(boolean watched) {
        STORE.database().getCollection("veaiops__chatops_chat").deleteMany(new Document());
        STORE.database()
                .getCollection("veaiops__chatops_chat")
                .insertOne(new Document("channel", "Lark")
                        .append("bot_id", "cli_1")
                        .append("chat_id", "oc_1")
                        .append("name", "Ops")
                        .append("enable_func_interest", watched));
    }

    /** As VeAIOps writes a rule, with the differences. */
    private static void rule(String name, String action, String expression, Document differences) {
        Document rule = new Document("_id", new ObjectId())
                .append("uuid", "uuid of " + name)
                .append("channel", "Lark")
                .append("bot_id", "cli_1")
                .append("name", name)
                .append("description", "")
                .append("examples_positive", null)
                .append("examples_negative", null)
                .append("action_category", action)
                .append("inspect_category", "RE")
                .append("regular_expression", expression)
                .append("inspect_history", 1)
                .append("silence_delta", 21600.0)
                .append("version", 1)
                .append("level", null)
                .append("is_active", true);
        rule.putAll(differences);
        STORE.database().getCollection("veaiops__chatops_interest").insertOne(rule);
    }

    private static void stored(String id, String chat, String text, Instant at) {
        STORE.database()
                .getCollection("veaiops__chatops_message")
                .insertOne(new Document("channel", "Lark")
                        .append("bot_id", "cli_1")
                        .append("chat_id", chat)
                        .append("msg_id", id)
                        .append("msg_time", Date.from(at))
                        .append("msg", text));
    }
}
