package routes.steps.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static routes.fakes.BotsInMemory.bot;
import static routes.fakes.SampleEvent.NOW;
import static routes.fakes.SampleEvent.anEvent;

import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import routes.alarm.Level;
import routes.channel.CardAction;
import routes.channel.Channels;
import routes.channel.Outbound;
import routes.event.PublishedEvent;
import routes.event.Transition;
import routes.fakes.BotsInMemory;
import routes.kits.ChannelRoute;
import routes.notice.Feedback;
import routes.notice.Notice;
import routes.notice.NoticeFinish;
import routes.notice.NoticeKind;
import routes.notice.NoticeState;
import routes.notice.VendorReply;
import routes.steps.inbound.InboundSteps;
import routes.store.MongoNoticeStore;
import routes.store.MongoSentMessages;
import routes.store.WireServer;
import routes.subscription.Subscription;

/** Messages that were sent go along with their event. */
@Tag("slow")
class MessageChangesTest {
    private static final Subscription.Target CHAT = new Subscription.Target("Board", "c1", "b1", null);
    private static WireServer store;
    private final Board board = new Board();
    private MongoSentMessages told;

    @BeforeAll
    static void start() {
        store = WireServer.start();
    }

    @AfterAll
    static void stop() {
        store.close();
    }

    @BeforeEach
    void empty() {
        for (String name : List.of("veaiops__event_notice_detail", "veaiops__event_notice_feedback")) {
            store.database().getCollection(name).deleteMany(new Document());
        }
        told = new MongoSentMessages(store.database());
    }

    @Test
    void a_recovery_changes_the_earlier_messages_and_leaves_nothing_to_press() {
        sent(opened(), "m1");
        sent(escalated(), "m2");

        after(sent(recovered(), "m3"));

        assertThat(board.changes).containsExactly("m2: RESOLVED P1", "m1: RESOLVED P1");
    }

    @Test
    void an_escalation_changes_the_earlier_messages_and_leaves_the_buttons() {
        sent(opened(), "m1");

        after(sent(escalated(), "m2"));

        assertThat(board.changes).containsExactly("m1: ESCALATED P0 [buttons]");
    }

    @Test
    void what_people_did_stays_in_a_line_for_each_thing() {
        sent(opened(), "m1");
        said("acknowledge", "jo", 1);
        said("like", "jo", 2);
        said("mute-1h", "li", 3);
        said("mute-1h", "wang", 4);

        after(sent(recovered(), "m2"));

        assertThat(board.changes).containsExactly("m1: RESOLVED P1 acknowledge by jo\nmute-1h by li");
    }

    @Test
    void only_the_five_newest_messages_are_changed() {
        for (int revision = 1; revision <= 7; revision++) {
            sent(anEvent().after(Transition.ESCALATED, revision).build(), "m" + revision);
        }

        after(sent(anEvent().after(Transition.RESOLVED, 8).build(), "m8"));

        assertThat(board.changes)
                .extracting(change -> change.substring(0, 2))
                .containsExactly("m7", "m6", "m5", "m4", "m3");
    }

    @Test
    void messages_of_other_events_other_chats_or_of_several_events_stay() {
        sent(anEvent().numbered(7).build(), "other-event");
        store(ChannelRoute.notice(opened(), new Subscription.Target("Board", "c2", "b1", null)), "other-chat");
        Notice first = ChannelRoute.notice(opened(), CHAT);
        store(Notice.carrying("d".repeat(24), NoticeKind.GROUP, Map.of(), List.of(first), NOW), "group");

        after(sent(recovered(), "m3"));

        assertThat(board.changes).isEmpty();
    }

    @Test
    void a_message_that_was_sent_late_does_not_take_the_place_of_a_newer_one() {
        sent(opened(), "m1");
        sent(recovered(), "m3");

        after(sent(escalated(), "m2"));

        assertThat(board.changes).containsExactly("m2: RESOLVED P1", "m1: RESOLVED P1");
    }

    @Test
    void nothing_changes_for_what_was_not_sent_or_is_no_news() {
        sent(opened(), "m1");
        Notice recovered = ChannelRoute.notice(recovered(), CHAT);

        changes().afterSending(ended(recovered, NoticeState.RETRYING));
        changes().afterSending(ended(recovered.as(NoticeKind.REMINDER), NoticeState.SENT));
        changes().afterSending(exchange(recovered));

        assertThat(board.changes).isEmpty();
    }

    @Test
    void a_platform_or_a_store_that_fails_takes_nothing_from_what_was_sent() {
        sent(opened(), "m1");
        Notice recovered = sent(recovered(), "m2");
        board.before = () -> {
            throw new IllegalStateException("away");
        };
        WireServer gone = WireServer.start();
        MongoSentMessages lost = new MongoSentMessages(gone.database());
        gone.takeAway();

        after(recovered);
        new MessageChanges(channels(), bots(), lost).afterSending(ended(recovered, NoticeState.SENT));

        assertThat(store.database()
                        .getCollection("veaiops__event_notice_detail")
                        .find(new Document("_id", new ObjectId(recovered.id())))
                        .first()
                        .getString("state"))
                .isEqualTo("SENT");
    }

    @Test
    void a_click_on_an_earlier_message_does_not_bring_back_what_is_over() {
        Notice first = sent(opened(), "m1");
        sent(recovered(), "m2");
        said("acknowledge", "jo", 1);

        assertThat(clicked(first, "m1")).isTrue();

        assertThat(board.changes)
                .containsExactly("m2: RESOLVED P1 acknowledge by jo", "m1: RESOLVED P1 acknowledge by jo");
    }

    @Test
    void what_was_done_is_said_by_every_message_about_the_event_in_the_chat() {
        sent(opened(), "m1");
        Notice second = sent(escalated(), "m2");
        said("acknowledge", "jo", 1);

        clicked(second, "m2");

        assertThat(board.changes)
                .containsExactly(
                        "m1: ESCALATED P0 [buttons] acknowledge by jo", "m2: ESCALATED P0 [buttons] acknowledge by jo");
    }

    @Test
    void a_message_goes_along_when_its_event_ends_while_a_click_changes_it() {
        Notice first = sent(opened(), "m1");
        said("acknowledge", "jo", 1);
        board.before = () -> {
            board.before = () -> {};
            sent(recovered(), "m2");
        };

        clicked(first, "m1");

        assertThat(board.changes)
                .containsExactly(
                        "m1: OPENED P1 [buttons] acknowledge by jo",
                        "m2: RESOLVED P1 acknowledge by jo",
                        "m1: RESOLVED P1 acknowledge by jo");
    }

    private static PublishedEvent opened() {
        return anEvent().build();
    }

    private static PublishedEvent escalated() {
        return anEvent().after(Transition.ESCALATED, 2).atLevel(Level.P0).build();
    }

    private static PublishedEvent recovered() {
        return anEvent().after(Transition.RESOLVED, 3).build();
    }

    private static Notice sent(PublishedEvent event, String message) {
        return store(ChannelRoute.notice(event, CHAT), message);
    }

    private static Notice store(Notice notice, String message) {
        new MongoNoticeStore(store.database(), Duration.ZERO).add(List.of(notice));
        store.database()
                .getCollection("veaiops__event_notice_detail")
                .updateOne(
                        new Document("_id", new ObjectId(notice.id())),
                        new Document(
                                "$set", new Document("state", "SENT").append("out_message_ids", List.of(message))));
        return notice;
    }

    private void said(String action, String who, int second) {
        told.keep(new Feedback(
                String.format("%024x", second),
                opened().id(),
                "Board",
                "m1",
                action,
                null,
                Map.of("user_id", who),
                NOW.plusSeconds(second)));
    }

    private void after(Notice notice) {
        changes().afterSending(ended(notice, NoticeState.SENT));
    }

    private boolean clicked(Notice notice, String message) {
        CardAction click =
                new CardAction("k", MissingNode.getInstance(), null, Map.of("user_id", "jo"), message, "c1", null, NOW);
        return changes()
                .clicked(
                        new InboundSteps.Work(
                                null, board, bots().find("Board", "b1").orElseThrow()),
                        notice,
                        click);
    }

    private MessageChanges changes() {
        return new MessageChanges(channels(), bots(), told);
    }

    private Channels channels() {
        return new Channels(() -> List.of(board));
    }

    private static BotsInMemory bots() {
        return BotsInMemory.of(bot("Board", "b1"));
    }

    private static Exchange ended(Notice notice, NoticeState state) {
        Exchange exchange = exchange(notice);
        NoticeAttempt.finished(
                exchange, new NoticeFinish(state, NOW, null, null, VendorReply.NOTHING, List.of(), Duration.ZERO));
        return exchange;
    }

    private static Exchange exchange(Notice notice) {
        Exchange exchange = new DefaultExchange(new DefaultCamelContext());
        Outbound.begin(exchange, notice);
        return exchange;
    }
}
