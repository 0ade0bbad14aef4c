package routes.notice.render;

import static org.assertj.core.api.Assertions.assertThat;
import static routes.notice.render.Contents.RENDERER;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import routes.alarm.SamplePosts;
import routes.event.PublishedEvent;
import routes.notice.Notice;
import routes.notice.NoticeKind;

/** Each line of a message that carries several events tells it from the others, and leads to it. */
@Tag("slow")
class DigestLinesTest {
    private static final PublishedEvent EVENT =
            Contents.event(SamplePosts.alarms("zabbix", "firing.json").get(0));

    static Stream<Arguments> media() {
        return Media.carryingSeveral().flatMap(medium -> Stream.of(NoticeKind.DIGEST, NoticeKind.GROUP)
                .flatMap(kind ->
                        Stream.of(Contents.ENGLISH, Contents.CHINESE).map(look -> Arguments.of(medium, kind, look))));
    }

    @ParameterizedTest
    @MethodSource("media")
    void a_line_says_host_and_part_of_it_and_leads_to_its_event(Medium medium, NoticeKind kind, Look look) {
        String message = message(
                medium,
                kind,
                look,
                Map.of("host", "web-7", "mountpoint", "/var"),
                Map.of("instance", "db-3"),
                Map.of("pod", "cart-0"));

        assertThat(message).contains("web-7 · /var", "db-3", "cart-0");
        assertThat(message).contains(Contents.HOME + "/e/list/n1/");
        if (!Media.ONE_LINK.contains(medium.folder())) {
            assertThat(message).contains(link(0), link(1), link(2));
        }
    }

    @ParameterizedTest
    @MethodSource("media")
    void what_reads_the_same_is_counted_in_one_line(Medium medium, NoticeKind kind, Look look) {
        String message = message(
                medium, kind, look, Map.of("host", "a"), Map.of("host", "a"), Map.of("host", "b"), Map.of("host", "a"));

        assertThat(message).contains(look == Contents.ENGLISH ? "3 alike" : "相同 3 条");
        assertThat(message.split("high cpu", -1)).hasSize(medium.folder().equals("email") ? 5 : 3);
        assertThat(message).containsPattern("[^0-9]4[^0-9]");
    }

    private static String link(int number) {
        return Contents.HOME + "/apis/v1/manager/event-center/event/" + String.format("%024x", number);
    }

    @SafeVarargs
    private static String message(Medium medium, NoticeKind kind, Look look, Map<String, String>... labels) {
        List<Notice> notices = new ArrayList<>();
        for (int i = 0; i < labels.length; i++) {
            PublishedEvent event = Contents.saying(EVENT, "high cpu", "", labels[i]);
            notices.add(Contents.one(Contents.withId(event, i, labels[i])));
        }
        Notice several = Notice.carrying("n1", kind, Map.of(), notices, Instant.EPOCH);
        return Media.seen(RENDERER.render(Content.of(several), medium, look).text());
    }
}
