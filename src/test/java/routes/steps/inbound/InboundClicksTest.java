package routes.steps.inbound;

import static org.assertj.core.api.Assertions.assertThat;
import static routes.fakes.SampleEvent.anEvent;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import routes.channel.EventTypes;
import routes.channel.InboundEvent;
import routes.common.json.Json;
import routes.event.PublishedEvent;
import routes.kits.ChannelRoute;
import routes.notice.Notice;
import routes.store.MongoNoticeStore;
import routes.subscription.Subscription;

/** What clicks on cards and changes of chats do. */
@Tag("slow")
class InboundClicksTest {
    private static final Instant AT = Instant.parse("2026-11-23T10:00:00Z");
    private static InboundLark inbound;
    private final PublishedEvent event = anEvent().build();
    private final Notice notice =
            ChannelRoute.notice(event, new Subscription.Target("Lark", "oc_1", InboundLark.BOT, null));

    @BeforeAll
    static void start() throws Exception {
        inbound = new InboundLark();
    }

    @AfterAll
    static void stop() {
        inbound.close();
    }

    /** An event was sent as a card in the group. */
    @BeforeEach
    void tell() {
        inbound.forget();
        inbound.collection("veaiops__event").insertOne(new Document("_id", new ObjectId(event.id())));
        new MongoNoticeStore(inbound.store.database(), Duration.ZERO).add(List.of(notice));
        inbound.collection("veaiops__event_notice_detail")
                .updateMany(
                        new Document(),
                        new Document(
                                "$set", new Document("out_message_ids", List.of("om_card")).append("state", "SENT")));
    }

    @Test
    void acknowledging_is_kept_with_its_person_once_however_often_it_is_clicked() {
        click("acknowledge", "ou_a");
        click("acknowledge", "ou_a");
        click("acknowledge", "ou_b");

        Document stored = inbound.collection("veaiops__event").find().first();
        assertThat(stored.getString("acknowledged_by")).isEqualTo("ou_a");
        assertThat(stored.getDate("acknowledged_at").toInstant()).isEqualTo(AT);
        assertThat(feedback()).extracting(one -> one.getString("action")).containsExactly("acknowledge", "acknowledge");
        assertThat(feedback().get(0).get("operator", Document.class).getString("open_id"))
                .isEqualTo("ou_a");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 24})
    void muting_makes_one_silence_of_the_problem_for_its_time(int hours) {
        click("mute-" + hours + "h", "ou_a");
        click("mute-" + hours + "h", "ou_a");

        assertThat(inbound.collection("veaiops__silence").find().into(new ArrayList<>()))
                .singleElement()
                .satisfies(silence -> {
                    Duration time = Duration.between(
                            silence.getDate("starts_at").toInstant(),
                            silence.getDate("ends_at").toInstant());
                    assertThat(time).isEqualTo(Duration.ofHours(hours));
                    assertThat(silence.toJson()).contains(event.fingerprint()).contains("ou_a");
                });
    }

    @Test
    void what_people_say_of_an_alarm_of_a_threshold_is_kept_for_the_next_learning() {
        ofThreshold();

        clickUnder(ofRule(), "was-incident", "ou_a");
        clickUnder(ofRule(), "was-normal", "ou_a");
        clickUnder(ofRule(), "was-incident", "ou_b");

        List<Document> said = inbound.collection("veaiops__intelligent_threshold_feedback")
                .find()
                .sort(new Document("by", 1))
                .into(new ArrayList<>());
        assertThat(said).extracting(one -> one.getString("by")).containsExactly("ou_a", "ou_b");
        assertThat(said).extracting(one -> one.getString("kind")).containsExactly("normal", "incident");
        assertThat(said.get(0).getString("datasource_id")).isEqualTo("ds1");
        assertThat(said.get(0).getList("series", String.class)).containsExactly("cpu|host=a");
        var changes = inbound.lark.calls("/open-apis/im/v1/messages/om_card");
        assertThat(changes.get(changes.size() - 1).json().path("content").asText())
                .contains("Marked as an incident", "Marked as normal");
    }

    /** The rule that raised the event, and the event as it is stored. */
    private void ofThreshold() {
        inbound.collection("veaiops__alarm_rule")
                .insertOne(new Document("_id", "ds1/r1")
                        .append("datasource_id", "ds1")
                        .append("rule_id", "r1")
                        .append("content", "{}")
                        .append("series", List.of("cpu|host=a")));
        inbound.collection("veaiops__event")
                .updateOne(
                        new Document(),
                        new Document(
                                "$set",
                                new Document("state", "FIRING")
                                        .append("created_at", java.util.Date.from(AT))
                                        .append(
                                                "labels",
                                                List.of(
                                                        new Document("k", "veaiops-datasource").append("v", "ds1"),
                                                        new Document("k", "veaiops-rule").append("v", "r1")))));
    }

    private Notice ofRule() {
        PublishedEvent ours = anEvent()
                .labelled("veaiops-datasource", "ds1")
                .labelled("veaiops-rule", "r1")
                .build();
        return ChannelRoute.notice(ours, notice.target());
    }

    private void clickUnder(Notice shown, String action, String person) {
        inbound.work(event(value(action).put("signed", signed(shown, action)), person));
    }

    @Test
    void the_card_is_changed_in_its_place() {
        click("acknowledge", "ou_a");

        assertThat(inbound.lark.calls("/open-apis/im/v1/messages/om_card"))
                .singleElement()
                .satisfies(call -> {
                    assertThat(call.method()).isEqualTo("PATCH");
                    assertThat(call.json().path("content").asText()).contains("<at id=ou_a></at>");
                });
    }

    @Test
    void a_second_thing_that_is_done_stands_below_the_first() {
        click("acknowledge", "ou_a");
        click("mute-4h", "ou_b");
        click("mute-4h", "ou_c");

        var changes = inbound.lark.calls("/open-apis/im/v1/messages/om_card");
        assertThat(changes.get(changes.size() - 1).json().path("content").asText())
                .containsSubsequence("Acknowledged <at id=ou_a></at>", "Muted for 4 h <at id=ou_b></at>")
                .doesNotContain("ou_c");
    }

    @Test
    void a_card_that_lark_does_not_replace_by_its_id_is_replaced_by_the_click() {
        click("acknowledge", "ou_a");

        assertThat(inbound.lark.calls("/open-apis/interactive/v1/card/update"))
                .singleElement()
                .satisfies(call -> {
                    assertThat(call.json().path("token").asText()).isEqualTo("c-1");
                    assertThat(call.json().at("/card/schema").asText()).isEqualTo("2.0");
                });
    }

    @Test
    void a_value_that_was_made_for_another_action_does_nothing() {
        String signed = signed(stored(), "mute-1h");

        inbound.work(event(value("acknowledge").put("signed", signed), "ou_a"));
        inbound.work(event(value("acknowledge").put("signed", event.id() + ' ' + notice.id()), "ou_a"));

        assertThat(feedback()).isEmpty();
        assertThat(inbound.collection("veaiops__event").find().first()).doesNotContainKey("acknowledged_at");
    }

    @Test
    void the_references_buttons_count_when_their_message_shows_the_event() {
        ObjectNode like = value("like").put("event_id", event.id());

        inbound.work(event(like, "ou_a"));
        inbound.work(event(value("like").put("event_id", "65f0000000000000000000ff"), "ou_a"));

        assertThat(feedback()).singleElement().satisfies(one -> {
            assertThat(one.getString("out_message_id")).isEqualTo("om_card");
            assertThat(one.get("event_main_id")).isEqualTo(new ObjectId(event.id()));
        });
    }

    @Test
    void what_was_typed_is_kept_as_it_was_typed() {
        ObjectNode typed = (ObjectNode)
                event(value("feedback").put("event_id", event.id()), "ou_a").event();
        typed.withObject("/action").put("input_value", "try the other switch");

        inbound.work(inbound.event(EventTypes.CARD_ACTION, typed));

        assertThat(feedback().get(0).getString("feedback")).isEqualTo("try the other switch");
    }

    @Test
    void a_chat_is_joined_renamed_left_and_joined_again() {
        ObjectNode chat =
                Json.mapper().createObjectNode().put("chat_id", "oc_7").put("name", "War room");
        ObjectNode renamed = Json.mapper().createObjectNode().put("chat_id", "oc_7");
        renamed.putObject("after_change").put("name", "Peace room");

        change(EventTypes.BOT_ADDED, chat, 0);
        assertThat(chat().getString("name")).isEqualTo("War room");
        change(EventTypes.CHAT_UPDATED, renamed, 1);
        assertThat(chat().getString("name")).isEqualTo("Peace room");
        change(EventTypes.BOT_REMOVED, chat, 2);
        assertThat(chat().getBoolean("is_active")).isFalse();
        change(EventTypes.BOT_ADDED, chat, 0);
        assertThat(chat().getBoolean("is_active"))
                .as("an older event changes nothing")
                .isFalse();
        change(EventTypes.BOT_ADDED, chat, 3);
        assertThat(chat().getBoolean("is_active")).isTrue();
        change(EventTypes.CHAT_DISBANDED, chat, 4);
        assertThat(chat().getBoolean("is_active")).isFalse();
    }

    @Test
    void a_chat_that_the_bot_came_into_gets_a_lasting_link() {
        inbound.lark.group("oc_7", "War room");

        change(EventTypes.BOT_ADDED, Json.mapper().createObjectNode().put("chat_id", "oc_7"), 0);

        assertThat(chat().getString("chat_link")).endsWith("link_token=oc_7");
        assertThat(inbound.lark.calls("/open-apis/im/v1/chats/oc_7/link"))
                .singleElement()
                .satisfies(call ->
                        assertThat(call.json().path("validity_period").asText()).isEqualTo("permanently"));
    }

    @Test
    void an_event_of_an_unknown_kind_is_recorded() {
        inbound.work(inbound.event(
                EventTypes.UNKNOWN, Json.mapper().createObjectNode().put("a", 1)));

        assertThat(inbound.collection("veaiops__inbound_event").find().first().getString("state"))
                .isEqualTo("UNKNOWN");
    }

    private void click(String action, String person) {
        clickUnder(stored(), action, person);
    }

    private static String signed(Notice shown, String action) {
        return inbound.buttons().under(shown).stream()
                .filter(button -> button.name().equals(action))
                .findFirst()
                .orElseThrow()
                .value();
    }

    private Notice stored() {
        return ChannelRoute.notice(event, notice.target());
    }

    private static ObjectNode value(String action) {
        return Json.mapper().createObjectNode().put("action", action);
    }

    private static InboundEvent event(ObjectNode value, String person) {
        return inbound.click(value, person, "om_card");
    }

    private static void change(String type, ObjectNode event, int minute) {
        inbound.work(inbound.event(type, event, AT.plusSeconds(60L * minute)));
    }

    private static Document chat() {
        return inbound.collection("veaiops__chatops_chat")
                .find(new Document("chat_id", "oc_7"))
                .first();
    }

    private static List<Document> feedback() {
        return inbound.collection("veaiops__event_notice_feedback").find().into(new ArrayList<>());
    }
}
