package routes.steps.inbound;

import static org.assertj.core.api.Assertions.assertThat;
import static routes.fakes.SampleEvent.anEvent;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import routes.common.json.Json;
import routes.event.PublishedEvent;
import routes.fakes.FakeLarkMessages.Kept;
import routes.fakes.PlatformAnswer;
import routes.fakes.PlatformCall;
import routes.fakes.SampleEvent;
import routes.notice.Notice;
import routes.store.MongoNoticeStore;
import routes.subscription.Subscription;

/** The button {@code public}: what some people saw alone becomes one card that all see. */
@Tag("slow")
class ShowToAllTest {
    private static final String WITHDRAW = "/open-apis/ephemeral/v1/delete";
    private static final Subscription.Target CHAT = new Subscription.Target("Lark", "oc_1", InboundLark.BOT, null);
    private static InboundLark inbound;

    @BeforeAll
    static void start() throws Exception {
        inbound = new InboundLark();
    }

    @AfterAll
    static void stop() {
        inbound.close();
    }

    @BeforeEach
    void forget() {
        inbound.forget();
    }

    @Test
    void showing_to_all_twice_shows_one_card() {
        ObjectNode show = show(tellAlone(3, "om_card"));

        click(show, "ou_a");
        click(show, "ou_a");
        click(show, "ou_b");

        List<Kept> shown = inbound.lark.messages().shown();
        assertThat(shown).hasSize(1);
        assertThat(inbound.collection("veaiops__event_notice_detail")
                        .find()
                        .first()
                        .getList("out_message_ids", String.class))
                .containsExactly("om_card", shown.get(0).id());
    }

    @Test
    void what_some_saw_alone_is_taken_back_once_all_see_it() {
        ObjectNode show = show(tellAlone(1, "om_a", "om_b"));

        click(show, "ou_a");

        String shown = inbound.lark.messages().shown().get(0).id();
        assertThat(withdrawn()).containsExactly("om_a", "om_b").doesNotContain(shown);
        List<String> paths =
                inbound.lark.calls().stream().map(PlatformCall::path).toList();
        assertThat(paths).containsSubsequence("/open-apis/im/v1/messages", WITHDRAW, WITHDRAW);
    }

    @Test
    void a_click_whose_work_broke_off_between_showing_and_taking_back_is_finished_without_a_second_card() {
        ObjectNode show = show(tellAlone(2, "om_a", "om_b"));
        inbound.lark.next(call -> call.path().equals(WITHDRAW), PlatformAnswer.reset());

        click(show, "ou_a");

        assertThat(inbound.lark.faultsMet()).isTrue();
        assertThat(inbound.lark.messages().shown()).hasSize(1);
        assertThat(withdrawn()).contains("om_a", "om_b");
        assertThat(inbound.lark.calls("/open-apis/im/v1/messages")).hasSize(1);
    }

    /** The event was sent as cards that one person each saw, in answer to what they said. */
    private static String tellAlone(int number, String... messages) {
        PublishedEvent unasked = anEvent()
                .numbered(number)
                .by("chatops_proactive_reply_agent", Json.mapper().createObjectNode())
                .build();
        new MongoNoticeStore(inbound.store.database(), Duration.ZERO)
                .add(List.of(Notice.reply(unasked, CHAT, SampleEvent.NOW)));
        inbound.collection("veaiops__event_notice_detail")
                .updateMany(
                        new Document(),
                        new Document(
                                "$set", new Document("out_message_ids", List.of(messages)).append("state", "SENT")));
        return unasked.id();
    }

    private static List<String> withdrawn() {
        return inbound.lark.calls(WITHDRAW).stream()
                .map(call -> call.json().path("message_id").asText())
                .distinct()
                .toList();
    }

    private static ObjectNode show(String eventId) {
        return Json.mapper().createObjectNode().put("action", "public").put("event_id", eventId);
    }

    private static void click(ObjectNode value, String person) {
        Document notice =
                inbound.collection("veaiops__event_notice_detail").find().first();
        inbound.work(inbound.click(
                value, person, notice.getList("out_message_ids", String.class).get(0)));
    }
}
