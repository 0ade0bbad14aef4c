package routes.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static routes.fakes.BotsInMemory.bot;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import routes.alarm.Level;
import routes.channel.bot.Bot;
import routes.channel.bot.Mentions;
import routes.fakes.SampleEvent;
import routes.fixtures.Writers;
import routes.kits.ChannelRoute;
import routes.notice.Notice;
import routes.notice.render.Look;
import routes.subscription.Subscription;
import routes.subscription.Subscription.Wording;

@Tag("slow")
class NoticeStylesTest {
    private static final Subscription.Target TARGET = new Subscription.Target("Slack", "C1", "A1", null);
    private static final Look USUAL = new Look("en", ZoneOffset.UTC);
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

    private final Map<String, Wording> wordings = new HashMap<>();
    private final Notice notice = ChannelRoute.notice(SampleEvent.anEvent().build(), TARGET);

    @Test
    void what_the_subscription_names_counts_before_what_was_chosen_for_the_agent_type() {
        wordings.put(notice.subscriptionId(), new Wording("pager", "zh", SHANGHAI, Map.of()));

        assertThat(looks("night").apply(notice)).isEqualTo(new Look("zh", SHANGHAI, List.of("pager", "night")));
    }

    @Test
    void what_it_leaves_open_is_as_usual() {
        wordings.put(notice.subscriptionId(), new Wording("", "zh", null, Map.of()));

        assertThat(looks("").apply(notice)).isEqualTo(new Look("zh", ZoneOffset.UTC));
    }

    @Test
    void a_subscription_that_changes_counts_for_what_waits_and_one_that_goes_leaves_the_usual_look() {
        wordings.put(notice.subscriptionId(), new Wording("", "zh", null, Map.of()));
        NoticeStyles looks = looks("");
        Look before = looks.apply(notice);

        wordings.put(notice.subscriptionId(), new Wording("", "en", SHANGHAI, Map.of()));
        Look mended = looks.apply(notice);
        wordings.clear();

        assertThat(before.language()).isEqualTo("zh");
        assertThat(mended).isEqualTo(new Look("en", SHANGHAI));
        assertThat(looks.apply(notice)).isEqualTo(USUAL);
    }

    @Test
    void whom_a_message_calls_is_said_by_the_subscription_for_a_channel_and_by_the_bot_for_the_others() {
        Mentions ids = Mentions.of("U[0-9]+", "give U and a number");
        Bot slack = bot("Slack", "A1", "mentions", "U1");
        Bot teams = bot("Teams", "T1", "mentions", "U1");
        wordings.put(notice.subscriptionId(), new Wording("", null, null, Map.of("Slack", "P0: U2; P2: U3")));
        NoticeWriter writer = Writers.looking(looks(""), NoticeWriter.Buttons.NONE);
        Notice opened =
                ChannelRoute.notice(SampleEvent.anEvent().atLevel(Level.P0).build(), TARGET);

        assertThat(writer.called(opened, slack, ids)).containsExactly("U2");
        assertThat(writer.called(opened, teams, ids)).containsExactly("U1");
        wordings.put(notice.subscriptionId(), new Wording("", null, null, Map.of("Slack", "")));
        assertThat(writer.called(opened, slack, ids)).isEmpty();
        wordings.clear();
        assertThat(writer.called(opened, slack, ids)).containsExactly("U1");
    }

    @Test
    void an_answer_to_a_chat_is_nobodys_subscription() {
        Notice reply = Notice.reply(SampleEvent.anEvent().build(), TARGET, Instant.EPOCH);
        wordings.put("", new Wording("pager", "zh", SHANGHAI, Map.of()));

        assertThat(looks("").apply(reply)).isEqualTo(USUAL);
    }

    private NoticeStyles looks(String chosen) {
        return new NoticeStyles(USUAL, id -> wordings.getOrDefault(id, Wording.USUAL), any -> chosen);
    }
}
